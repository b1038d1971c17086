/**
 * From the numbers of a column to stars, which the lessons read. A scale is told by its top (5, 10, 100), never
 * by the least number seen; how often somebody did something is no mark and is ranked.
 */
import { type Sentence, sentence } from "../declarations/sentence.ts";

/** How numbers become stars; "auto" decides by the numbers. */
export const SCALES = ["auto", "5", "10", "100", "two", "rank", "log"] as const;
export type ScaleChoice = (typeof SCALES)[number];

export interface ScaleWish {
  readonly scale: ScaleChoice;
  /** Numbers that stand for "not rated"; absent: -1 and 0 where the others make a scale without them. */
  readonly unrated?: readonly number[];
}

export interface Stars {
  /** Stars from 0.5 to 5 of each value; NaN for "not rated"; 1 where all are alike. */
  readonly stars: Float32Array;
  /** Which numbers were taken for "not rated". */
  readonly unrated: readonly number[];
  readonly graded: boolean;
  readonly told: readonly Sentence[];
}

const LEAST = 0.5;
const MOST = 5;

const shown = (value: number) => Number(value.toPrecision(4)).toLocaleString("en");

/**
 * @param values different numbers, finite
 * @param counts how often each stands there
 * @param counting whether the column is called by a count: plays, views
 */
export function starsOf(
  values: Float64Array,
  counts: ArrayLike<number>,
  { scale, unrated: wanted }: ScaleWish,
  counting: boolean,
): Stars {
  const unrated = wanted ?? notRated(values, counts, counting);
  const rated = Array.from(values.keys()).filter((n) => !unrated.includes(values[n]!));
  const sum = (of: readonly number[]) => of.reduce((total, n) => total + counts[n]!, 0);
  const told: Sentence[] = [];
  for (const mark of unrated) {
    const at = values.indexOf(mark);
    if (at < 0) continue;
    told.push(
      sentence(
        "{n} lines have the rating {mark}, which was taken for “not rated”: they are left out. If it is a mark, say so under “Not rated”; to keep them without grades, leave the column of ratings out.",
        { n: counts[at]!, mark: shown(mark) },
      ),
    );
  }
  const own = rated.map((n) => values[n]!);
  const low = own.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = own.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const stars = new Float32Array(values.length).fill(Number.NaN);
  const set = (starOf: (value: number) => number) => {
    for (const n of rated) stars[n] = Math.min(MOST, Math.max(LEAST, starOf(values[n]!)));
  };
  if (own.length < 2 && !(scale !== "auto" || (low >= LEAST && low <= MOST))) {
    for (const n of rated) stars[n] = 1;
    if (own.length === 1) {
      told.push(
        sentence("All ratings are {rating}: every interaction counts as 1. {and}", {
          rating: shown(low),
          and: NO_GRADES,
        }),
      );
    }
    return { stars, unrated, graded: false, told };
  }
  const kind = scale === "auto" ? kindOf(own, sum(rated), rated, counts, counting) : scale;
  if (kind === "two") {
    set((value) => (value > (low + high) / 2 ? MOST : LEAST));
    told.push(
      sentence("The ratings are {low} and {high}: read as {least} and {most} stars.", {
        low: shown(low),
        high: shown(high),
        least: String(LEAST),
        most: String(MOST),
      }),
    );
  } else if (kind === "rank") {
    const order = rated.toSorted((a, b) => values[a]! - values[b]!);
    const all = sum(rated);
    let below = 0;
    for (const n of order) {
      // The middle of the places that this number takes among all.
      stars[n] = LEAST + (MOST - LEAST) * ((below + counts[n]! / 2) / all);
      below += counts[n]!;
    }
    told.push(
      sentence(
        "The ratings run from {low} to {high}, which is no scale of marks: they were taken for counts and became stars by their rank among all, from {least} to {most}.",
        { low: shown(low), high: shown(high), least: String(LEAST), most: String(MOST) },
      ),
    );
  } else if (kind === "log") {
    set((value) => MOST * (Math.log1p(Math.max(0, value)) / Math.log1p(high)));
    told.push(
      sentence(
        "The ratings run from {low} to {high}: they became stars by their logarithm, {high} being {most}.",
        { low: shown(low), high: shown(high), most: String(MOST) },
      ),
    );
  } else if (kind === "both") {
    const reach = roundTop(Math.max(-low, high));
    set((value) => LEAST + ((MOST - LEAST) * (value + reach)) / (2 * reach));
    told.push(
      sentence(
        "The ratings run from {low} to {high}: read as a scale from -{reach} to {reach}, stretched to {least} to {most} stars.",
        { low: shown(low), high: shown(high), reach: shown(reach), least: "0.5", most: "5" },
      ),
    );
  } else {
    const top = kind === "unit" ? 1 : Number(kind);
    set((value) => (value * MOST) / top);
    if (top !== MOST) {
      told.push(
        sentence(
          "The ratings run from {low} to {high}: read as marks out of {top}, so {top} is 5 stars and half of it 2.5.",
          { low: shown(low), high: shown(high), top: shown(top) },
        ),
      );
    }
    const floored = rated.filter((n) => (values[n]! * MOST) / top < LEAST);
    if (floored.length > 0) {
      told.push(
        sentence("{n} ratings below half a star count as half a star.", { n: sum(floored) }),
      );
    }
    const over = rated.filter((n) => values[n]! > top);
    if (over.length > 0) {
      told.push(
        sentence("{n} ratings over {top} count as {top}.", { n: sum(over), top: shown(top) }),
      );
    }
  }
  return { stars, unrated, graded: true, told };
}

export const NO_GRADES = sentence(
  "Lessons about graded ratings (ranking gradients, DLRM, DCN-v2) cannot use that, and say so.",
);

const roundTop = (most: number) => [1, 2, 5, 10, 20, 50, 100].find((top) => most <= top) ?? most;

function kindOf(
  own: readonly number[],
  all: number,
  rated: readonly number[],
  counts: ArrayLike<number>,
  counting: boolean,
) {
  const sorted = own.toSorted((a, b) => a - b);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const whole = sorted.every(Number.isInteger);
  const two = sorted.length === 2;
  // Labels: no (0 or -1) and yes (1).
  if (two && high === 1 && (low === 0 || low === -1)) return "two";
  if (low < 0) return "both";
  if (counting) return "rank";
  if (high <= 1 && low < LEAST) return "unit";
  if (high <= MOST) return "5";
  if (high <= 10) return "10";
  if (high > 100) return "rank";
  // Marks out of 100 lie high, counts pile up at the bottom.
  const byValue = rated.map((n, i) => ({ value: own[i]!, count: counts[n]! }));
  const small = byValue.reduce((n, { value, count }) => n + (value < high / 5 ? count : 0), 0);
  return small > all / 2 || (high <= 20 && whole) ? "rank" : "100";
}

/** -1 where it is the only number below 0, and 0 where the others are a scale that begins at a half or 1. */
function notRated(
  values: Float64Array,
  counts: ArrayLike<number>,
  counting: boolean,
): readonly number[] {
  const others = values.filter((value) => value !== 0 && value !== -1);
  const found: number[] = [];
  const [low, high] = others.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  if (low < 0 || others.length === 0 || high <= 1) return [];
  if (values.includes(-1)) found.push(-1);
  if (values.includes(0) && (counting || low >= 0.5)) {
    const zero = counts[values.indexOf(0)]!;
    const next = Array.from(values.keys())
      .filter((n) => values[n]! > 0)
      .reduce((most, n) => Math.max(most, counts[n]!), 0);
    // On 0 to 4, 0 is a mark like any other; on 1 to 5 or 1 to 10 it means that there is none.
    const scale = [5, 10].includes(high) || zero > next;
    if (counting || scale) found.push(0);
  }
  return found;
}
