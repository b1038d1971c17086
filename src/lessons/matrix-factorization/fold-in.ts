/**
 * A vector for somebody the model was not trained on: the films' vectors stay as they are, and one new
 * p is fitted to a few ratings by the same loss. Some 40 steps of gradient descent with momentum on one
 * row, so the reader gets recommendations from every moment of training without retraining.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../../engine/data/split.ts";
import { rows } from "../../engine/layers.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { meanRating } from "./draw.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import { type Parameters, scores } from "./model.ts";

const STEPS = 40;
const NEGATIVES = 256;
/** Ratings from this many stars on say yes. */
export const LIKED_FROM = 3;

export interface OwnRatings {
  readonly items: readonly number[];
  /** Stars, 0.5 to 5. */
  readonly ratings: readonly number[];
}

/** @returns p of the reader, [d], zero without ratings. The caller disposes it. */
export function foldIn(
  parameters: Parameters,
  { items, ratings }: OwnRatings,
  config: Config,
  split: Split,
): tf.Tensor1D {
  const d = config.dim;
  if (items.length === 0) return tf.zeros([d]);
  const draw = new Rng(1);
  const liked = items.filter((_, n) => ratings[n]! >= LIKED_FROM);
  const others = Array.from({ length: NEGATIVES }, () => draw.int(split.train.items));
  const disliked = items.filter((_, n) => ratings[n]! < LIKED_FROM);
  return tf.tidy(() => {
    const score = (p: tf.Tensor2D, ids: readonly number[]) => {
      const index = tf.tensor1d([...ids], "int32");
      const s = scores(parameters, p, tf.expandDims(rows(parameters.Q, index), 0));
      return parameters.b ? tf.add(s, tf.gather(parameters.b, index)) : s;
    };
    const loss = (p: tf.Tensor2D) => {
      let sum: tf.Tensor = tf.mul(config.l2, tf.sum(tf.square(p)));
      if (config.loss === "mse") {
        const stars = tf.tensor1d(ratings.map((r) => r - meanRating(split)));
        return tf.add(sum, tf.mean(tf.square(tf.sub(stars, score(p, items))))) as tf.Scalar;
      }
      if (liked.length > 0) sum = tf.add(sum, tf.mean(tf.softplus(tf.neg(score(p, liked)))));
      if (disliked.length > 0) sum = tf.add(sum, tf.mean(tf.softplus(score(p, disliked))));
      const away = tf.mean(tf.softplus(score(p, others)));
      return tf.add(sum, tf.mul(config.numNegatives, away)) as tf.Scalar;
    };
    const gradient = tf.grad((p: tf.Tensor) => loss(p as tf.Tensor2D));
    let p: tf.Tensor = tf.zeros([1, d]);
    let velocity: tf.Tensor = tf.zeros([1, d]);
    for (let step = 0; step < STEPS; step++) {
      [p, velocity] = tf.tidy(() => {
        const next = tf.sub(tf.mul(0.8, velocity), tf.mul(RATE, gradient(p)));
        return [tf.add(p, next), next];
      });
    }
    return tf.reshape(p, [d]) as tf.Tensor1D;
  });
}
const RATE = 0.3;
