/**
 * What another policy would have been worth, read from a log that it did not write.
 *
 *   V(pi) = mean over people of sum_i pi(i | u) P(u clicks i)
 *   w_n   = pi(i_n | u_n) / pi_0(i_n | u_n)              c_n: clicked, q: a model of clicks, N rows
 *
 *   Replay  mean of c_n over the rows that pi could have shown      Li, Chu, Langford, Wang 2011
 *   IPS     1/N sum w_n c_n                                         Horvitz and Thompson 1952
 *   SNIPS   sum w_n c_n / sum w_n                                   Swaminathan and Joachims 2015
 *   DM      1/N sum_n sum_i pi(i | u_n) q(u_n, i)
 *   DR      DM + 1/N sum w_n (c_n - q(u_n, i_n))                    Dudik, Langford, Li 2011
 *
 * The effective sample size is (sum w)^2 / sum w^2 (Kish 1965): as many rows of equal weight say as much.
 */
import { type Sentence, sentence } from "../../engine/declarations/sentence.ts";
import type { Logger, Visits } from "./loggers.ts";

export const NAMES = ["Replay", "IPS", "SNIPS", "DM", "DR"] as const;
export type Name = (typeof NAMES)[number];

/** What an estimator says. */
export interface Estimate {
  readonly value: number;
  /** Standard error; 1.96 of them each way make an interval of 95 %. */
  readonly error: number;
  /** Rows of equal weight that would say as much. */
  readonly effective: number;
  /** The share of the policy's choices that the logger never makes: the number says nothing of them. */
  readonly missing: number;
}
export interface Refusal {
  readonly why: Sentence;
}
export type Answer = Estimate | Refusal;

export const isEstimate = (answer: Answer): answer is Estimate => "value" in answer;

const NO_CHANCE = sentence(
  "This logger has no chance, so there are no propensities to divide by: log with chance first",
);
const NO_ROWS = sentence(
  "No row of the log shows a film that this policy would show: take more visits or another logger",
);

/**
 * @param pi [people, films] the policy's probabilities
 * @param q [people, films] believed click probabilities, learnt from other rows
 */
export function estimate(
  name: Name,
  { user, film, clicked, propensity }: Visits,
  logger: Pick<Logger, "probability">,
  pi: Float64Array,
  q: ArrayLike<number>,
  films: number,
): Answer {
  const rows = user.length;
  const at = (n: number) => user[n]! * films + film[n]!;
  const missing = missingShare(pi, logger);
  if (name === "DM") {
    const mean = meansOf(pi, q, films);
    return { ...meanOf(rows, (n) => mean[user[n]!]!), effective: rows, missing };
  }
  if (!logger.probability) return { why: NO_CHANCE };
  const w = Float64Array.from(propensity, (p, n) => pi[at(n)]! / p);
  const sum = w.reduce((all, x) => all + x, 0);
  if (sum === 0) return { why: NO_ROWS };
  const effective = sum ** 2 / w.reduce((all, x) => all + x * x, 0);
  switch (name) {
    case "Replay": {
      const kept = Array.from(w.keys()).filter((n) => w[n]! > 0);
      const of = meanOf(kept.length, (k) => clicked[kept[k]!]!);
      return { ...of, effective: kept.length, missing };
    }
    case "IPS":
      return { ...meanOf(rows, (n) => w[n]! * clicked[n]!), effective, missing };
    case "SNIPS": {
      const value = w.reduce((all, x, n) => all + x * clicked[n]!, 0) / sum;
      // The ratio's error by the delta method: sum of w^2 (c - V)^2 over (sum w)^2.
      const squares = w.reduce((all, x, n) => all + (x * (clicked[n]! - value)) ** 2, 0);
      return { value, error: Math.sqrt(squares) / sum, effective, missing };
    }
    case "DR": {
      const mean = meansOf(pi, q, films);
      const row = (n: number) => mean[user[n]!]! + w[n]! * (clicked[n]! - q[at(n)]!);
      return { ...meanOf(rows, row), effective, missing };
    }
  }
}

/** V(pi) by the world's truth. */
export function trueValue(pi: Float64Array, probability: ArrayLike<number>, films: number): number {
  const means = meansOf(pi, probability, films);
  return means.reduce((sum, x) => sum + x, 0) / means.length;
}

/** [people] sum_i pi(i | u) q(u, i) */
export function meansOf(pi: Float64Array, q: ArrayLike<number>, films: number): Float64Array {
  const means = new Float64Array(pi.length / films);
  pi.forEach((p, pair) => {
    if (p > 0) means[Math.floor(pair / films)]! += p * q[pair]!;
  });
  return means;
}

/** The share of what pi shows that pi_0 never does. Without chance: all but nothing is known, so all of it. */
export function missingShare(pi: Float64Array, { probability }: Pick<Logger, "probability">) {
  if (!probability) return 1;
  let [never, all] = [0, 0];
  pi.forEach((p, pair) => {
    all += p;
    if (probability[pair] === 0) never += p;
  });
  return never / all;
}

/** The mean of n numbers and its standard error. */
function meanOf(n: number, of: (row: number) => number): { value: number; error: number } {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < n; row++) {
    const x = of(row);
    sum += x;
    squares += x * x;
  }
  const value = sum / n;
  return { value, error: Math.sqrt(Math.max(0, squares / n - value ** 2) / n) };
}
