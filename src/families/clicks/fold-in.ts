/**
 * Click models for somebody they were not trained on: everything stays as it is, and one new user vector
 * is fitted to a few ratings by the loss of training. Some steps of gradient descent on one row.
 */
import * as tf from "@tensorflow/tfjs-core";
import { firstItems, type Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { columnsOf } from "./columns.ts";
import { type ScoreWith, scoresOf } from "./evaluate.ts";
import { type Asked, type ClickSplit, LIKED_FROM, type Rows } from "./examples.ts";
import { type Batch, clickLoss, type Embeddings } from "./inputs.ts";
import type { ClickConfig } from "./settings.ts";

const STEPS = 40;
const RATE = 0.3;

/** Every click model has tables of vectors; what else it has is its own affair. */
export type ClickParameters = Parameters & { readonly embeddings: Embeddings };

export interface OwnRatings {
  readonly items: readonly number[];
  /** Stars, 0.5 to 5. */
  readonly ratings: readonly number[];
}

/** The films a reader with these ratings would most probably like; null where there are no films. */
export async function listFor<C extends ClickConfig, P extends ClickParameters>(
  score: ScoreWith<C, P>,
  parameters: P,
  split: ClickSplit,
  config: C,
  { items, ratings }: OwnRatings,
): Promise<Recommendations | null> {
  const { asked } = split;
  const users = parameters.embeddings.user;
  if (!asked || !users || items.length === 0) return null;
  const liked = ratings.map((stars) => (stars >= LIKED_FROM ? 1 : 0));
  /** s with a table of one user, [1, d], in place of all of them. */
  const scoreFor = (user: tf.Tensor, batch: Batch) => {
    const embeddings = { ...parameters.embeddings, user };
    return score({ ...parameters, embeddings } as P, batch, config);
  };
  const seen = ratedRows(asked, items, liked);
  const user = tf.tidy(() => {
    const chosen = Int32Array.from(items.keys());
    const batch: Batch = uploadBatch(columnsOf(split, seen, chosen, config));
    return fitted(tf.mean(users, 0, true), (p) => {
      const pull = tf.mul(config.l2, tf.sum(tf.square(p)));
      return tf.add(clickLoss(scoreFor(p, batch), batch.label, config), pull);
    });
  });
  const films = Int32Array.from({ length: split.whole.items }, (_, film) => film);
  const rows = asked(items, liked, films);
  const scores = await scoresOf((batch) => scoreFor(user, batch), split, config, films, rows);
  user.dispose();
  const rated = Uint8Array.from(films, (film) => (items.includes(film) ? 1 : 0));
  return { ...firstItems(scores, rated), heldOut: null };
}

/** Where gradient descent with momentum gets from p. */
export function fitted(p: tf.Tensor, loss: (p: tf.Tensor) => tf.Scalar): tf.Tensor {
  const slope = tf.grad(loss);
  let at = p;
  let velocity = tf.zerosLike(p);
  for (let step = 0; step < STEPS; step++) {
    [at, velocity] = tf.tidy(() => {
      const next = tf.sub(tf.mul(0.8, velocity), tf.mul(RATE, slope(at)));
      return [tf.add(at, next), next];
    });
  }
  return at;
}

/** What the reader rated, each film as it looked with the others known. */
function ratedRows(asked: Asked, items: readonly number[], liked: readonly number[]): Rows {
  const each = items.map((item, n) => {
    const others = <T>(_: T, at: number) => at !== n;
    return asked(items.filter(others), liked.filter(others), Int32Array.of(item));
  });
  const ids = (field: "user" | "film" | "years" | "hour") =>
    Int32Array.from(each, (row) => row[field][0]!);
  return {
    user: ids("user"),
    film: ids("film"),
    years: ids("years"),
    hour: ids("hour"),
    dense: Float32Array.from(each.flatMap((row) => [...row.dense])),
    label: Float32Array.from(liked),
  };
}
