/** What stands in a column, as far as a sample shows: what guesses and their reasons are made from. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { readDate } from "./dates.ts";
import { numbersOf } from "./numbers.ts";
import { cleanText } from "./text.ts";
import { isTimeNumber, timeNumber } from "./times.ts";

export interface Profile {
  /** Fields that are not empty. */
  readonly filled: number;
  readonly distinct: number;
  /** The share of them that are numbers, whether that is nearly all, and from where to where. */
  readonly numbers: number;
  readonly numeric: boolean;
  readonly low: number;
  readonly high: number;
  /** Whether nearly all are dates, or numbers of the size of Unix times. */
  readonly time: "dates" | "unix" | "none";
  /** Times of day: 9:05, 22:13:20. */
  readonly clock: boolean;
  /** Words with blanks between, or lists with bars. */
  readonly wordy: boolean;
  /** 0, 1, 2, ... by line. */
  readonly running: boolean;
  /** Some different values, for display. */
  readonly examples: readonly string[];
}

export type Rows = readonly (readonly string[])[];

/** A few fields that are broken change nothing. */
const NEARLY = 0.9;
/** Dates are read slowly; so many of them say enough. */
const MOST_READ = 400;

export function profileOf(rows: Rows, c: number): Profile {
  const fields = rows.map((row) => row[c]?.trim() ?? "").filter((field) => field !== "");
  const counts = new Map<string, number>();
  for (const field of fields) counts.set(field, (counts.get(field) ?? 0) + 1);
  const different = [...counts.keys()];
  const some = different.slice(0, MOST_READ);
  /** Of what share of the fields something is true. */
  const shareOf = (among: readonly string[], test: (field: string, n: number) => boolean) => {
    let [all, having] = [0, 0];
    among.forEach((field, n) => {
      all += counts.get(field)!;
      if (test(field, n)) having += counts.get(field)!;
    });
    return having / Math.max(1, all);
  };
  const share = (test: (field: string) => boolean) => shareOf(some, test) >= NEARLY;
  const read = numbersOf(different);
  const numbers = read.filter((value) => !Number.isNaN(value));
  const numericShare = shareOf(different, (_, n) => !Number.isNaN(read[n]!));
  const numeric = numericShare >= NEARLY;
  const date = (field: string) => {
    if (!Number.isNaN(timeNumber(field))) return false;
    const read = readDate(field);
    return typeof read === "number" ? !Number.isNaN(read) : Object.values(read).some((t) => t > 0);
  };
  const whole = numeric && numbers.every(Number.isInteger);
  return {
    filled: fields.length,
    distinct: different.length,
    numbers: numericShare,
    numeric,
    low: numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    high: numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    time: share(date) ? "dates" : share(isTimeNumber) ? "unix" : "none",
    clock: share((field) => /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s*[ap]\.?m\.?)?$/i.test(field)),
    wordy: some.some((field) => /\p{L}.*\s|\|/u.test(field)),
    running: whole && isRunning(rows, c),
    examples: different.slice(0, 4).map((field) => cleanText(field.slice(0, 60), 24)),
  };
}

/** The sample's rows that follow one another at its beginning count upwards by one. */
function isRunning(rows: Rows, c: number): boolean {
  const first = rows.slice(0, 60).map((row) => Number(row[c]));
  return first.length > 3 && first[0]! <= 1 && first.every((n, r) => n === first[0]! + r);
}

/** Few different numbers of the size of marks. */
export const looksLikeRating = ({ numeric, distinct, filled, low, high, time }: Profile) =>
  numeric &&
  time === "none" &&
  distinct >= 2 &&
  distinct <= 21 &&
  distinct <= filled / 2 &&
  low >= -10 &&
  high <= 100;

/** What a column looks like, for the reader. */
export function lookOf(profile: Profile): Sentence {
  const { filled, distinct, numeric, low, high, time, running, wordy, examples } = profile;
  if (filled === 0) return sentence("empty");
  if (running) return sentence("looks like row numbers");
  if (time === "dates")
    return sentence("looks like a time: dates such as {example}", { example: examples[0]! });
  if (time === "unix")
    return sentence("looks like a time: numbers such as {example}", { example: examples[0]! });
  if (profile.clock)
    return sentence("looks like a time of day: {example}", { example: examples[0]! });
  const range = { low: String(low), high: String(high) };
  if (looksLikeRating(profile)) return sentence("looks like a rating: from {low} to {high}", range);
  if (numeric) return sentence("numbers from {low} to {high}", range);
  if (distinct <= 12 && !wordy)
    return sentence("a few words: {examples}", { examples: examples.join(", ") });
  return sentence("text such as “{example}”", { example: examples[0]! });
}
