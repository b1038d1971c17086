/**
 * What click models learn from: rows with ids, numbers and a label, divided into three parts. Two tasks
 * make them: will this person like this film, and a generated target with known crossings.
 */

import { NO_CALENDAR, type Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { describeRatings, HISTORY, Histories } from "./history.ts";
import { INPUTS, normalised, parseTerms, randomTerms, type Term, valueAt } from "./polynomial.ts";
import type { ClickConfig } from "./settings.ts";

/** Ratings from so many stars on are "liked". */
export const LIKED_FROM = 4;
const YEARS = { first: 1900, span: 5, spans: 24 };
const CONTENT = ["year", "number of genres"] as const;
/** The generated target: rows to learn from, and rows held out for either part. */
const GENERATED = { training: 262_144, heldOut: 8192 };

export interface Rows {
  /** [rows] ids; empty in the generated task */
  readonly user: Int32Array;
  readonly film: Int32Array;
  readonly years: Int32Array;
  readonly hour: Int32Array;
  /** [rows, dense] row by row */
  readonly dense: Float32Array;
  /** [rows] 1 liked, 0 not; or the generated target */
  readonly label: Float32Array;
}

export type Divided = Readonly<Record<"training" | "validation" | "test", Int32Array>>;

export interface ClickSplit extends Split {
  readonly rows: Rows;
  /** Which rows are for what. */
  readonly parts: Divided;
  /** The names of the numbers of a row. */
  readonly dense: readonly string[];
  /** How many there are of each id. */
  readonly sizes: Readonly<Record<"user" | "film" | "years" | "hour" | "genre", number>>;
  /** [films, genres] each film's genres as shares that sum to 1 */
  readonly genreShares: Float32Array;
  /** The generated target, its variance one; empty on ratings. */
  readonly terms: readonly Term[];
  /** Null in the generated task. */
  readonly asked: Asked | null;
}

/**
 * How films look to somebody with other likes (the reader), after all of training and at the usual
 * hour; the user's id is 0.
 * @param films what they have seen, and `liked` whether they did
 * @param of the films that are asked about
 */
export type Asked = (films: ArrayLike<number>, liked: ArrayLike<number>, of: Int32Array) => Rows;

export function prepareClicks(split: Split, config: ClickConfig, streams: Streams): ClickSplit {
  const { genres, genreBits } = split.catalogue;
  const genreShares = new Float32Array(genreBits.length * genres.length);
  for (let film = 0; film < genreBits.length; film++) {
    const own = genres.map((_, g) => (genreBits[film]! >> g) & 1);
    const count = own.reduce((sum, bit) => sum + bit, 0);
    own.forEach((bit, g) => {
      genreShares[film * genres.length + g] = bit / Math.max(1, count);
    });
  }
  const { users, items } = split.whole;
  const sizes = {
    user: users,
    film: items,
    years: YEARS.spans,
    hour: 24,
    genre: genres.length,
  };
  const made =
    config.task === "crosses" ? generate(config, streams) : rated(split, config, streams);
  return { ...split, sizes, genreShares, ...made };
}

function generate({ terms: text }: ClickConfig, { data: rng }: Streams) {
  const random = randomTerms(rng);
  const terms = normalised(text === "random" ? random : parseTerms(text));
  const { training, heldOut } = GENERATED;
  const count = training + 2 * heldOut;
  const dense = rng.normals(count * INPUTS);
  const label = Float32Array.from({ length: count }, (_, n) =>
    valueAt(terms, dense.subarray(n * INPUTS, (n + 1) * INPUTS)),
  );
  const none = new Int32Array(0);
  const range = (from: number, to: number) =>
    Int32Array.from({ length: to - from }, (_, n) => from + n);
  return {
    rows: { user: none, film: none, years: none, hour: none, dense, label },
    parts: {
      training: range(0, training),
      validation: range(training, training + heldOut),
      test: range(training + heldOut, count),
    },
    dense: Array.from({ length: INPUTS }, (_, i) => `x${i + 1}`),
    terms,
    asked: null,
  };
}

const ONE_KIND = sentence(
  "This lesson learns to tell films with four stars and more from the others, and these data do not have both kinds in training, validation and test (no column of ratings, or too few): choose another dataset, or the task “Known crossings”",
);

/** 0 to 23 (UTC), before 1970 too. */
const hourOf = (seconds: number) => ((Math.floor(seconds / 3600) % 24) + 24) % 24;

function rated(split: Split, config: ClickConfig, { split: rng }: Streams) {
  const { users, offsets, item: film, rating, time } = split.whole;
  const count = film.length;
  const user = new Int32Array(count);
  for (let u = 0; u < users; u++) user.fill(u, offsets[u], offsets[u + 1]);
  const label = Float32Array.from(rating, (stars) => (stars >= LIKED_FROM ? 1 : 0));
  if (config.division === "temporal" && !split.timed) throw new ToldError(NO_CALENDAR);
  const parts = divide(count, time, config, rng);
  for (const part of Object.values(parts)) {
    if (!part.some((row) => label[row]) || part.every((row) => label[row]))
      throw new ToldError(ONE_KIND);
  }
  const training = new Uint8Array(count);
  for (const row of parts.training) training[row] = 1;

  // Without measured times nobody knows what came before what another user did, nor the hour.
  const historic = config.features === "history" && split.timed;
  const names = historic ? [...CONTENT, ...HISTORY] : [...CONTENT];
  const dense = new Float32Array(count * names.length);
  const { years: year, genreBits } = split.catalogue;
  const content = (of: number, out: Float32Array, at: number) => {
    out[at] = year[of]!;
    out[at + 1] = bitCount(genreBits[of]!);
  };
  for (let row = 0; row < count; row++) content(film[row]!, dense, row * names.length);
  const usual = mean(parts.training, label);
  const histories = new Histories(users, split.catalogue, usual);
  if (historic) {
    const all = { user, film, liked: label, time };
    describeRatings(all, training, histories, dense, names.length, CONTENT.length);
  }
  const standardise = standardiser(dense, names.length, parts.training);
  standardise(dense);

  const spanOf = (of: number) =>
    Math.min(YEARS.spans - 1, Math.max(0, Math.floor((year[of]! - YEARS.first) / YEARS.span)));
  const hour = Int32Array.from(time, (seconds) => (split.timed ? hourOf(seconds) : 0));
  const rows = { user, film, years: film.map(spanOf), hour, dense, label };
  const usualHour = mostFrequent(parts.training, hour);

  const asked: Asked = (films, liked, of) => {
    const person = histories.newPerson();
    for (let n = 0; n < films.length; n++) histories.addTo(person, films[n]!, liked[n]!);
    const numbers = new Float32Array(of.length * names.length);
    of.forEach((item, n) => {
      content(item, numbers, n * names.length);
      if (!historic) return;
      histories.describe(person, item, numbers, n * names.length + CONTENT.length);
    });
    standardise(numbers);
    return {
      user: new Int32Array(of.length),
      film: of,
      years: of.map(spanOf),
      hour: new Int32Array(of.length).fill(usualHour),
      dense: numbers,
      label: new Float32Array(of.length),
    };
  };
  return { rows, parts, dense: names, terms: [], asked };
}

/** 80 % to learn from, 10 % to choose the epoch, 10 % for the test: at random, or the latest. */
export function divide(
  count: number,
  time: Float64Array,
  { division }: Pick<ClickConfig, "division">,
  rng: Streams["split"],
): Divided {
  const order = Int32Array.from({ length: count }, (_, row) => row);
  if (division === "temporal") order.sort((a, b) => time[a]! - time[b]! || a - b);
  else rng.shuffle(order);
  const [first, second] = [Math.floor(0.8 * count), Math.floor(0.9 * count)];
  return {
    training: order.slice(0, first),
    validation: order.slice(first, second),
    test: order.slice(second),
  };
}

/** Brings columns to mean 0 and deviation 1 over the given rows. */
function standardiser(values: Float32Array, columns: number, rows: Int32Array) {
  const centre = new Float64Array(columns);
  const spread = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    for (const row of rows) centre[c]! += values[row * columns + c]! / rows.length;
    for (const row of rows) {
      spread[c]! += (values[row * columns + c]! - centre[c]!) ** 2 / rows.length;
    }
    spread[c] = Math.sqrt(spread[c]!) || 1;
  }
  return (of: Float32Array) => {
    for (let n = 0; n < of.length; n++)
      of[n] = (of[n]! - centre[n % columns]!) / spread[n % columns]!;
  };
}

function mean(rows: Int32Array, values: Float32Array): number {
  return rows.reduce((sum, row) => sum + values[row]!, 0) / Math.max(1, rows.length);
}

function mostFrequent(rows: Int32Array, values: Int32Array): number {
  const counts = new Int32Array(24);
  for (const row of rows) counts[values[row]!]!++;
  return counts.indexOf(Math.max(...counts));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
