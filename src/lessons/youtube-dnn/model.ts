/**
 * YouTube's candidate generator: the films that somebody watched become one vector, a network makes a
 * vector of the person of it, and a softmax over all films says which they watch next.
 *
 *   u       = MLP[pool of e_j over the last H films ; other features]
 *   s_i     = v_i . u
 *   P(i|u)  = e^{s_i} / sum_j e^{s_j}
 *
 * The sum is over too many films for every step, so some are drawn, film j with probability Q(j), and each
 * stands for 1 / (K Q(j)) films (sampled softmax with importance weights). The label is the film.
 *
 * Covington, Adams and Sargin 2016; Jean et al. 2015 (the sampled softmax).
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  linear,
  linearOf,
  linearsOf,
  logSumExp,
  rows,
  squaredNorm,
  stopGradient,
  table,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { pool } from "./pool.ts";
import type { YoutubeSplit } from "./prepare.ts";
import type { YoutubeConfig as Config } from "./settings.ts";

/** Numbers in a hidden layer; the paper's tower has 1024, 512, 256. */
const HIDDEN = 64;
/** Age as it is read: x, x^2 and its root (the paper's section 4.1). */
export const AGES = 3;

export type Parameters = ReturnType<typeof init>;
/** What the network reads of somebody. */
export type Person = {
  readonly history: tf.Tensor2D; // [B, H] films, padded
  readonly open: tf.Tensor2D; // [B, H] 1 film, 0 padding
  readonly features?: tf.Tensor2D; // [B, width] mean genres and years, how many films
  readonly age?: tf.Tensor2D; // [B, 3] of the example, in training; 0 when the model is asked
};
export type Batch = Person & {
  readonly positive: tf.Tensor1D; // [B] the film that is asked for: the label
  readonly negatives: tf.Tensor1D; // [K] drawn with probability Q
  readonly ownCorrection: tf.Tensor1D; // [B] -log(K Q) of the positive
  readonly correction: tf.Tensor2D; // [B, K] -log(K Q) of the drawn film, or -1e9: no negative
};

function init({ train, width }: YoutubeSplit, config: Config, rng: Rng) {
  const { dim, depth, pooling, age } = config;
  const inputs = dim + width + (age ? AGES : 0);
  const widths = [inputs, ...Array.from({ length: depth }, () => HIDDEN), dim];
  return {
    E: table(rng, train.items, dim, 0.1), // e_j, a row a film, as it is read
    V: table(rng, train.items, dim, 0.1), // v_i, a row a film, as it is asked for
    layers: linearsOf(rng, widths),
    ...(pooling === "attention" && {
      attention: { map: linearOf(rng, dim, dim), w: table(rng, dim, 1, 0.1) },
    }),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const { V } = parameters;
  const u = person(parameters, batch, config); // [B, d]
  const positive = rows(V, batch.positive); // v of each example's film, [B, d]
  const drawn = rows(V, batch.negatives); // [K, d]
  const own: tf.Tensor1D = tf.sum(tf.mul(u, positive), 1); // s_i, [B]
  const others = tf.add<tf.Tensor2D>(tf.matMul(u, drawn, false, true), batch.correction); // [B, K]
  const loss: tf.Scalar = tf.mean(
    config.logq && config.corrected
      ? withoutPositive(own, others)
      : amongDrawn(tf.add(own, batch.ownCorrection), others),
  );
  return config.l2 === 0 ? loss : tf.add(loss, tf.mul(config.l2, squaredNorm(positive)));
}

/** L = -log e^{s_i - log KQ(i)} / (e^{s_i - log KQ(i)} + sum_k e^{s_k - log KQ(k)}), [B] */
function amongDrawn(own: tf.Tensor1D, others: tf.Tensor2D): tf.Tensor1D {
  const all = tf.concat([tf.expandDims<tf.Tensor2D>(own, 1), others], 1);
  return tf.sub(logSumExp(all), own);
}

/**
 * L = sg(1 - p) (log sum_k e^{s_k - log KQ(k)} - s_i), p = e^{s_i} / (e^{s_i} + the same sum): the positive
 * was not drawn, so it has no weight and is not in the sum (Khrylchenko et al. 2025). [B]
 */
function withoutPositive(own: tf.Tensor1D, others: tf.Tensor2D): tf.Tensor1D {
  const gap: tf.Tensor1D = tf.sub(logSumExp(others), own);
  const notYet = stopGradient(tf.sigmoid(gap)); // 1 - p
  return tf.mul(notYet, gap);
}

export default defineModel({ init, loss });

/** u, [B, d] */
export function person(parameters: Parameters, batch: Person, config: Config): tf.Tensor2D {
  const { E, layers, attention } = parameters;
  const pooled = pool(rows(E, batch.history), batch.open, config.pooling, attention); // [B, d]
  let h = tf.concat(
    [pooled, ...(batch.features ? [batch.features] : []), ...(batch.age ? [batch.age] : [])],
    1,
  );
  for (const [l, layer] of layers.entries()) {
    h = linear(h, layer);
    if (l < layers.length - 1) h = tf.relu(h);
  }
  return h;
}

/** s of every film, [B, items]. Nothing was drawn, so nothing is corrected. */
export function score(parameters: Parameters, batch: Person, config: Config): tf.Tensor2D {
  return tf.matMul(person(parameters, batch, config), parameters.V, false, true);
}
