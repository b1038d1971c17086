/** What can be said of the data without any model: pure functions of a split. */
import { word } from "../../components/language/say.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Interactions } from "../../engine/data/split.ts";

export interface NamedCount {
  readonly name: string;
  readonly count: number;
}

/** Users by how many ratings they have, in classes that double: "5 to 9", "10 to 19", ... */
export function usersByRatings({ users, offsets }: Interactions): NamedCount[] {
  const counts = new Map<number, number>();
  for (let user = 0; user < users; user++) {
    const ratings = offsets[user + 1]! - offsets[user]!;
    const from = ratings < 5 ? 1 : 5 * 2 ** Math.floor(Math.log2(ratings / 5));
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  const classes = [1, ...Array.from({ length: 16 }, (_, n) => 5 * 2 ** n)];
  const used = classes.filter((from) => counts.has(from));
  return classes
    .filter((from) => from >= (used[0] ?? 1) && from <= (used.at(-1) ?? 0))
    .map((from) => ({
      name: from === 1 ? "1 to 4" : `${from} to ${2 * from - 1}`,
      count: counts.get(from) ?? 0,
    }));
}

/** Ratings by calendar year (UTC), every year from the first to the last. */
export function ratingsByYear({ time }: Interactions): NamedCount[] {
  const counts = new Map<number, number>();
  for (const seconds of time) {
    const year = new Date(seconds * 1000).getUTCFullYear();
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  const years = [...counts.keys()];
  const first = Math.min(...years);
  return Array.from(
    { length: years.length === 0 ? 0 : Math.max(...years) - first + 1 },
    (_, n) => ({
      name: String(first + n),
      count: counts.get(first + n) ?? 0,
    }),
  );
}

/** Ratings by their stars, from the lowest that was given to the highest, in half stars. */
export function ratingsByStars({ rating }: Interactions): NamedCount[] {
  const counts = new Map<number, number>();
  for (const stars of rating) counts.set(stars, (counts.get(stars) ?? 0) + 1);
  return [...counts.entries()]
    .sort(([a], [b]) => a - b)
    .map(([stars, count]) => ({ name: String(stars), count }));
}

export interface GenreShare {
  readonly name: string;
  /** Share of the ratings given to films of this genre; a film has several, so shares add to more than 1. */
  readonly ratings: number;
  /** Share of the catalogue. */
  readonly films: number;
}

/** Genres by their share of the ratings, the largest first. */
export function genreMix({ item }: Interactions, catalogue: Catalogue): GenreShare[] {
  const { genres, genreBits } = catalogue;
  const share = (bits: Iterable<number>, count: number, g: number) => {
    let having = 0;
    for (const b of bits) having += (b >>> g) & 1;
    return having / Math.max(1, count);
  };
  const rated = Uint32Array.from(item, (i) => genreBits[i]!);
  return genres
    .map((name, g) => ({
      name,
      ratings: share(rated, rated.length, g),
      films: share(genreBits, genreBits.length, g),
    }))
    .sort((a, b) => b.ratings - a.ratings);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GAPS = [
  { name: word("same second"), below: 1 },
  { name: word("under 10 s"), below: 10 },
  { name: word("10 s to 1 min"), below: MINUTE },
  { name: word("1 min to 1 h"), below: HOUR },
  { name: word("1 h to 1 day"), below: DAY },
  { name: word("1 to 30 days"), below: 30 * DAY },
  { name: word("longer"), below: Number.POSITIVE_INFINITY },
] as const;

export interface Bursts {
  /** Neighbouring ratings of one user by the time between them. */
  readonly gaps: readonly NamedCount[];
  /** Share of the ratings that stand at the same second as another of the same user. */
  readonly simultaneous: number;
  /** From first to last rating, in hours: half of the users have less. */
  readonly medianHours: number;
  /** Share of the users whose last two ratings share a second. */
  readonly lastTied: number;
}

export function bursts({ users, offsets, time }: Interactions): Bursts {
  const counts = GAPS.map(() => 0);
  const spans: number[] = [];
  let simultaneous = 0;
  let lastTied = 0;
  for (let user = 0; user < users; user++) {
    const times = time.slice(offsets[user], offsets[user + 1]).sort();
    const gap = (n: number) => times[n]! - times[n - 1]!;
    for (let n = 1; n < times.length; n++) {
      counts[GAPS.findIndex(({ below }) => gap(n) < below)]!++;
    }
    for (let n = 0; n < times.length; n++) {
      if ((n > 0 && gap(n) === 0) || (n + 1 < times.length && gap(n + 1) === 0)) simultaneous++;
    }
    if (times.length > 1 && gap(times.length - 1) === 0) lastTied++;
    if (times.length > 0) spans.push(times.at(-1)! - times[0]!);
  }
  spans.sort((a, b) => a - b);
  return {
    gaps: GAPS.map(({ name }, n) => ({ name, count: counts[n]! })),
    simultaneous: simultaneous / Math.max(1, time.length),
    medianHours: (spans[Math.floor(spans.length / 2)] ?? 0) / HOUR,
    lastTied: lastTied / Math.max(1, users),
  };
}

/** The matrix of users and items in blocks, the most active first; see the picture of the same name. */
export function blocks(read: Interactions, all: Interactions, rows: number, columns: number) {
  const { users, items } = all;
  const activity = Float64Array.from({ length: users }, (_, u) => length(all, u));
  const popularity = new Float64Array(items);
  for (const i of all.item) popularity[i]!++;
  const [rowOf, columnOf] = [places(activity, rows), places(popularity, columns)];
  const counts = new Int32Array(rows * columns);
  for (let user = 0; user < users; user++) {
    for (let n = read.offsets[user]!; n < read.offsets[user + 1]!; n++) {
      counts[rowOf[user]! * columns + columnOf[read.item[n]!]!]!++;
    }
  }
  return { counts, rows, columns, users, items, interactions: read.item.length };
}

const length = ({ offsets }: Interactions, user: number) => offsets[user + 1]! - offsets[user]!;

/** Which of `parts` equal parts each lies in, when ordered by falling value. */
function places(values: Float64Array, parts: number): Int32Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  const place = new Int32Array(values.length);
  for (let n = 0; n < order.length; n++) {
    // The part p holds places floor(p * all / parts) up to floor((p + 1) * all / parts).
    place[order[n]!] = Math.floor(((n + 1) * parts - 1) / order.length);
  }
  return place;
}
