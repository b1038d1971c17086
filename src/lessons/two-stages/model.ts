/**
 * The second of two stages: a small network over features of a person and a film that the first stage, which
 * must score everything, could not afford.
 *
 *   candidates = the C films with the largest s1(u, i)        stage one, over the whole catalogue
 *   s2(u, i)   = w2 . ReLU(x_ui W1 + b1) + b2                 stage two, over candidates only
 *
 * x_ui are numbers such as s1, what neighbours say, how the genres match. It is taught by lists of one film
 * that was watched and K that were not.
 *
 * Covington, Adams and Sargin 2016 (candidate generation and ranking).
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Linear, linear, linearsOf, logSumExp } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { FEATURES } from "./feature-names.ts";
import type { StagesSplit } from "./prepare.ts";
import type { TwoStagesConfig as Config } from "./settings.ts";

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly features: tf.Tensor3D; // [B, 1 + K, F]: the film that was watched, then its negatives
};

function init(_: StagesSplit, { hidden }: Config, rng: Rng) {
  return { layers: linearsOf(rng, [FEATURES.length, ...(hidden > 0 ? [hidden] : []), 1]) };
}

function loss({ layers }: Parameters, { features }: Batch, config: Config): tf.Scalar {
  const s = score(layers, features); // [B, 1 + K]
  // L = -log softmax(s)_0: which of the 1 + K films was watched?
  const positive = tf.squeeze(tf.slice(s, [0, 0], [-1, 1]), [1]);
  const loss: tf.Scalar = tf.mean(tf.sub(logSumExp(s), positive));
  return config.l2 === 0 ? loss : tf.add(loss, tf.mul(config.l2, weights(layers)));
}

export default defineModel({ init, loss });

/** s2 of lists of films: [B, n, F] gives [B, n]. */
export function score(layers: readonly Linear[], features: tf.Tensor3D): tf.Tensor2D {
  let h = features;
  for (const [l, layer] of layers.entries()) {
    h = linear(h, layer);
    if (l < layers.length - 1) h = tf.relu(h);
  }
  return tf.squeeze(h, [2]);
}

/** sum of W^2 over all layers. */
function weights(layers: readonly Linear[]): tf.Scalar {
  let sum = tf.scalar(0);
  for (const { W } of layers) sum = tf.add(sum, tf.sum(tf.square(W)));
  return sum;
}
