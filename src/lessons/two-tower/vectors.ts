/** Vectors out of either tower, for pictures: of everybody, of the reader, of a film that is invented. */
import * as tf from "@tensorflow/tfjs-core";
import { type Content, WORDS } from "../../engine/data/content.ts";
import { itemsOf } from "../../engine/data/split.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { userColumns } from "./draw.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import { allFilms, historiesOf } from "./inputs.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import { filmTower, logits, userTower } from "./model.ts";

export type Context = ProbeContext<Config, TwoTowerSplit>;

/** Ratings from this many stars on say that the reader liked a film. */
const LIKED_FROM = 3;

/** v of every film, [items, d]. */
export function filmVectors({ parameters, split, config }: Context): tf.Tensor2D {
  return tf.tidy(() => filmTower(parameters, allFilms(split, config), config));
}

/** u of every user at test time, [users, d]. */
export function userVectors({ parameters, split, config }: Context): tf.Tensor2D {
  return tf.tidy(() => userTower(parameters, historiesOf(split, "test", config), config));
}

/** u of some users at test time, [users.length, d]. */
export function vectorsOfUsers(
  { parameters, split, config }: Context,
  users: readonly number[],
): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = tf.tensor1d([...users], "int32");
    const some = Object.entries(historiesOf(split, "test", config)).map(([name, all]) => [
      name,
      tf.gather(all, rows),
    ]);
    return userTower(parameters, Object.fromEntries(some), config);
  });
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
    const P = tf.zeros([1, config.dim]) as unknown as tf.Variable;
    return userTower({ ...parameters, ...(parameters.P && { P }) }, batch, config);
  });
}

/** What the user tower reads of the reader: the films they liked, in the order they rated them. */
export function likedFilms(args: Readonly<Record<string, unknown>>): number[] {
  const items = (args.items as number[] | undefined) ?? [];
  const ratings = (args.ratings as number[] | undefined) ?? [];
  return items.filter((_, n) => (ratings[n] ?? 0) >= LIKED_FROM);
}

/** v of a film that is in no table, from its content alone, [1, d]. */
export function vectorOfContent(
  { parameters, config }: { readonly parameters: Parameters; readonly config: Config },
  { features, words, shares }: Content,
): tf.Tensor2D {
  return tf.tidy(() => {
    const batch = {
      // The id of a film nobody has seen: a row of zeros.
      films: config.ids ? tf.tensor1d([0], "int32") : tf.zeros([1, 1]),
      ...(config.content && {
        features: tf.tensor2d(features, [1, features.length]),
        words: tf.tensor2d(words, [1, WORDS], "int32"),
        wordShares: tf.tensor3d(shares, [1, 1, WORDS]),
      }),
    };
    const E = tf.zeros([1, config.dim]) as unknown as tf.Variable;
    return filmTower({ ...parameters, ...(parameters.E && { E }) }, batch, config);
  });
}

/** Scores of every film for rows of user vectors, [rows, items]; keeps u. */
export function scoresFor(context: Context, u: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => logits(context.parameters, u, filmVectors(context), context.config));
}

/** Computes a tensor, reads it, and lets go of it. */
export async function read(compute: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(compute);
  const values = await snapshot(tensor);
  tensor.dispose();
  return values;
}
