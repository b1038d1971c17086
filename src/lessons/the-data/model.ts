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
 * ratings themselves, so all it has to remember of training is how far it has read.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Interactions, seen } from "../../engine/data/split.ts";
import { type Scorer, sameForAll } from "../../engine/ranking/baselines.ts";
import { addSimilar, type ItemNeighbours, itemNeighbours } from "../../engine/ranking/item-knn.ts";
import type { Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import type { DataConfig as Config } from "./lesson.ts";
import { measure } from "./measure.ts";
import { probes } from "./probes.ts";
import { drawSlice, firstRead, prepare, type Stream } from "./stream.ts";

const EVALUATIONS = 10;

const model: Model<Config, Stream> = {
  prepare,
  evaluationsPerEpoch: EVALUATIONS,

  /** All training ratings, read once. */
  examples: ({ order }) => order.length,

  init: ({ train: { items } }) => ({
    n: tf.variable(tf.zeros([items])), // n_i: ratings of film i so far
    stars: tf.variable(tf.zeros([items])), // the sum of those ratings
    read: tf.variable(tf.zeros([1])), // how many ratings have been read
  }),

  draw: drawSlice,

  /** How surprising the slice is to the counts, before they know it. */
  loss({ n }, { films }) {
    const items = n!.size;
    // p(i) = (n_i + 1) / (N + |I|): the counts, and one more for every film (Laplace)
    const p = tf.div(tf.add(n!, 1), tf.add(tf.sum(n!), items));
    // L = - mean of log p(i) over the slice, in nats
    return tf.neg(tf.mean(tf.log(tf.gather(p, films as tf.Tensor1D)))) as tf.Scalar;
  },

  /** Counts the slice. No gradient: n_i / N is already the p that makes the loss of what was read least. */
  step({ n, stars, read }, { films, stars: given, weight, decay, size }) {
    const count = (values: tf.Tensor) =>
      tf.unsortedSegmentSum(values, films as tf.Tensor1D, n!.size);
    // n_i <- 2^(-time/h) n_i + the ratings of film i in the slice
    n!.assign(tf.add(tf.mul(decay!, n!), count(weight!)) as tf.Tensor1D);
    stars!.assign(tf.add(stars!, count(given!)) as tf.Tensor1D);
    read!.assign(tf.add(read!, size!) as tf.Tensor1D);
  },

  async evaluate(parameters, config, split) {
    const read = (await snapshot(parameters.read!))[0]!;
    const counts = await snapshot(parameters.n!);
    return {
      "Ratings read": read,
      ...measure(split, await scorerOf(parameters, config, split)),
      "Top 10%": headShare(counts),
    };
  },

  async baselines(split) {
    return { popularity: measure(split, sameForAll(split.popularity)) };
  },

  probes,
};
export default model;

/** What popularity and mean stars say of every film, the same for everybody, [items]. */
export async function valueOfFilms(parameters: Parameters, config: Config): Promise<Float32Array> {
  const { n, stars } = parameters;
  const { model, shrinkage: beta } = config;
  const value = tf.tidy(() => {
    if (model !== "mean-stars") return tf.clone(n!);
    const mu = tf.divNoNan(tf.sum(stars!), tf.sum(n!)); // the mean of all stars
    // (sum of j's stars + beta mu) / (n_j + beta); a film that nobody rated has 0 with beta = 0
    return tf.divNoNan(tf.add(stars!, tf.mul(beta, mu)), tf.add(n!, beta));
  });
  const values = await snapshot(value);
  value.dispose();
  return values;
}

/** The scores of everything for some users, [users, items]. */
export async function scorerOf(
  parameters: Parameters,
  config: Config,
  split: Stream,
): Promise<Scorer> {
  if (config.model !== "item-knn") return sameForAll(await valueOfFilms(parameters, config));
  const { similar } = await neighbours(parameters, config, split);
  const { items } = split.train;
  return (users, part) => {
    const scores = new Float32Array(users.length * items);
    users.forEach((user, n) => {
      // score(u, j) = sum of sim(i, j) over the i in u's history with i among j's k nearest
      addSimilar(similar, seen(split, part, user), scores.subarray(n * items, (n + 1) * items));
    });
    return scores;
  };
}

/** The similarities in what has been read up to the last refresh; the newest ones are kept. */
export async function neighbours(
  parameters: Parameters,
  { batch, k, shrinkage }: Config,
  split: Stream,
): Promise<{ similar: ItemNeighbours; read: Interactions }> {
  const read = refreshed((await snapshot(parameters.read!))[0]!, split, batch);
  const key = `${read} ${k} ${shrinkage}`;
  const kept = newest.get(split);
  if (kept?.key === key) return kept;
  const sofar = firstRead(split, read);
  const fitted = { key, similar: itemNeighbours(sofar, { k, shrinkage }), read: sofar };
  newest.set(split, fitted);
  return fitted;
}
const newest = new WeakMap<Stream, { key: string; similar: ItemNeighbours; read: Interactions }>();

/** Comparing all pairs of films takes a while, so it is done anew at each evaluation only. */
function refreshed(read: number, split: Stream, batch: number): number {
  const steps = Math.floor(split.order.length / Math.min(batch, split.order.length));
  const between = Math.ceil(steps / EVALUATIONS) * batch;
  return read >= split.order.length ? read : Math.floor(read / between) * between;
}

/** The share of the counts that the largest tenth of them holds. */
export function headShare(counts: Float32Array): number {
  const falling = counts.toSorted((a, b) => b - a);
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
  const head = falling.subarray(0, Math.round(counts.length / 10));
  return sum(head) / Math.max(1, sum(falling));
}
