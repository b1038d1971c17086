/**
 * The gradient microscope: one (user, positive, negative) example, each factor of the chain rule with
 * its real number, and the same gradient by finite differences of the lesson's own loss.
 */
import * as tf from "@tensorflow/tfjs-core";
import { itemsOf, type Split } from "../../engine/data/split.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { hasSeen } from "../../engine/ranking/negatives.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import type { TripleReading } from "./force-triple.tsx";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import model, { type Parameters } from "./model.ts";

/** How far a number is moved for the finite difference; float32 leaves about three digits. */
const NUDGE = 1e-2;

/** { user, draw, check? }: the draw-th example of that user; with `check` also by finite differences. */
export async function triple(
  { parameters, config, split }: ProbeContext<Config, Split, Parameters>,
  args: { readonly user: number; readonly draw: number; readonly check?: boolean },
): Promise<TripleReading> {
  const { user } = args;
  const { positive, negative } = drawTriple(split, user, args.draw);
  const rowsOf = (table: tf.Tensor, ...ids: number[]) =>
    valuesOf(() => tf.gather(table, tf.tensor1d(ids, "int32")));
  const d = config.dim;
  // A model of one user and two films with the same vectors, so that a nudge costs nothing.
  const p = await rowsOf(parameters.P, user);
  const q = await rowsOf(parameters.Q, positive, negative);
  const b = parameters.b ? await rowsOf(parameters.b, positive, negative) : undefined;
  const single: Config = {
    ...config,
    loss: config.loss === "bpr" ? "bpr" : "bce",
    negatives: "uniform",
    numNegatives: 1,
    l2: 0,
  };
  const lossAt = (P: tf.Tensor, Q: tf.Tensor) => {
    const small = { ...parameters, P, Q, ...(b && { b: tf.tensor1d(b) }) } as Parameters;
    const batch = {
      users: tf.tensor1d([0], "int32"),
      items: tf.tensor2d([0, 1], [1, 2], "int32"),
    };
    return model.loss(small, batch, single);
  };
  const [value, gradP, gradQ] = await gradients(lossAt, p, q, d);
  const all = await valuesOf(() =>
    tf.gather(
      model.score(parameters, tf.tensor1d([user], "int32")),
      tf.tensor1d([positive, negative], "int32"),
      1,
    ),
  );
  const [sPositive, sNegative] = [all[0]!, all[1]!];
  const sigma = (x: number) => 1 / (1 + Math.exp(-x));
  const pairwise = config.loss === "bpr";
  return {
    user,
    positive,
    negative,
    p,
    qPositive: q.slice(0, d),
    qNegative: q.slice(d),
    sPositive,
    sNegative,
    loss: value,
    dPositive: pairwise ? -sigma(sNegative - sPositive) : sigma(sPositive) - 1,
    dNegative: pairwise ? sigma(sNegative - sPositive) : sigma(sNegative),
    gradP,
    gradPositive: gradQ.slice(0, d),
    gradNegative: gradQ.slice(d),
    ...(args.check && { checked: await check(lossAt, p, q, d, gradP) }),
  };
}

/** The draw-th example of a user: one of their films and a film drawn uniformly from the others. */
function drawTriple(split: Split, user: number, draw: number) {
  const rng = new Rng(draw);
  const own = itemsOf(split.train, user);
  const positive = own[rng.int(own.length)]!;
  let negative = rng.int(split.train.items);
  while (hasSeen(split.train, user, negative)) negative = rng.int(split.train.items);
  return { positive, negative };
}

type LossAt = (P: tf.Tensor, Q: tf.Tensor) => tf.Scalar;

async function gradients(
  lossAt: LossAt,
  p: Float32Array,
  q: Float32Array,
  d: number,
): Promise<[number, Float32Array, Float32Array]> {
  const { value, grads } = tf.tidy(() =>
    tf.valueAndGrads((P: tf.Tensor, Q: tf.Tensor) => lossAt(P, Q))([
      tf.tensor2d(p, [1, d]),
      tf.tensor2d(q, [2, d]),
    ]),
  );
  const read = [
    (await snapshot(value))[0]!,
    await snapshot(grads[0]!),
    await snapshot(grads[1]!),
  ] as [number, Float32Array, Float32Array];
  tf.dispose([value, ...grads]);
  return read;
}

/** dL/dp by central differences, one number of p at a time. */
async function check(
  lossAt: LossAt,
  p: Float32Array,
  q: Float32Array,
  d: number,
  gradP: Float32Array,
) {
  const difference = new Float32Array(d);
  for (let k = 0; k < d; k++) {
    const at = async (nudge: number) => {
      const moved = p.map((x, n) => (n === k ? x + nudge : x));
      const loss = await valuesOf(() => lossAt(tf.tensor2d(moved, [1, d]), tf.tensor2d(q, [2, d])));
      return loss[0]!;
    };
    difference[k] = ((await at(NUDGE)) - (await at(-NUDGE))) / (2 * NUDGE);
  }
  const differences = Array.from(gradP, (g, k) => Math.abs(g - difference[k]!));
  return { p: difference, largestDifference: Math.max(...differences) };
}
