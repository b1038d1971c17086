/** What the pictures read from the cross layers of the model in training. */
import * as tf from "@tensorflow/tfjs-core";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { type Block, blocksOf, columnsOf } from "../../families/clicks/columns.ts";
import type { Cross } from "../../families/clicks/cross-layers.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { INPUTS, pairStrengths, valueAt } from "../../families/clicks/polynomial.ts";
import { deepSizes } from "./architecture.ts";
import type { DcnConfig } from "./lesson.ts";
import { type Parameters, pass } from "./model.ts";
import { type CrossWeights, type Kind, ordersOf } from "./orders.ts";
import type { BlocksReading, ExampleReading, OrdersReading, PassReading } from "./readings.ts";

export type Context = ProbeContext<DcnConfig, ClickSplit, Parameters>;

/** Test examples over which sizes are measured. */
const MEASURED = 512;

/** The n-th test example, as a row of the split. */
export function rowOf({ split }: Context, { example }: { readonly example: number }): number {
  const { test } = split.parts;
  return test[example % test.length]!;
}

export function exampleOf({ rows }: ClickSplit, row: number): ExampleReading {
  return { user: rows.user[row] ?? -1, film: rows.film[row] ?? -1, label: rows.label[row]! };
}

/** x_0 .. x_L, the deep layers and s of some rows. */
export async function passOf({ parameters, config, split }: Context, rows: Int32Array) {
  const tensors = tf.tidy(() => {
    const batch = uploadBatch(columnsOf(split, split.rows, rows, config));
    return pass(parameters, batch, config);
  });
  const crossed = await Promise.all(tensors.crossed.map((x) => snapshot(x)));
  const deep = await Promise.all(tensors.deep.map((h) => snapshot(h)));
  const s = await snapshot(tensors.s);
  tf.dispose(tensors);
  return { crossed, deep, s };
}

/** The weights of one cross layer as a matrix, whatever they are made of; of DCN-v1 the vector. */
export async function crossWeights(layer: Cross): Promise<CrossWeights> {
  const b = await snapshot(layer.b);
  if ("U" in layer) return { W: await valuesOf(() => tf.matMul(layer.U, layer.V, false, true)), b };
  return { W: await snapshot("w" in layer ? layer.w : layer.W), b };
}

/** { example }: its way through the network. */
export async function passReading(
  context: Context,
  args: { readonly example: number },
): Promise<PassReading> {
  const row = rowOf(context, args);
  const { config, split, parameters } = context;
  const { crossed, deep, s } = await passOf(context, Int32Array.of(row));
  const both = config.structure === "parallel" && deep.length > 0 && config.crossLayers > 0;
  const dot = (w: Float32Array, x: Float32Array) => x.reduce((sum, v, k) => sum + w[k]! * v, 0);
  const w = both ? await snapshot(parameters.out.W) : null;
  const [xL, h] = [crossed.at(-1)!, deep.at(-1)!];
  return {
    example: exampleOf(split, row),
    blocks: blocksOf(split, config),
    crossed,
    deep,
    s: s[0]!,
    shares: w && {
      cross: dot(w.subarray(0, xL.length), xL),
      deep: dot(w.subarray(xL.length), h),
    },
  };
}

/** { layer }: its W by pairs of blocks, beside what was planted; null without such a W. */
export async function blocksReading(
  context: Context,
  args: { readonly layer: number },
): Promise<BlocksReading | null> {
  const { config, split, parameters } = context;
  if (config.crossLayers === 0 || config.cross === "vector") return null;
  const l = Math.min(config.crossLayers - 1, args.layer);
  const blocks = blocksOf(split, config);
  const starts = blocks.map((_, f) => blocks.slice(0, f).reduce((sum, { size }) => sum + size, 0));
  const { W } = await crossWeights(parameters.crosses[l]!);
  const { crossed } = await passOf(context, split.parts.test.subarray(0, MEASURED));
  const n = crossed[0]!.length / Math.min(MEASURED, split.parts.test.length);
  const sizeOf = (x: Float32Array, f: number) =>
    rootMeanSquare(x.filter((_, at) => within(at % n, starts[f]!, blocks[f]!.size)));
  const outer = blocks.map((_, f) => sizeOf(crossed[0]!, f));
  const inner = blocks.map((_, f) => sizeOf(crossed[l]!, f));
  const weights = blockSizes(W, n, blocks, starts, () => 1);
  const pairs = await pairsInScore(context, n);
  return {
    inScore: pairs && blockSizes(pairs, n, blocks, starts, (f, g) => outer[f]! * outer[g]!),
    layers: config.crossLayers,
    blocks: blocks.map(({ name }) => name),
    weights,
    passed: blockSizes(W, n, blocks, starts, (f, g) => outer[f]! * inner[g]!),
    planted: split.terms.length > 0 ? pairStrengths(split.terms) : null,
  };
}

/** Root mean square of each block of a matrix [n, n], times a factor of its row and column. */
function blockSizes(
  matrix: ArrayLike<number>,
  n: number,
  blocks: readonly Block[],
  starts: readonly number[],
  factor: (f: number, g: number) => number,
): Float32Array {
  const sizes = new Float32Array(blocks.length ** 2);
  blocks.forEach((a, f) => {
    blocks.forEach((b, g) => {
      const entries: number[] = [];
      for (let k = starts[f]!; k < starts[f]! + a.size; k++) {
        for (let j = starts[g]!; j < starts[g]! + b.size; j++) entries.push(matrix[k * n + j]!);
      }
      sizes[f * blocks.length + g] = rootMeanSquare(entries) * factor(f, g);
    });
  });
  return sizes;
}

/**
 * The part of s that holds two inputs, exactly: sum_kj Q_kj x_k x_j with Q = diag(w) sum_l W_l diag(c_l).
 * c_l is what the layers below multiply an input alone with: c_0 = 1, c_{l+1} = c_l + b_l.
 * @returns [n, n] Q + Q^T, with Q on the diagonal
 */
async function pairsInScore(context: Context, n: number): Promise<Float64Array | null> {
  const { config, parameters } = context;
  if (config.partner !== "x0" || (config.structure === "stacked" && deepSizes(config).length > 0)) {
    return null;
  }
  const w = await snapshot(parameters.out.W);
  const Q = new Float64Array(n * n);
  const c = new Float64Array(n).fill(1);
  for (const layer of parameters.crosses) {
    const { W, b } = await crossWeights(layer);
    for (let at = 0; at < n * n; at++) Q[at]! += w[Math.floor(at / n)]! * W[at]! * c[at % n]!;
    for (let k = 0; k < n; k++) c[k]! += b[k]!;
  }
  return Q.map((value, at) => {
    const [k, j] = [Math.floor(at / n), at % n];
    return k === j ? value : value + Q[j * n + k]!;
  });
}

const within = (at: number, start: number, size: number) => at >= start && at < start + size;

function rootMeanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]! ** 2;
  return Math.sqrt(sum / Math.max(1, values.length));
}

/** { example }: how long the part of each order is in each layer, and what it adds to s. */
export async function ordersReading(
  context: Context,
  args: { readonly example: number },
): Promise<OrdersReading> {
  const row = rowOf(context, args);
  const { config, split, parameters } = context;
  const { crossed } = await passOf(context, Int32Array.of(row));
  const layers = await Promise.all(parameters.crosses.map(crossWeights));
  const kind: Kind = config.cross === "vector" ? "vector" : config.partner;
  const orders = ordersOf(crossed[0]!, layers, kind);
  const ends = config.structure === "parallel" || deepSizes(config).length === 0;
  const w = ends && config.crossLayers > 0 ? await snapshot(parameters.out.W) : null;
  const x = split.rows.dense.subarray(row * INPUTS, (row + 1) * INPUTS);
  const planted = split.terms.length > 0;
  return {
    example: exampleOf(split, row),
    lengths: orders.map((parts) => parts.map((part) => Math.hypot(...part))),
    toScore: w ? orders.at(-1)!.map((part) => part.reduce((sum, v, k) => sum + w[k]! * v, 0)) : [],
    target: planted
      ? Array.from({ length: 5 }, (_, order) =>
          valueAt(
            split.terms.filter(({ inputs }) => inputs.length === order),
            x,
          ),
        )
      : [],
  };
}
