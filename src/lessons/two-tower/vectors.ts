/** Vectors out of either tower, for pictures: of everybody, of the reader, of a film that is invented. */
import * as tf from "@tensorflow/tfjs-core";
import { type Content, WORDS } from "../../engine/data/content.ts";
import { itemsOf } from "../../engine/data/split.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { userColumns } from "./draw.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import { allFilms, inputsOf } from "./inputs.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import { logits, type Parameters } from "./model.ts";
import { filmTower, userTower } from "./towers.ts";

export type Context = ProbeContext<Config, TwoTowerSplit, Parameters>;

/** Ratings from this many stars on say that the reader liked a film. */
const LIKED_FROM = 3;

/** v of every film, [items, d]. */
export function filmVectors({
  parameters,
  split,
  config,
}: Pick<Context, "parameters" | "split" | "config">): tf.Tensor2D {
  return tf.tidy(() => filmTower(parameters, allFilms(split, config), config));
}

/** u of every user at test time, [users, d]. */
export function userVectors(context: Context): tf.Tensor2D {
  const everybody = Array.from({ length: context.split.train.users }, (_, user) => user);
  return vectorsOfUsers(context, everybody);
}

/** u of some users at test time, [users.length, d]. */
export function vectorsOfUsers(
  { parameters, split, config }: Context,
  users: readonly number[],
): tf.Tensor2D {
  return tf.tidy(() =>
    userTower(parameters, inputsOf(Int32Array.from(users), split, "test", config), config),
  );
}

/** The films that the user tower reads at test time, oldest first. */
export function historyOf({ split, config }: Pick<Context, "split" | "config">, user: number) {
  const known = itemsOf(split.history.test, user);
  return known.subarray(Math.max(0, known.length - config.history));
}

/** u of somebody who is in no table, from the films they watched, oldest first, [1, d]. */
export function vectorOfHistory(
  { parameters, split, config }: Context,
  history: readonly number[],
): tf.Tensor2D {
  return tf.tidy(() => {
    const batch = uploadBatch(userColumns(Int32Array.of(0), [history], split, config));
    // A stranger has no row in the table of users: zeros stand in.
    const stranger = { ...parameters, ...(parameters.P && { P: tf.zeros([1, config.dim]) }) };
    return userTower(stranger as Parameters, batch, config);
  });
}

/** The reader's ratings, as the page has them. */
export interface OwnRatings {
  readonly items: readonly number[];
  /** Stars, 0.5 to 5. */
  readonly ratings: readonly number[];
}

/** What the user tower reads of the reader: the films they liked, in the order they rated them. */
export function likedFilms({ items, ratings }: OwnRatings): number[] {
  return items.filter((_, n) => ratings[n]! >= LIKED_FROM);
}

/** v of a film that is in no table, from its content alone, [1, d]. */
export function vectorOfContent(
  { parameters, config }: Context,
  { features, words, shares }: Content,
): tf.Tensor2D {
  return tf.tidy(() => {
    const batch = {
      // The id of a film nobody has seen: a row of zeros.
      ...(config.ids && { films: tf.tensor1d([0], "int32") }),
      ...(config.content && {
        features: tf.tensor2d(features, [1, features.length]),
        words: tf.tensor2d(words, [1, WORDS], "int32"),
        wordShares: tf.tensor3d(shares, [1, 1, WORDS]),
      }),
      ...(!config.ids && !config.content && { noFilmInput: tf.zeros<tf.Rank.R2>([1, 1]) }),
    };
    const unseen = { ...parameters, ...(parameters.E && { E: tf.zeros([1, config.dim]) }) };
    return filmTower(unseen as Parameters, batch, config);
  });
}

/** Scores of every film for rows of user vectors, [rows, items]; keeps u. */
export function scoresFor(context: Context, u: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => logits(context.parameters, u, filmVectors(context), context.config));
}
