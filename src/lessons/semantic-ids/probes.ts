/** What the pictures of this lesson read from the model in training. */
import * as tf from "@tensorflow/tfjs-core";
import {
  nearestVoices,
  type ReasonsReading,
  reasonsFor,
  type Whose,
} from "../../engine/ranking/reasons.ts";
import { firstItems } from "../../engine/ranking/retrieval-probes.ts";
import { column } from "../../engine/training/batch.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { LIKED_FROM } from "../../families/clicks/examples.ts";
import { fitted, type OwnRatings, ratedBy } from "../../families/clicks/fold-in.ts";
import { clickLoss } from "../../families/clicks/inputs.ts";
import { filmColumns } from "./draw.ts";
import { example } from "./example.ts";
import { sharedCodes } from "./films.ts";
import { type Context, filmsHeld, lookUp, tables } from "./look-up.ts";
import { filmSide, type Parameters, personSide, type Side, score } from "./model.ts";
import type { RankSplit } from "./prepare.ts";
import type { SemanticConfig as Config } from "./settings.ts";

export const probes = {
  tables,
  lookUp,

  /** { at }: an example of the next batch. */
  example,

  /** { user, items?, ratings? }: a list, and what of the person's likes stands behind each film. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading | null> => {
    const { parameters, split, config } = context;
    const { items, ratings } = ratedBy(split, whose);
    if (items.length === 0) return null;
    const scores = whose.items
      ? await scoresOfReader(context, { items, ratings })
      : await scoresFor(context, () =>
          personSide(parameters, uploadBatch({ user: column(Int32Array.of(whose.user)) })),
        );
    const first = firstItems(scores, seenOf(items, scores.length));
    const chances = first.scores.map((s) => 1 / (1 + Math.exp(-s)));
    const liked = items.filter((_, n) => ratings[n]! >= LIKED_FROM);
    const { codes } = split.known;
    const near = nearestVoices((await filmsHeld(context)).vectors, config.dim, liked);
    return reasonsFor({ ...first, scores: chances }, liked.length, (film) =>
      near(film).map((voice) => ({
        ...voice,
        value: `${sharedCodes(codes, film, voice.item)}/${codes.length}`,
      })),
    );
  },

  /** { items, ratings }: the reader's list. */
  forYou: async (context: Context, own: OwnRatings) => {
    if (own.items.length === 0) return null;
    const scores = await scoresOfReader(context, own);
    return { ...firstItems(scores, seenOf(own.items, scores.length)), heldOut: null };
  },
} satisfies Record<string, Probe<Config, RankSplit, Parameters>>;

const seenOf = (items: readonly number[], films: number): Uint8Array =>
  Uint8Array.from({ length: films }, (_, film) => (items.includes(film) ? 1 : 0));

/**
 * s of every film for the reader. Everything stays as it is but one new person, who is fitted to the ratings
 * by the loss of training.
 */
async function scoresOfReader(context: Context, { items, ratings }: OwnRatings) {
  const { parameters, split, config } = context;
  const label = Float32Array.from(ratings, (stars) => (stars >= LIKED_FROM ? 1 : 0));
  const { dim } = config;
  const person = tf.tidy(() => {
    const films = filmSide(
      parameters,
      uploadBatch(filmColumns(split, config, Int32Array.from(items))),
    );
    const liked = tf.tensor1d(label);
    const average = tf.concat([tf.mean(parameters.P, 0, true), tf.mean(parameters.b, 0, true)], 1);
    return fitted(average, (p) => {
      const s = score(parameters, sideOf(p, items.length, dim), films);
      const pull = tf.mul(config.l2, tf.sum(tf.square(p)));
      return tf.add(clickLoss(s, liked, { task: "movielens" }), pull);
    });
  });
  const scores = await scoresFor(context, (films) => sideOf(person, films, dim));
  person.dispose();
  return scores;
}

/** s of every film for one person, [films]. */
async function scoresFor(
  { parameters, split, config }: Context,
  person: (films: number) => Side,
): Promise<Float32Array> {
  const films = Int32Array.from({ length: split.known.items }, (_, film) => film);
  return valuesOf(() => {
    const held = filmSide(parameters, uploadBatch(filmColumns(split, config, films)));
    const { vector, bias } = person(films.length);
    const all = {
      vector: tf.broadcastTo<tf.Rank.R2>(vector, [films.length, config.dim]),
      bias: tf.broadcastTo<tf.Rank.R2>(bias, [films.length, 1]),
    };
    return score(parameters, all, held);
  });
}

/** One person before so many films: p [1, d + 1] holds the vector, then the bias. */
function sideOf(p: tf.Tensor, films: number, dim: number): Side {
  const all = tf.tile(p, [films, 1]) as tf.Tensor2D;
  return { vector: tf.slice(all, [0, 0], [-1, dim]), bias: tf.slice(all, [0, dim], [-1, 1]) };
}
