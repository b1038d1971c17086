/** Somebody who is asked at some moment, and what stage one says of every film for them. */
import { itemsOf, type Split } from "../../engine/data/split.ts";
import { addSimilar, nthLargest } from "../../engine/ranking/item-knn.ts";
import { rankOf } from "../../engine/ranking/metrics.ts";
import {
  type Moments,
  momentsOf,
  timeOf,
  watchedBefore,
} from "../../families/retrieval/moments.ts";
import { marked } from "../../families/retrieval/reader-films.ts";
import { neighboursOf, withoutOwn } from "./neighbours.ts";
import type { RetrieverName } from "./settings.ts";

/** Vectors by which a run of another lesson scores: people_m . films_i. */
export interface Vectors {
  readonly width: number;
  /** [moments, width] */
  readonly people: Float32Array;
  /** [items, width] */
  readonly films: Float32Array;
}

export interface Asked {
  /** What they have watched before, oldest first. */
  readonly films: ArrayLike<number> & Iterable<number>;
  /** When, in seconds; where the data have an order only, it means nothing. */
  readonly now: number;
  /** Their vector, where stage one has vectors. */
  readonly vector?: Float32Array;
  /** What may not be recommended. */
  readonly seen: Iterable<number>;
}

/** A person of the data at one of the moments. */
export function askedAt(split: Split, moment: number, vectors: Vectors | undefined): Asked {
  const moments: Moments = momentsOf(split);
  const films = watchedBefore(split, moments, moment);
  const training = moment < moments.part.training[1];
  return {
    films,
    now: timeOf(split, moments, moment),
    ...(vectors && {
      vector: vectors.people.subarray(moment * vectors.width, (moment + 1) * vectors.width),
    }),
    // While stage two is taught, what they watched later is no negative either.
    seen: training ? itemsOf(split.train, moments.user[moment]!) : films,
  };
}

/**
 * The reader, whom no run has met: their vector is the mean of the vectors of the films that they liked, as long
 * as a person's usually is.
 */
export function askedReader(
  split: Split,
  films: readonly number[],
  vectors: Vectors | undefined,
): Asked {
  const { time } = split.train;
  const now = time.reduce((latest, t) => Math.max(latest, t), 0);
  return { films, now, seen: films, ...(vectors && { vector: meanVector(vectors, films) }) };
}

function meanVector({ width, people, films }: Vectors, liked: readonly number[]): Float32Array {
  const sum = new Float32Array(width);
  for (const film of liked) for (let k = 0; k < width; k++) sum[k]! += films[film * width + k]!;
  const length = (values: ArrayLike<number>, from: number) => {
    let square = 0;
    for (let k = 0; k < width; k++) square += values[from + k]! ** 2;
    return Math.sqrt(square);
  };
  let usual = 0;
  const rows = people.length / width;
  for (let row = 0; row < rows; row++) usual += length(people, row * width) / rows;
  const own = length(sum, 0);
  return own > 0 ? sum.map((x) => (x * usual) / own) : sum;
}

/** What both stages read of all films for somebody; the arrays are used again. */
export interface Row {
  /** [items] s1: the score of stage one. */
  readonly first: Float32Array;
  /** [items] what the neighbours of their films say, and of the last three alone. */
  readonly near: Float32Array;
  readonly nearLast: Float32Array;
}

/** The last films that are looked at by themselves. */
export const LAST_FILMS = 3;

export const emptyRow = (items: number): Row => ({
  first: new Float32Array(items),
  near: new Float32Array(items),
  nearLast: new Float32Array(items),
});

/** Fills a row for somebody. */
export function scoreRow(
  split: Split,
  retriever: RetrieverName,
  vectors: Vectors | undefined,
  asked: Asked,
  row: Row,
): void {
  scoreFirst(split, retriever, vectors, asked, row.first);
  scoreNear(split, asked, row);
}

/** s1 of every film: all that stage one does. */
export function scoreFirst(
  split: Split,
  retriever: RetrieverName,
  vectors: Vectors | undefined,
  { films, vector }: Asked,
  into: Float32Array,
): void {
  if (retriever === "popularity") into.set(split.popularity);
  else if (retriever === "beneath") dots(vectors!, vector!, into);
  else addSimilar(neighboursOf(split.train), Int32Array.from(films), into.fill(0));
}

/** What stage two reads of neighbours. */
export function scoreNear(split: Split, asked: Asked, { near, nearLast }: Row): void {
  const neighbours = neighboursOf(split.train);
  const films = Int32Array.from(asked.films);
  addSimilar(neighbours, films, near.fill(0));
  addSimilar(neighbours, films.slice(-LAST_FILMS), nearLast.fill(0));
}

/**
 * Puts what was counted of a film for training as if this person had not watched it. A run beneath has learnt from
 * it, and cannot forget.
 */
export function leaveOut(
  split: Split,
  retriever: RetrieverName,
  { films }: Asked,
  film: number,
  row: Row,
): void {
  const without = (history: ArrayLike<number>) =>
    withoutOwn(neighboursOf(split.train), split.popularity, history, film);
  row.near[film] = without(films);
  row.nearLast[film] = without(Array.from(films).slice(-LAST_FILMS));
  if (retriever === "knn") row.first[film] = row.near[film];
  if (retriever === "popularity") row.first[film]!--;
}

/** s1 = p . v_i of every film. */
function dots({ width, films }: Vectors, p: Float32Array, into: Float32Array): void {
  for (let film = 0, at = 0; film < into.length; film++) {
    let sum = 0;
    for (let k = 0; k < width; k++, at++) sum += p[k]! * films[at]!;
    into[film] = sum;
  }
}

/** The place of a film among those that they have not seen, by stage one, from 1; ties never favour it. */
export const placeOf = ({ first }: Row, seen: Iterable<number>, film: number): number =>
  rankOf(film, first, marked(seen, first.length));

/** The C best films of stage one, best first, of those that they have not seen; equal scores by id. */
export function candidatesOf({ first }: Row, seen: Iterable<number>, C: number): Int32Array {
  const closed = marked(seen, first.length);
  const scores = new Float64Array(first.length);
  let open = 0;
  for (let film = 0; film < first.length; film++) if (!closed[film]) scores[open++] = first[film]!;
  const size = Math.min(C, open);
  const best = new Int32Array(size);
  if (size === 0) return best;
  // The C-th largest score, and how many of those that are as large have a place.
  const least = nthLargest(scores.subarray(0, open), size);
  let equal = size;
  for (let n = 0; n < open; n++) if (scores[n]! > least) equal--;
  for (let film = 0, place = 0; place < size && film < first.length; film++) {
    if (closed[film] || first[film]! < least) continue;
    if (first[film]! > least || equal-- > 0) best[place++] = film;
  }
  return best.sort((a, b) => first[b]! - first[a]! || a - b);
}
