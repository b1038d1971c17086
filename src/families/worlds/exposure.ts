/** How exposure is shared out, and what a log was worth, round by round. Pure functions. */
import type { Metrics } from "../../engine/declarations/run.ts";
import { oncePer } from "../../engine/once.ts";
import { type Log, moodsAfter, seenIn } from "./log.ts";
import type { Tastes } from "./tastes.ts";
import { clickProbability, freshMood, satisfaction, type World } from "./world.ts";

/** Numbers of a round, or of all rounds up to one. Round 0 is the opening and counts for nothing but moods. */
export interface RoundNumbers {
  readonly round: number;
  /** Clicks a slot in this round. */
  readonly clicks: number;
  /** Clicks a slot in all rounds so far. */
  readonly clicksSoFar: number;
  /** Clicks a slot that the oracle expects to have more in all rounds so far. */
  readonly regret: number;
  /** Gini coefficient of the films' exposure in all rounds so far. */
  readonly gini: number;
  /** The share of the films that rounds so far have shown to anybody. */
  readonly catalogue: number;
  /** The share of their lists that two people have in common, a mean over all pairs. */
  readonly common: number;
  /** How much the films of one list are alike: the mean cosine of their true vectors, over pairs and people. */
  readonly alike: number;
  /** Mean satisfaction after the round; 0.5 throughout in a world of tastes. */
  readonly satisfaction: number;
}

/** sum_k (2k - n - 1) x_(k) / (n sum x), x_(k) ascending: 0 all equal, towards 1 all with one. */
export function gini(of: ArrayLike<number>): number {
  const x = Array.from(of).sort((a, b) => a - b);
  const n = x.length;
  const sum = x.reduce((all, value) => all + value, 0);
  if (sum === 0) return 0;
  return x.reduce((all, value, k) => all + (2 * (k + 1) - n - 1) * value, 0) / (n * sum);
}

/** [films] how often each has been shown in the rounds from 1 to this one. */
export function exposureOf({ people, films }: World, { film, slots }: Log, round: number) {
  const shown = new Int32Array(films);
  for (const i of film.subarray(people * slots, (round + 1) * people * slots)) shown[i]!++;
  return shown;
}

/** Those that a round can show: the films of the opening have been seen by everybody. */
export function showable({ people, films }: World, { film, slots }: Log): number[] {
  const count = new Int32Array(films);
  for (const i of film.subarray(0, people * slots)) count[i]!++;
  return Array.from(count.keys()).filter((i) => count[i]! < people);
}

/**
 * Clicks that the oracle expects a person to have given after so many slots, [people, most + 1]: it knows every
 * probability and shows the best films first. Nobody who shows each film at most once can expect more.
 */
export function oracleClicks(world: World, log: Log, most: number): Float64Array {
  const { people, films, probability } = world;
  const opening = seenIn(world, { ...log, film: log.film.subarray(0, people * log.slots) });
  const sums = new Float64Array(people * (most + 1));
  for (let u = 0; u < people; u++) {
    const left = probability
      .subarray(u * films, (u + 1) * films)
      .filter((_, i) => opening[u * films + i] === 0);
    const best = left.sort().reverse();
    for (let n = 0; n < most; n++) {
      sums[u * (most + 1) + n + 1] = sums[u * (most + 1) + n]! + (best[n] ?? 0);
    }
  }
  return sums;
}

/** The numbers of every round from 1 on. */
export function roundsOf(world: World, log: Log): RoundNumbers[] {
  const { people, slots } = { people: world.people, slots: log.slots };
  const rounds = log.rounds - 1;
  const oracle = oracleClicks(world, log, rounds * slots);
  const open = showable(world, log);
  const numbers: RoundNumbers[] = [];
  let mood = moodsAfter(world, log, 0, freshMood(world));
  let [clicksAll, expected] = [0, 0];
  for (let round = 1; round <= rounds; round++) {
    const from = round * people * slots;
    let own = 0;
    for (let n = 0; n < people * slots; n++) {
      const u = Math.floor(n / slots);
      own += log.clicked[from + n]!;
      expected += clickProbability(world, mood[u]!, u, log.film[from + n]!);
    }
    clicksAll += own;
    mood = moodsAfter(world, log, round, mood);
    const shown = exposureOf(world, log, round);
    const all = round * people * slots;
    let best = 0;
    for (let u = 0; u < people; u++) best += oracle[u * (rounds * slots + 1) + round * slots]!;
    numbers.push({
      round,
      clicks: own / (people * slots),
      clicksSoFar: clicksAll / all,
      regret: (best - expected) / all,
      gini: gini(open.map((i) => shown[i]!)),
      catalogue: open.filter((i) => shown[i]! > 0).length / open.length,
      ...likeness(world, log, round),
      satisfaction: mood.reduce((sum, n) => sum + satisfaction(n) / people, 0),
    });
  }
  return numbers;
}

/** [films, rank] the true vectors of films, of length 1. */
export const unitTastes = oncePer(({ filmTastes: V, rank }: Tastes) => {
  const unit = V.slice();
  for (let from = 0; from < unit.length; from += rank) {
    const row = unit.subarray(from, from + rank);
    const length = Math.hypot(...row) || 1;
    for (let k = 0; k < rank; k++) row[k]! /= length;
  }
  return unit;
});

/** What two people's lists have in common in a round, and how much one list's films are alike. */
export function likeness(
  { people, films, tastes }: World,
  { film, slots }: Log,
  round: number,
): { readonly common: number; readonly alike: number } {
  const list = film.subarray(round * people * slots, (round + 1) * people * slots);
  const shown = new Int32Array(films);
  for (const i of list) shown[i]!++;
  // Pairs of people who were both shown a film, over pairs of people, a slot.
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const common = shown.reduce((sum, n) => sum + pairs(n), 0) / (pairs(people) * slots);
  const { rank } = tastes;
  const unit = unitTastes(tastes);
  // |sum of unit vectors|^2 = slots + twice the sum of cosines over pairs.
  let cosines = 0;
  for (let u = 0; u < people; u++) {
    const sum = new Float64Array(rank);
    for (const i of list.subarray(u * slots, (u + 1) * slots)) {
      for (let k = 0; k < rank; k++) sum[k]! += unit[i * rank + k]!;
    }
    cosines += (sum.reduce((all, x) => all + x * x, 0) - slots) / 2;
  }
  return { common, alike: slots > 1 ? cosines / (people * pairs(slots)) : 1 };
}

/**
 * How belief and truth correlate over the pairs that were never shown (Pearson).
 * @param belief [people, films] probabilities of a click
 */
export function truthCorrelation(world: World, log: Log, belief: ArrayLike<number>): number {
  const seen = seenIn(world, log);
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let pair = 0; pair < seen.length; pair++) {
    if (seen[pair]) continue;
    const [a, b] = [belief[pair]!, world.probability[pair]!];
    n++;
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const [varianceX, varianceY] = [xx / n - (x / n) ** 2, yy / n - (y / n) ** 2];
  if (!(varianceX > 1e-14 && varianceY > 1e-14)) return 0;
  return (xy / n - (x / n) * (y / n)) / Math.sqrt(varianceX * varianceY);
}

/** The metrics of a log after its rounds; none before the first. */
export function logMetrics(world: World, log: Log): Metrics {
  const last = roundsOf(world, log).at(-1);
  if (!last) return { Rounds: 0 };
  return {
    "Clicks per slot": last.clicksSoFar,
    Gini: last.gini,
    "Catalogue shown": last.catalogue,
    Regret: last.regret,
    "Clicks of the round": last.clicks,
    "Lists in common": last.common,
    "Alike in a list": last.alike,
    Satisfaction: last.satisfaction,
    Rounds: last.round,
  };
}
