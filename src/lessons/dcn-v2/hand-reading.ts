/**
 * The gradient microscope: one weight of the last cross layer for one example, each factor of the chain
 * rule with its number, and the same gradient by the tape and by finite differences of the loss.
 */
import * as tf from "@tensorflow/tfjs-core";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { blocksOf, columnsOf } from "../../families/clicks/columns.ts";
import { clickLoss } from "../../families/clicks/inputs.ts";
import { type Context, crossWeights, exampleOf, passOf, rowOf } from "./cross-readings.ts";
import { type Parameters, scores } from "./model.ts";
import type { HandReading } from "./readings.ts";

/** How far a weight is moved for the finite difference; float32 leaves about three digits. */
const NUDGE = 2e-2;

/** { example, output, input }: numbers of blocks; null where there is no W to take apart. */
export async function handReading(
  context: Context,
  args: { readonly example: number; readonly output: number; readonly input: number },
): Promise<HandReading | null> {
  const { config, split, parameters } = context;
  const l = config.crossLayers - 1;
  const layer = parameters.crosses[l];
  if (!layer || "w" in layer || config.partner !== "x0") return null;
  const row = rowOf(context, args);
  const { crossed, s } = await passOf(context, Int32Array.of(row));
  const [x0, xl, above] = [crossed[0]!, crossed[l]!, crossed[l + 1]!];
  const n = x0.length;
  const { W, b } = await crossWeights(layer);

  // Full W: the entry W_kj. Low rank: U_kr, which meets (V^T x_l)_r instead of x_l,j.
  const low = "U" in layer;
  const weights = low ? layer.U : layer.W;
  const entering = low ? await valuesOf(() => tf.matMul(tf.tensor2d(xl, [1, n]), layer.V)) : xl;
  const tape = await gradientOf(context, row, weights);
  const blocks = blocksOf(split, config);
  const [f, g] = [args.output % blocks.length, args.input % blocks.length];
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
  const values = await snapshot(weights);
  const label = split.rows.label[row]!;
  const rated = config.task === "movielens";
  const dScore = rated ? 1 / (1 + Math.exp(-s[0]!)) - label : 2 * (s[0]! - label);
  // dL/dx_{l+1}: the gradient of a constant added to the layer's output, which b is but for x_0.
  const viaB = await gradientOf(context, row, layer.b); // x_0 * dL/dx_{l+1}
  const dAbove = (x0[k] === 0 ? 0 : viaB[k]! / x0[k]!) / dScore;
  /** The loss with this one weight moved a little. */
  const nudged = async (by: number) => {
    const loss = await valuesOf(() => {
      const moved = tf.tensor(values.with(at, values[at]! + by), weights.shape);
      const crosses = parameters.crosses.with(l, { ...layer, [low ? "U" : "W"]: moved });
      return lossOf(context, { ...parameters, crosses }, row);
    });
    return loss[0]!;
  };
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
  return clickLoss(scores(parameters, batch, config), batch.label, config);
}

function gradientOf(context: Context, row: number, variable: tf.Variable): Promise<Float32Array> {
  return valuesOf(() => {
    const { grads } = tf.variableGrads(() => lossOf(context, context.parameters, row), [variable]);
    return grads[variable.name]!;
  });
}
