/**
 * Ranking among a hundred drawn items instead of the catalogue: cheap, common in papers, and misleading
 * (Krichene and Rendle 2020), which is why lessons show it beside the full ranking.
 */

import { type Part, type Split, seen } from "../data/split.ts";
import type { Rng } from "../numbers/random.ts";
import { meanOverRanks } from "./metrics.ts";

/** The items each case's held-out item is ranked among: those of case n at offsets[n] .. offsets[n+1]. */
export interface Candidates {
  readonly part: Part;
  /** [cases + 1] */
  readonly offsets: Int32Array;
  readonly item: Int32Array;
}

/**
 * Draws negatives for every case, none twice in a case, none that the user has seen, none the held-out
 * item. They depend on the split and the stream alone, so models are asked the same question.
 * @param by "uniform", or "popularity": with probability proportional to training interactions
 * @param count fewer where fewer items are left
 */
export function drawCandidates(
  split: Split,
  part: Part,
  by: "uniform" | "popularity",
  rng: Rng,
  count = 100,
): Candidates {
  const { user, item } = split[part];
  const { items } = split.train;
  const weights = by === "uniform" ? new Int32Array(items).fill(1) : split.popularity;
  const cumulative = new Float64Array(items + 1);
  for (let i = 0; i < items; i++) cumulative[i + 1] = cumulative[i]! + weights[i]!;

  const offsets = new Int32Array(user.length + 1);
  const drawn: number[] = [];
  const taken = new Uint8Array(items);
  for (let n = 0; n < user.length; n++) {
    taken.fill(0);
    for (const known of seen(split, part, user[n]!)) taken[known] = 1;
    taken[item[n]!] = 1;
    let left = 0;
    for (let i = 0; i < items; i++) if (taken[i] === 0 && weights[i]! > 0) left++;
    for (let wanted = Math.min(count, left); wanted > 0; wanted--, left--) {
      // Redraw what is taken; where little is left to find, choose among the rest directly.
      let candidate = -1;
      for (let tries = 0; tries < 100 && candidate < 0; tries++) {
        const found = indexBelow(cumulative, rng.uniform() * cumulative[items]!);
        if (taken[found] === 0) candidate = found;
      }
      if (candidate < 0) candidate = amongTheRest(weights, taken, rng);
      taken[candidate] = 1;
      drawn.push(candidate);
    }
    offsets[n + 1] = drawn.length;
  }
  return { part, offsets, item: Int32Array.from(drawn) };
}

/** Gathers HR@10, NDCG@10 and MRR among given candidates while users are scored block by block. */
export class SampledEvaluator {
  readonly #split: Split;
  readonly #candidates: Candidates;
  /** [users] -1 without a case. */
  readonly #caseOf: Int32Array;
  /** [cases] 0 until added. */
  readonly #ranks: Int32Array;

  constructor(split: Split, candidates: Candidates) {
    this.#split = split;
    this.#candidates = candidates;
    const { user } = split[candidates.part];
    this.#caseOf = new Int32Array(split.train.users).fill(-1);
    for (let n = 0; n < user.length; n++) this.#caseOf[user[n]!] = n;
    this.#ranks = new Int32Array(user.length);
  }

  /**
   * Adds users; those without a case are skipped.
   * @param users [n]
   * @param scores [n, items]; ties and NaN count against the held-out item, as in metrics.ts
   */
  add(users: Int32Array, scores: Float32Array): void {
    const { items } = this.#split.train;
    const { part, offsets, item } = this.#candidates;
    for (let n = 0; n < users.length; n++) {
      const index = this.#caseOf[users[n]!]!;
      if (index < 0) continue;
      const score = scores[n * items + this.#split[part].item[index]!]!;
      let rank = 1;
      for (let c = offsets[index]!; c < offsets[index + 1]!; c++) {
        if (!(scores[n * items + item[c]!]! < score)) rank++;
      }
      this.#ranks[index] = rank;
    }
  }

  metrics(): Readonly<Record<"HR@10" | "NDCG@10" | "MRR", number>> {
    return meanOverRanks(this.#ranks.filter((rank) => rank > 0));
  }
}

/** The index i with cumulative[i] <= value < cumulative[i + 1], by bisection. */
function indexBelow(cumulative: Float64Array, value: number): number {
  let low = 0;
  let high = cumulative.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle + 1]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function amongTheRest(weights: Int32Array, taken: Uint8Array, rng: Rng): number {
  const weight = (i: number) => (taken[i] === 0 ? weights[i]! : 0);
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weight(i);
  let left = rng.uniform() * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weight(i) === 0) continue;
    last = i;
    left -= weight(i);
    if (left < 0) break;
  }
  return last;
}
