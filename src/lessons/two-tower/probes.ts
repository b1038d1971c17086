/**
 * What the pictures of this lesson read from the model in training. Every number on the page comes from
 * here or from the history.
 */
import * as tf from "@tensorflow/tfjs-core";
import { itemsOf } from "../../engine/data/split.ts";
import { type Projection, projectPoint } from "../../engine/numbers/projection.ts";
import {
  nearestVoices,
  type ReasonsReading,
  reasonsFor,
  type Whose,
} from "../../engine/ranking/reasons.ts";
import {
  type EmbeddingMapReading,
  embeddingMap,
  firstItems,
  recommendationsOf,
} from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { hitsByPopularity } from "../../families/retrieval/hits-by-popularity.ts";
import { batch } from "./batch-reading.ts";
import { byHeart } from "./by-heart.ts";
import { example } from "./example.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { cold, invent } from "./new-films.ts";
import { popularity, stream } from "./popularity-reading.ts";
import { rankLimit } from "./rank-limit.ts";
import { cluster, type SearchPoint, searchCurve } from "./search-index.ts";
import { towers } from "./tower-reading.ts";
import {
  type Context,
  filmVectors,
  historyOf,
  likedFilms,
  type OwnRatings,
  scoresFor,
  userVectors,
  vectorOfHistory,
  vectorsOfUsers,
} from "./vectors.ts";

export interface SearchReading {
  readonly cells: number;
  readonly largest: number;
  readonly smallest: number;
  readonly queries: number;
  readonly films: number;
  readonly curve: readonly SearchPoint[];
}

/** Users whose searches make the recall curve. */
const QUERIES = 64;

export const probes = {
  /** { user?, items?, ratings? }: films and users on one map, with the reader on it. */
  map: async (
    context: Context,
    { user, ...own }: OwnRatings & { readonly user?: number },
  ): Promise<EmbeddingMapReading> => {
    const { config, memory } = context;
    const liked = likedFilms(own);
    const vectors = filmVectors(context);
    const flat = (row: tf.Tensor2D) => {
      const vector = tf.reshape(row, [-1]);
      row.dispose();
      return vector;
    };
    const map = await embeddingMap(vectors, memory, {
      you: liked.length > 0 ? flat(vectorOfHistory(context, liked)) : undefined,
      user: user === undefined ? undefined : flat(vectorsOfUsers(context, [user])),
    });
    vectors.dispose();
    const people = await valuesOf(() => userVectors(context));
    const projection = memory.get("map") as Projection;
    const d = config.dim;
    const places = Array.from({ length: people.length / d }, (_, n) =>
      projectPoint(projection, people.subarray(n * d, (n + 1) * d)),
    );
    return {
      ...map,
      users: {
        x: Float32Array.from(places, ({ x }) => x),
        y: Float32Array.from(places, ({ y }) => y),
      },
      heldOut: context.split.cold,
    };
  },

  /** { user }: their list and where their held-out film stands. */
  recommendations: async (context: Context, { user }: { readonly user: number }) => {
    const scores = await valuesOf(() => scoresFor(context, vectorsOfUsers(context, [user])));
    return recommendationsOf(context.split, user, scores);
  },

  /** { items, ratings }: the reader's list. Their films go through the user tower; nothing is trained. */
  forYou: async (context: Context, own: OwnRatings) => {
    const liked = likedFilms(own);
    const scores = await valuesOf(() => scoresFor(context, vectorOfHistory(context, liked)));
    const rated = new Uint8Array(scores.length);
    for (const item of own.items) rated[item] = 1;
    return { ...firstItems(scores, rated), heldOut: null };
  },

  /** { at }: an example of the next batch. */
  example,

  /** { user, items?, ratings? }: a list, and the films that the user tower reads that lie nearest. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading> => {
    const { split, config } = context;
    const { user, items, ratings = [] } = whose;
    const read = items ? likedFilms({ items, ratings }) : [...historyOf(context, user)];
    const scores = await valuesOf(() =>
      scoresFor(context, items ? vectorOfHistory(context, read) : vectorsOfUsers(context, [user])),
    );
    const seen = new Uint8Array(scores.length);
    for (const item of items ?? itemsOf(split.history.test, user)) seen[item] = 1;
    const near = nearestVoices(await valuesOf(() => filmVectors(context)), config.dim, read);
    return reasonsFor(firstItems(scores, seen), Math.min(read.length, config.history), near);
  },

  /** { user, item, without? }: every layer of both towers for one user and one film. */
  towers,

  /** { size?, row? }: the in-batch softmax, cell by cell. */
  batch,

  /** How popular the recommended films are. */
  popularity,

  /** For whose film the model works. */
  hits: (context: Context) =>
    hitsByPopularity(context.split, (users) =>
      scoresFor(context, vectorsOfUsers(context, [...users])),
    ),

  /** |v_i| of every film, [items]: 1 with unit length. */
  norms: async (context: Context) => ({
    norms: await valuesOf(() => tf.norm(filmVectors(context), "euclidean", 1)),
  }),

  /** How often films are met, counted and estimated from the stream of batches. */
  stream,

  /** { title, year, genres }: a film that the reader makes up. */
  invent,

  /** Where the films held out of training lie. */
  cold,

  /** { reads }: what a tower can learn of vectors drawn at random. */
  byHeart,

  /** { cells }: recall against exact search by how much of an inverted file is searched. */
  search: async (context: Context, args: { readonly cells: number }): Promise<SearchReading> => {
    const d = context.config.dim;
    const films = await valuesOf(() => filmVectors(context));
    const people = await valuesOf(() => userVectors(context));
    const users = people.length / d;
    const queries = new Float32Array(Math.min(QUERIES, users) * d);
    for (let q = 0; q < queries.length / d; q++) {
      const user = Math.floor((q * users * d) / queries.length);
      queries.set(people.subarray(user * d, (user + 1) * d), q * d);
    }
    const cells = cluster(films, d, args.cells);
    return {
      cells: cells.sizes.length,
      largest: Math.max(...cells.sizes),
      smallest: Math.min(...cells.sizes),
      queries: queries.length / d,
      films: films.length / d,
      curve: searchCurve(films, queries, d, cells),
    };
  },

  /** What d numbers can hold of a planted table of likes. */
  rankLimit,
} satisfies Record<string, Probe<Config, TwoTowerSplit, Parameters>>;
