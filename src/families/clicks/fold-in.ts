/**
 * Click models for somebody they were not trained on: everything stays as it is, and one new user vector
 * is fitted to a few ratings by the loss of training. Some steps of gradient descent on one row.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Whose } from "../../engine/ranking/reasons.ts";
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

/** What somebody of the data rated in training, or the reader. */
export function ratedBy(
  {
    rows,
    parts,
    whole,
  }: Pick<ClickSplit, "parts" | "whole"> & {
    readonly rows: Pick<Rows, "user" | "film">;
  },
  { user, items, ratings }: Whose,
): OwnRatings {
  if (items) return { items, ratings: ratings ?? [] };
  const own = [...parts.training].filter((row) => rows.user[row] === user);
  return {
    items: own.map((row) => rows.film[row]!),
    ratings: own.map((row) => whole.rating[row]!),
  };
}

/** The films a reader with these ratings would most probably like; null where there are no films. */
export async function listFor<C extends ClickConfig, P extends ClickParameters>(
  score: ScoreWith<C, P>,
  parameters: P,
  split: ClickSplit,
  config: C,
  own: OwnRatings,
): Promise<Recommendations | null> {
  const { asked } = split;
  const user = personOf(score, parameters, split, config, own);
  if (!asked || !user) return null;
  const films = Int32Array.from({ length: split.whole.items }, (_, film) => film);
  const rows = asked(own.items, likedOf(own), films);
  const known = withPerson(parameters, user);
  const scores = await scoresOf((batch) => score(known, batch, config), split, config, films, rows);
  user.dispose();
  const rated = Uint8Array.from(films, (film) => (own.items.includes(film) ? 1 : 0));
  return { ...firstItems(scores, rated), heldOut: null };
}

export const likedOf = ({ ratings }: OwnRatings): number[] =>
  ratings.map((stars) => (stars >= LIKED_FROM ? 1 : 0));

/** The parameters with a table of one user, [1, d], in place of all of them. */
export function withPerson<P extends ClickParameters>(parameters: P, user: tf.Tensor): P {
  return { ...parameters, embeddings: { ...parameters.embeddings, user } };
}

/** The vector of somebody with these ratings, [1, d], fitted; undefined where there is nobody to fit. */
export function personOf<C extends ClickConfig, P extends ClickParameters>(
  score: ScoreWith<C, P>,
  parameters: P,
  split: ClickSplit,
  config: C,
  own: OwnRatings,
): tf.Tensor | undefined {
  const { asked } = split;
  const users = parameters.embeddings.user;
  if (!asked || !users || own.items.length === 0) return undefined;
  const seen = ratedRows(asked, own.items, likedOf(own));
  return tf.tidy(() => {
    const chosen = Int32Array.from(own.items.keys());
    const batch: Batch = uploadBatch(columnsOf(split, seen, chosen, config));
    return fitted(tf.mean(users, 0, true), (p) => {
      const pull = tf.mul(config.l2, tf.sum(tf.square(p)));
      return tf.add(
        clickLoss(score(withPerson(parameters, p), batch, config), batch.label, config),
        pull,
      );
    });
  });
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
