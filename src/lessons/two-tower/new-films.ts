/**
 * Films without a past: the ones held out of training, and one that the reader makes up. A tower of ids
 * has nothing to say of them; a tower that reads content does.
 */
import * as tf from "@tensorflow/tfjs-core";
import { contentOfFilm } from "../../engine/data/content.ts";
import { topItems } from "../../engine/ranking/metrics.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { type Context, filmVectors, historyOf, userVectors, vectorOfContent } from "./vectors.ts";

export interface InventedReading {
  /** The films nearest to it by the cosine of their vectors, best first. */
  readonly near: Int32Array;
  readonly cosine: Float32Array;
  /** The users whose score for it is highest, each with the last films they watched. */
  readonly users: readonly {
    readonly user: number;
    readonly score: number;
    /** Its place in that user's ranking of the catalogue, from 1. */
    readonly rank: number;
    readonly last: readonly number[];
  }[];
  /** Users for whom it would be among the first hundred. */
  readonly reached: number;
  readonly words: readonly string[];
}

const SHOWN = 6;
const LAST = 4;

/** { title, year, genres }: whom would this film be recommended to? */
export async function invent(
  context: Context,
  film: Parameters<typeof contentOfFilm>[0],
): Promise<InventedReading> {
  const { split, config } = context;
  const { items, users } = split.train;
  const content = contentOfFilm(film, split.content);
  const d = config.dim;
  const own = await valuesOf(() => vectorOfContent(context, content));
  const u = userVectors(context);
  const v = filmVectors(context);
  const films = await snapshot(v);
  const people = await snapshot(u);
  const near = nearest(films, own, d, new Uint8Array(items), SHOWN);
  const scores = Float32Array.from({ length: users }, (_, user) => dot(people, user, own, d));
  const best = topItems(scores, new Uint8Array(users), SHOWN);
  // How many films of the catalogue score at least as high, for each user.
  const better = await valuesOf(() =>
    tf.sum(
      tf.cast(
        tf.greaterEqual(tf.matMul(u, v, false, true), tf.tensor2d(scores, [users, 1])),
        "float32",
      ),
      1,
    ),
  );
  tf.dispose([u, v]);
  return {
    near,
    cosine: Float32Array.from(near, (film) => cosine(films, film, own, d)),
    users: Array.from(best, (user) => ({
      user,
      score: scores[user]!,
      rank: 1 + better[user]!,
      last: [...historyOf(context, user).slice(-LAST)].reverse(),
    })),
    reached: better.filter((above) => above < 100).length,
    words: Array.from(content.words)
      .filter((_, n) => content.shares[n]! > 0)
      .map((word) => split.content.vocabulary[word]!),
  };
}

export interface ColdReading {
  /** Films held out of training, or, where none are, nothing. */
  readonly films: readonly {
    readonly item: number;
    readonly near: Int32Array;
    readonly cosine: Float32Array;
    /** Share of its genres that its neighbours have too, and the same for random films. */
    readonly sharedGenres: number;
  }[];
  readonly held: number;
  /** The mean of `sharedGenres` over all held-out films, and over as many pairs of random films. */
  readonly sharedGenres: number;
  readonly chance: number;
}

const COLD_SHOWN = 8;
const NEIGHBOURS = 3;

/** Where the films held out of training lie: their nearest neighbours among the others. */
export async function cold(context: Context): Promise<ColdReading> {
  const { split, config, streams } = context;
  const d = config.dim;
  const films = await valuesOf(() => filmVectors(context));
  const bits = split.catalogue.genreBits;
  const shared = (a: number, b: number) => overlap(bits[a]!, bits[b]!);
  const all = Array.from(split.cold, (item) => {
    const own = films.subarray(item * d, (item + 1) * d);
    const near = nearest(films, own, d, split.isCold, NEIGHBOURS);
    return {
      item,
      near,
      cosine: Float32Array.from(near, (film) => cosine(films, film, own, d)),
      sharedGenres: average(Array.from(near, (film) => shared(item, film))),
    };
  });
  const random = Array.from(split.cold, (item) =>
    shared(item, streams.data.int(split.train.items)),
  );
  const known = (item: number) => split.coldCases.item.filter((film) => film === item).length;
  return {
    films: all
      .map((film) => ({ film, ratings: known(film.item) }))
      .sort((a, b) => b.ratings - a.ratings || a.film.item - b.film.item)
      .slice(0, COLD_SHOWN)
      .map(({ film }) => film),
    held: split.cold.length,
    sharedGenres: average(all.map((film) => film.sharedGenres)),
    chance: average(random),
  };
}

/** Jaccard: the genres both have among the genres either has. */
export function overlap(a: number, b: number): number {
  const count = (bits: number) => {
    let n = 0;
    for (let rest = bits >>> 0; rest > 0; rest = (rest & (rest - 1)) >>> 0) n++;
    return n;
  };
  const either = count(a | b);
  return either === 0 ? 0 : count(a & b) / either;
}

function nearest(
  rows: Float32Array,
  own: Float32Array,
  d: number,
  excluded: Uint8Array,
  count: number,
): Int32Array {
  const items = rows.length / d;
  const similarity = Float32Array.from({ length: items }, (_, row) => cosine(rows, row, own, d));
  return topItems(similarity, excluded, count).slice();
}

function dot(rows: Float32Array, row: number, own: Float32Array, d: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += rows[row * d + k]! * own[k]!;
  return sum;
}

function cosine(rows: Float32Array, row: number, own: Float32Array, d: number): number {
  let [xx, yy] = [0, 0];
  for (let k = 0; k < d; k++) {
    xx += rows[row * d + k]! ** 2;
    yy += own[k]! ** 2;
  }
  return dot(rows, row, own, d) / Math.sqrt(xx * yy || 1);
}

const average = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
