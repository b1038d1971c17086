/**
 * Learning to rank: one scorer, six losses. The scorer sees features of a (person, film) and gives one
 * number; the losses (losses.ts) differ in what they ask of the numbers of one list.
 *
 *   s = w2 . tanh(W1 x + b1)      or, without a hidden layer,      s = w . x
 *
 * Burges et al. 2005 (RankNet), 2006 (LambdaRank), 2010 (an overview); Cao et al. 2007 (ListNet).
 */
import * as tf from "@tensorflow/tfjs-core";
import { linear, linearOf, table, times, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { RankingConfig as Config } from "./lesson.ts";
import type { Lists, RankingSplit } from "./lists.ts";
import { batchSize, type Graded, listLosses } from "./losses.ts";

export type Parameters = ReturnType<typeof init>;
export type Batch = Graded & {
  readonly features: tf.Tensor3D; // [B, L, F]
};

function init({ columns, lists }: RankingSplit, config: Config, rng: Rng) {
  const inputs = columns.length;
  const { task, hidden } = config;
  const scorer =
    task === "top-heavy" || hidden === 0
      ? { w: table(rng, inputs, 1, 0.1) }
      : {
          first: linearOf(rng, inputs, hidden, Math.sqrt(1 / inputs)), // W1, b1
          w2: table(rng, hidden, 1, Math.sqrt(1 / hidden)),
        };
  const start = constantFor(config, lists.training);
  return { ...scorer, ...(start !== null && { b: vector(1, start) }) };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const [B, L, F] = batch.features.shape;
  const x: tf.Tensor2D = tf.reshape(batch.features, [B * L, F]);
  const s: tf.Tensor2D = tf.reshape(scoresOf(parameters, x), [B, L]);
  const loss = tf.div(tf.sum(listLosses(s, batch, config)), batchSize(batch, config));
  return tf.add(loss, tf.mul(config.l2, penalty(parameters)));
}

export default defineModel({ init, loss });

/** s of each row: x [n, F] gives [n, 1]. */
export function scoresOf({ w, first, w2, b }: Parameters, x: tf.Tensor2D): tf.Tensor2D {
  const s = w
    ? times(x, w) // w . x
    : times(tf.tanh(linear(x, first)), w2); // w2 . tanh(W1 x + b1)
  return b ? tf.add(s, b) : s;
}

/** Every list reads all the weights, so the mean over lists is the sum of their squares. */
function penalty({ w, first, w2 }: Parameters): tf.Tensor {
  const weights = w ? [w] : [first.W, w2];
  return tf.addN(weights.map((W) => tf.sum(tf.square(W))));
}

/** What a score says of the grade: the score itself, with BCE four times its sigmoid. */
export function gradeFrom(score: number, { loss }: Pick<Config, "loss">): number {
  return loss === "bce" ? 4 / (1 + Math.exp(-score)) : score;
}

/**
 * The score that fits best when all films get the same. Null for the other losses: in differences of
 * scores a constant cancels, so they cannot learn one.
 */
function constantFor({ loss }: Config, { grade }: Lists): number | null {
  const mean = grade.reduce((sum, g) => sum + g, 0) / Math.max(1, grade.length);
  if (loss === "mse") return mean;
  return loss === "bce" ? Math.log(mean / (4 - mean)) : null;
}
