/**
 * Click models for somebody they were not trained on: everything stays as it is, and one new user vector
 * is fitted to a few ratings by the loss of training. Some steps of gradient descent on one row.
 */
import * as tf from "@tensorflow/tfjs-core";
import { firstItems, type Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import type { BatchTensors } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { scoresOf } from "./evaluate.ts";
import { type ClickSplit, LIKED_FROM, type Rows } from "./examples.ts";
import { clickLoss, columnsOf } from "./inputs.ts";
import type { ClickConfig } from "./settings.ts";

const STEPS = 40;
const RATE = 0.3;

/** s of a batch under some parameters, without dropout: [B] */
export type ScoreWith<C extends ClickConfig> = (
  parameters: Parameters,
  batch: BatchTensors,
  config: C,
) => tf.Tensor1D;

export interface OwnRatings {
  readonly items: readonly number[];
  /** Stars, 0.5 to 5. */
  readonly ratings: readonly number[];
}

/** The films a reader with these ratings would most probably like; null where there are no films. */
export async function listFor<C extends ClickConfig>(
  score: ScoreWith<C>,
  parameters: Parameters,
  split: ClickSplit,
  config: C,
  { items, ratings }: OwnRatings,
): Promise<Recommendations | null> {
  if (!split.asked || items.length === 0) return null;
  const liked = ratings.map((stars) => (stars >= LIKED_FROM ? 1 : 0));
  const user = fitUser(score, parameters, split, config, items, liked);
  const films = Int32Array.from({ length: split.whole.items }, (_, film) => film);
  const rows = split.asked(items, liked, films);
  const own = { ...parameters, user } as unknown as Parameters;
  const scores = await scoresOf((batch) => score(own, batch, config), split, config, films, rows);
  user.dispose();
  const rated = Uint8Array.from(films, (film) => (items.includes(film) ? 1 : 0));
  return { ...firstItems(scores, rated), heldOut: null };
}

/** A table of one user, [1, d], from the mean of all users. The caller disposes it. */
function fitUser<C extends ClickConfig>(
  score: ScoreWith<C>,
  parameters: Parameters,
  split: ClickSplit,
  config: C,
  items: readonly number[],
  liked: readonly number[],
): tf.Tensor {
  const all = ratedRows(split, items, liked);
  const chosen = Int32Array.from(items, (_, n) => n);
  return tf.tidy(() => {
    const batch = uploadBatch(columnsOf(split, all, chosen, config));
    const loss = (p: tf.Tensor) => {
      const s = score({ ...parameters, user: p } as unknown as Parameters, batch, config);
      const pull = tf.mul(config.l2, tf.sum(tf.square(p)));
      return tf.add(clickLoss(s, batch.label!, config), pull) as tf.Scalar;
    };
    const slope = tf.grad(loss);
    let p: tf.Tensor = tf.mean(parameters.user!, 0, true);
    let velocity = tf.zerosLike(p);
    for (let step = 0; step < STEPS; step++) {
      [p, velocity] = tf.tidy(() => {
        const next = tf.sub(tf.mul(0.8, velocity), tf.mul(RATE, slope(p)));
        return [tf.add(p, next), next];
      });
    }
    return p;
  });
}

/** What the reader rated, each film as it looked with the others known. */
function ratedRows(split: ClickSplit, items: readonly number[], liked: readonly number[]): Rows {
  const each = items.map((item, n) => {
    const others = <T>(_: T, at: number) => at !== n;
    return split.asked!(items.filter(others), liked.filter(others), Int32Array.of(item));
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
