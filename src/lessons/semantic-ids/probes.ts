/** What the pictures of this lesson read from the model in training. */
import * as tf from "@tensorflow/tfjs-core";
import { firstItems } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { LIKED_FROM } from "../../families/clicks/examples.ts";
import { fitted, type OwnRatings } from "../../families/clicks/fold-in.ts";
import { clickLoss } from "../../families/clicks/inputs.ts";
import { drawRatings, filmColumns } from "./draw.ts";
import { sharedCodes } from "./films.ts";
import { heldAs } from "./held.ts";
import { type Context, filmsHeld, lookUp, tables } from "./look-up.ts";
import { filmSide, type Parameters, personSide, type Side, score } from "./model.ts";
import type { RankSplit } from "./prepare.ts";
import type { SemanticConfig as Config } from "./settings.ts";

/** Rows of a batch that are shown. */
const SHOWN = 6;

/** Some rows of the next step's batch. */
export interface BatchReading {
  readonly examples: readonly {
    readonly user: number;
    readonly film: number;
    readonly stars: number;
    readonly liked: boolean;
    readonly rows: readonly number[];
    /** Whether it is seen as on the day it arrived: its codes and content leave out who watched it. */
    readonly arriving: boolean;
    readonly content: boolean;
  }[];
  readonly size: number;
  readonly training: number;
}

/** A person's list, and the film of their own likes that is nearest to each film on it. */
export interface WhyReading {
  readonly films: readonly {
    readonly film: number;
    readonly chance: number;
    readonly nearest: number;
    readonly cosine: number;
    /** First codes in common with the liked film that has most of them. */
    readonly codes: number;
    readonly ratings: number;
  }[];
  readonly liked: number;
}

export const probes = {
  tables,
  lookUp,

  /** What the next step would see, drawn by the draw that feeds it. */
  batch: (context: Context): BatchReading => {
    const { split, config, streams } = context;
    const { training } = split.parts;
    const size = Math.min(config.batch, training.length);
    const start = streams.batches.int(training.length - size + 1);
    const examples = Int32Array.from({ length: size }, (_, n) => start + n);
    const drawn = drawRatings(context, examples);
    const { each, content } = heldAs(split.known, config.film, config);
    const { width } = split.content;
    const usual = filmColumns(
      split,
      config,
      examples.map((example) => split.rows.film[training[example]!]!),
    );
    const differs = (column: "rows" | "content", n: number, wide: number) => {
      const [one, other] = [drawn[column]?.values, usual[column]?.values];
      return (one ?? []).slice(n * wide, (n + 1) * wide).some((x, k) => x !== other![n * wide + k]);
    };
    return {
      size,
      training: training.length,
      examples: Array.from(examples.subarray(0, SHOWN), (example, n) => {
        const row = training[example]!;
        const film = split.rows.film[row]!;
        return {
          user: split.rows.user[row]!,
          film,
          stars: split.whole.rating[row]!,
          liked: split.rows.label[row] === 1,
          rows: [...(drawn.rows?.values.subarray(n * each, (n + 1) * each) ?? [])],
          arriving: differs("rows", n, each) || differs("content", n, width),
          content,
        };
      }),
    };
  },

  /** { user }: the films that they would most probably like, and what of their own stands behind each. */
  why: async (context: Context, { user }: { readonly user: number }): Promise<WhyReading> => {
    const { parameters, split, config } = context;
    const { rows, parts, known, count } = split;
    const own = parts.training.filter((row) => rows.user[row] === user);
    const liked = [...own].filter((row) => rows.label[row] === 1).map((row) => rows.film[row]!);
    const scores = await scoresFor(context, () =>
      personSide(
        parameters,
        uploadBatch({ user: { values: Int32Array.of(user), shape: [1] as const } }),
      ),
    );
    const seen = new Uint8Array(known.items);
    for (const row of own) seen[rows.film[row]!] = 1;
    const first = firstItems(scores, seen);
    const { vectors } = await filmsHeld(context);
    const alike = (a: number, b: number) => cosine(vectors, a, b, config.dim);
    return {
      liked: liked.length,
      films: Array.from(first.items, (film, n) => {
        const nearest = liked.toSorted((a, b) => alike(film, b) - alike(film, a))[0] ?? -1;
        return {
          film,
          chance: 1 / (1 + Math.exp(-first.scores[n]!)),
          nearest,
          cosine: nearest < 0 ? 0 : alike(film, nearest),
          codes: Math.max(0, ...liked.map((other) => sharedCodes(known.codes, film, other))),
          ratings: count[film]!,
        };
      }),
    };
  },

  /**
   * { items, ratings }: the reader's list. Everything stays as it is but one new person, who is fitted to
   * the ratings by the loss of training.
   */
  forYou: async (context: Context, { items, ratings }: OwnRatings) => {
    const { parameters, split, config } = context;
    if (items.length === 0) return null;
    const label = Float32Array.from(ratings, (stars) => (stars >= LIKED_FROM ? 1 : 0));
    const { dim } = config;
    const person = tf.tidy(() => {
      const films = filmSide(
        parameters,
        uploadBatch(filmColumns(split, config, Int32Array.from(items))),
      );
      const liked = tf.tensor1d(label);
      const average = tf.concat(
        [tf.mean(parameters.P, 0, true), tf.mean(parameters.b, 0, true)],
        1,
      );
      return fitted(average, (p) => {
        const s = score(parameters, sideOf(p, items.length, dim), films);
        const pull = tf.mul(config.l2, tf.sum(tf.square(p)));
        return tf.add(clickLoss(s, liked, { task: "movielens" }), pull);
      });
    });
    const scores = await scoresFor(context, (films) => sideOf(person, films, dim));
    person.dispose();
    const rated = Uint8Array.from(scores, (_, film) => (items.includes(film) ? 1 : 0));
    return { ...firstItems(scores, rated), heldOut: null };
  },
} satisfies Record<string, Probe<Config, RankSplit, Parameters>>;

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

function cosine(vectors: Float32Array, a: number, b: number, d: number): number {
  let [dot, one, other] = [0, 0, 0];
  for (let k = 0; k < d; k++) {
    const [x, y] = [vectors[a * d + k]!, vectors[b * d + k]!];
    dot += x * y;
    one += x * x;
    other += y * y;
  }
  return dot / Math.sqrt(Math.max(1e-20, one * other));
}
