/**
 * The gradient microscope: one weight of the last cross layer for one example, each factor of the chain
 * rule with its number, and the same gradient by the tape and by finite differences of the loss.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { Arguments } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { blocksOf, clickLoss, columnsOf } from "../../families/clicks/inputs.ts";
import { type Context, crossWeights, exampleOf, passOf, rowOf } from "./cross-readings.ts";
import { scores } from "./model.ts";
import type { HandReading } from "./readings.ts";

/** How far a weight is moved for the finite difference; float32 leaves about three digits. */
const NUDGE = 2e-2;

/** { example, output, input }: numbers of blocks; null where there is no W to take apart. */
export async function handReading(context: Context, args: Arguments): Promise<HandReading | null> {
  const { config, split, parameters } = context;
  const { crossLayers, cross, partner } = config;
  if (crossLayers === 0 || cross === "vector" || partner !== "x0") return null;
  const l = crossLayers - 1;
  const row = rowOf(context, args);
  const { crossed, s } = await passOf(context, Int32Array.of(row));
  const [x0, xl, above] = [crossed[0]!, crossed[l]!, crossed[l + 1]!];
  const n = x0.length;
  const { W, b } = await crossWeights(context, l);

  // Full W: the entry W_kj. Low rank: U_kr, which meets (V^T x_l)_r instead of x_l,j.
  const name = parameters[`crossW${l}`] ? `crossW${l}` : `crossU${l}`;
  const low = name.startsWith("crossU");
  const entering = low ? await through(parameters, l, xl) : xl;
  const tape = await gradientOf(context, row, name);
  const blocks = blocksOf(split, config);
  const [f, g] = [args.output, args.input].map(
    (block) => ((block as number | undefined) ?? 0) % blocks.length,
  ) as [number, number];
  const range = (block: number) => {
    const start = blocks.slice(0, block).reduce((sum, { size }) => sum + size, 0);
    return { start, end: start + blocks[block]!.size };
  };
  const columns = low ? { start: 0, end: entering.length } : range(g);
  const width = entering.length;
  // Of the pair of blocks, the entry that this example pulls at most.
  let [k, j, most] = [range(f).start, columns.start, -1];
  for (let r = range(f).start; r < range(f).end; r++) {
    for (let c = columns.start; c < columns.end; c++) {
      const size = Math.abs(tape[r * width + c]!);
      if (size > most) [k, j, most] = [r, c, size];
    }
  }
  const at = k * width + j;
  const values = await snapshot(parameters[name]!);
  const label = split.rows.label[row]!;
  const rated = config.task === "movielens";
  const dScore = rated ? 1 / (1 + Math.exp(-s[0]!)) - label : 2 * (s[0]! - label);
  const dAbove = (await slopeAbove(context, row, l))[k]! / dScore;
  const nudged = (by: number) => lossWith(context, row, name, values, at, by);
  return {
    example: exampleOf(split, row),
    layer: l,
    output: nameOf(blocks, k),
    input: low ? `(Vᵀx)${j + 1}` : nameOf(blocks, j),
    x0: x0[k]!,
    below: xl[k]!,
    mapped: xl.reduce((sum, x, i) => sum + W[k * n + i]! * x, b[k]!),
    above: above[k]!,
    weight: values[at]!,
    s: s[0]!,
    loss: await nudged(0),
    dScore,
    dAbove,
    entering: entering[j]!,
    gradient: dScore * dAbove * x0[k]! * entering[j]!,
    tape: tape[at]!,
    difference: ((await nudged(NUDGE)) - (await nudged(-NUDGE))) / (2 * NUDGE),
  };
}

/** "user 3": the third number of the user's vector; "x4" where a block is one number. */
function nameOf(blocks: readonly { name: string; size: number }[], k: number): string {
  let start = 0;
  for (const { name, size } of blocks) {
    if (k < start + size) return size === 1 ? name : `${name} ${k - start + 1}`;
    start += size;
  }
  return "";
}

/** The loss of one example without dropout and without L2. */
function lossOf({ config, split }: Context, parameters: Parameters, row: number): tf.Scalar {
  const batch = uploadBatch(columnsOf(split, split.rows, Int32Array.of(row), config));
  return clickLoss(scores(parameters, batch, config), batch.label!, config);
}

async function gradientOf(context: Context, row: number, name: string): Promise<Float32Array> {
  const gradient = tf.tidy(() => {
    const variable = context.parameters[name]!;
    return tf.variableGrads(() => lossOf(context, context.parameters, row), [variable]).grads[
      variable.name
    ]!;
  });
  const values = await snapshot(gradient);
  gradient.dispose();
  return values;
}

/** dL/dx_{l+1}: the gradient of a constant added to the layer's output, which b is but for x_0. */
async function slopeAbove(context: Context, row: number, l: number): Promise<Float32Array> {
  const viaB = await gradientOf(context, row, `crossB${l}`); // x_0 * dL/dx_{l+1}
  const { crossed } = await passOf(context, Int32Array.of(row));
  return viaB.map((value, k) => (crossed[0]![k] === 0 ? 0 : value / crossed[0]![k]!));
}

/** V^T x_l, [r] */
async function through(parameters: Parameters, l: number, xl: Float32Array) {
  const product = tf.tidy(() =>
    tf.matMul(
      tf.tensor2d(xl, [1, xl.length]),
      parameters[`crossV${l}`] as tf.Tensor as tf.Tensor2D,
    ),
  );
  const values = await snapshot(product);
  product.dispose();
  return values;
}

async function lossWith(
  context: Context,
  row: number,
  name: string,
  values: Float32Array,
  at: number,
  by: number,
): Promise<number> {
  const loss = tf.tidy(() => {
    const moved = values.map((value, n) => (n === at ? value + by : value));
    const tensor = tf.tensor(moved, context.parameters[name]!.shape);
    const parameters = { ...context.parameters, [name]: tensor } as unknown as Parameters;
    return lossOf(context, parameters, row);
  });
  const value = (await snapshot(loss))[0]!;
  loss.dispose();
  return value;
}
