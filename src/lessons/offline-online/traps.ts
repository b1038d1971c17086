/** What a metric on the log hides: negatives that are drawn, and the noise of so many people. Pure functions. */

import type { Rng } from "../../engine/numbers/random.ts";
import { ndcg } from "../../engine/ranking/metrics.ts";
import { SLOTS, type Visits } from "./loggers.ts";

/**
 * The rank of every clicked film of the log among all films, from 1; ties never favour it.
 * @param most ranks beyond it are not told apart
 * @returns of each clicked row its person and its rank
 */
export function clickedRanks(
  { user, film, clicked }: Visits,
  scores: ArrayLike<number>,
  films: number,
  most = films,
): { readonly user: number; readonly rank: number }[] {
  return Array.from(user.keys()).flatMap((n) => {
    if (!clicked[n]) return [];
    const from = user[n]! * films;
    const own = scores[from + film[n]!]!;
    let rank = 0;
    for (let i = 0; i < films && rank <= most; i++) if (!(scores[from + i]! < own)) rank++;
    return [{ user: user[n]!, rank }];
  });
}

/**
 * NDCG@10 that a film of this rank is expected to have among m others, drawn from all n - 1 without putting any
 * back: P(k of the rank - 1 better ones are among them) is hypergeometric.
 */
export function sampledNdcg(rank: number, n: number, m: number): number {
  const [better, others] = [rank - 1, n - 1];
  const drawn = Math.min(m, others);
  let sum = 0;
  for (
    let k = Math.max(0, drawn - (others - better));
    k < SLOTS && k <= Math.min(better, drawn);
    k++
  ) {
    sum +=
      ndcg(k + 1, SLOTS) *
      Math.exp(choose(better, k) + choose(others - better, drawn - k) - choose(others, drawn));
  }
  return sum;
}

/** ln of n over k */
const choose = (n: number, k: number): number =>
  lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

const FACTORIALS = [0];
function lnFactorial(n: number): number {
  for (let k = FACTORIALS.length; k <= n; k++) FACTORIALS.push(FACTORIALS[k - 1]! + Math.log(k));
  return FACTORIALS[n]!;
}

/**
 * Mean difference of two models over the same people, and where 95 % of it lie when people are drawn again with
 * replacement (Efron 1979): what is easy for one model is often easy for the other, so pairs say more than means.
 * @param a [people] and b: a metric of each person
 */
export function pairedBootstrap(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rng: Rng,
  draws = 500,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const people = a.length;
  const gap = Float64Array.from({ length: people }, (_, u) => b[u]! - a[u]!);
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let n = 0; n < people; n++) sum += gap[rng.int(people)]!;
    return sum / people;
  }).sort((x, y) => x - y);
  return {
    mean: gap.reduce((sum, x) => sum + x, 0) / people,
    low: means[Math.floor(0.025 * draws)]!,
    high: means[Math.min(draws - 1, Math.floor(0.975 * draws))]!,
  };
}
