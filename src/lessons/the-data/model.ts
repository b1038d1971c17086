/**
 * Three recommenders that are not trained: they count. The ratings are read once, in the order in which
 * they were given, a slice a step.
 *
 *   popularity   score(j)    = n_j                            how many have rated film j
 *   mean stars   score(j)    = (sum of j's stars + beta mu) / (n_j + beta)
 *   item-kNN     score(u, j) = sum of sim(i, j) over the films i of user u that are near j,
 *                sim(i, j)   = n_ij / (sqrt(n_i n_j) + beta)
 *
 * Sarwar et al. 2001, Deshpande and Karypis 2004 (item-kNN). Item-kNN keeps no weights: it keeps the
 * ratings themselves (scorer.ts), so all it has to remember of training is how far it has read.
 */
import * as tf from "@tensorflow/tfjs-core";
import { vector } from "../../engine/layers.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { DataConfig as Config } from "./lesson.ts";
import type { Stream } from "./stream.ts";

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly films: tf.Tensor1D; // [B]
  readonly stars: tf.Tensor1D; // [B]
  readonly weight: tf.Tensor1D; // [B] what each rating still counts at the end of the slice
  readonly decay: tf.Tensor1D; // [1] what everything read before still counts of what it did
  readonly size: tf.Tensor1D; // [1] B
};

function init({ train: { items } }: Stream) {
  return {
    n: vector(items), // n_i: ratings of film i so far
    stars: vector(items), // the sum of those ratings
    read: vector(1), // how many ratings have been read
  };
}

/** How surprising the slice is to the counts, before they know it. */
function loss({ n }: Parameters, { films }: Batch): tf.Scalar {
  // p(i) = (n_i + 1) / (N + |I|): the counts, and one more for every film (Laplace)
  const p = tf.div(tf.add(n, 1), tf.add(tf.sum(n), n.size));
  // L = - mean of log p(i) over the slice, in nats
  return tf.neg<tf.Scalar>(tf.mean(tf.log(tf.gather(p, films))));
}

/** Counts the slice. No gradient: n_i / N is already the p that makes the loss of what was read least. */
function step({ n, stars, read }: Parameters, batch: Batch): void {
  const { films, weight, decay, size } = batch;
  const count = (values: tf.Tensor1D) => tf.unsortedSegmentSum(values, films, n.size);
  // n_i <- 2^(-time/h) n_i + the ratings of film i in the slice
  n.assign(tf.add(tf.mul(decay, n), count(weight)));
  stars.assign(tf.add(stars, count(batch.stars)));
  read.assign(tf.add(read, size));
}

/** What popularity and mean stars say of every film, the same for everybody, [items]. */
export function valueOfFilms({ n, stars }: Parameters, config: Config): tf.Tensor1D {
  const { model, shrinkage: beta } = config;
  if (model !== "mean-stars") return tf.clone(n);
  const mu = tf.divNoNan(tf.sum(stars), tf.sum(n)); // the mean of all stars
  // (sum of j's stars + beta mu) / (n_j + beta); a film that nobody rated has 0 with beta = 0
  return tf.divNoNan(tf.add(stars, tf.mul(beta, mu)), tf.add(n, beta));
}

export default defineModel({ init, loss, step });
