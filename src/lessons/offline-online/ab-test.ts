/**
 * An A/B test: everybody who comes is put into one arm by chance, is shown a film by its policy, and clicks or not.
 *
 *   d = c_B / n_B - c_A / n_A      s^2 = r_A (1 - r_A) / n_A + r_B (1 - r_B) / n_B      z = d / s
 *
 * At one horizon, fixed before, |z| > 1.96 happens in 5 % of tests between equals. Who looks again and again and
 * stops at the first |z| > 1.96 has as many chances to be fooled as looks (Armitage, McPherson and Rowe 1969).
 */
import { Rng } from "../../engine/numbers/random.ts";

/** The bound of one look at 5 %. */
export const BOUND = 1.96;

/** What has come so far. */
export interface Counts {
  readonly visits: readonly [a: number, b: number];
  readonly clicks: readonly [a: number, b: number];
}
export const NOBODY: Counts = { visits: [0, 0], clicks: [0, 0] };

/** [people] the mean click probability of each arm's list. */
export interface Arms {
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
}

/** After so many more people. */
export function arrive(
  { visits, clicks }: Counts,
  { a, b }: Arms,
  people: number,
  rng: Rng,
): Counts {
  const [n, c] = [[...visits], [...clicks]] as [[number, number], [number, number]];
  for (let one = 0; one < people; one++) {
    const u = rng.int(a.length);
    const arm = rng.uniform() < 0.5 ? 0 : 1;
    n[arm]++;
    if (rng.uniform() < (arm === 0 ? a : b)[u]!) c[arm]++;
  }
  return { visits: n, clicks: c };
}

export interface Difference {
  readonly value: number;
  /** Its standard error; infinite before both arms have a click and a visit without one. */
  readonly error: number;
}

export function difference({ visits: [nA, nB], clicks: [cA, cB] }: Counts): Difference {
  if (nA === 0 || nB === 0) return { value: 0, error: Number.POSITIVE_INFINITY };
  const [rA, rB] = [cA / nA, cB / nB];
  const variance = (rA * (1 - rA)) / nA + (rB * (1 - rB)) / nB;
  return { value: rB - rA, error: variance > 0 ? Math.sqrt(variance) : Number.POSITIVE_INFINITY };
}

export const significant = ({ value, error }: Difference, bound = BOUND): boolean =>
  Math.abs(value) > bound * error;

/** Many A/A tests: both arms show the same lists. */
export interface Fooled {
  readonly tests: number;
  readonly looks: number;
  /** Tests in which some look up to this one had |z| > 1.96, by look: what stopping early would have called a winner. */
  readonly byLook: readonly number[];
  /** Tests in which the last look had it. */
  readonly atEnd: number;
  /** The bound that the greatest |z| of a test's looks passes in 5 % of the tests. */
  readonly bound: number;
}

/** @param each people who come between two looks */
export function fooledShare(
  p: ArrayLike<number>,
  { tests, looks, each, seed }: { tests: number; looks: number; each: number; seed: number },
): Fooled {
  const rng = new Rng(seed);
  const byLook = new Array<number>(looks).fill(0);
  const greatest: number[] = [];
  let atEnd = 0;
  for (let test = 0; test < tests; test++) {
    let counts = NOBODY;
    let most = 0;
    for (let look = 0; look < looks; look++) {
      counts = arrive(counts, { a: p, b: p }, each, rng);
      const now = difference(counts);
      most = Math.max(most, Math.abs(now.value) / now.error);
      if (most > BOUND) byLook[look]!++;
      if (look === looks - 1 && significant(now)) atEnd++;
    }
    greatest.push(most);
  }
  greatest.sort((a, b) => a - b);
  return { tests, looks, byLook, atEnd, bound: greatest[Math.floor(0.95 * tests)]! };
}
