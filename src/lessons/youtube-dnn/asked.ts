/** Of whom a picture asks, and what the model says of every film for them. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Whose } from "../../engine/ranking/reasons.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { likedFilms } from "../../families/retrieval/reader-films.ts";
import { type Known, watchedBefore } from "./draw.ts";
import { scoresOf } from "./evaluate.ts";
import type { Parameters } from "./model.ts";
import type { YoutubeSplit } from "./prepare.ts";
import type { YoutubeConfig as Config } from "./settings.ts";

export type Context = ProbeContext<Config, YoutubeSplit, Parameters>;
export type Mine = { readonly items: readonly number[]; readonly ratings: readonly number[] };

/** What is known of a person of the data when they are tested, or of the reader. */
export function knownOf({ split, config }: Context, { user, items, ratings = [] }: Whose): Known {
  if (!items) return watchedBefore(split, config, "test", user);
  const films = likedFilms({ items, ratings });
  return { films, watched: films.length, age: 0 };
}

/** s of every film, a row for each of some people, [people x items]. */
export const scoresFor = (context: Context, known: readonly Known[]): Promise<Float32Array> =>
  valuesOf(() => tensorFor(context, known));

export const tensorFor = (
  { parameters, split, config }: Context,
  known: readonly Known[],
): tf.Tensor2D => scoresOf(parameters, known, split, config);
