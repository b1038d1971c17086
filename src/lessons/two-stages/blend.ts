/**
 * The last stage: one list of films of several types. Pure functions.
 *
 * Multinomial blending (Amazon Music, 2024): for every slot a type is drawn with an editor's weights, and the best
 * film that is left of this type is shown. It reads the order within a type and never a score, so it is the same
 * whatever the scores are multiplied by.
 *
 * Maximal marginal relevance (Carbonell and Goldstein 1998) is what it is held against: greedily the film with the
 * largest  mu s - (1 - mu) [a film of its type is shown already], which weighs scores against ones and zeros.
 */
import type { Rng } from "../../engine/numbers/random.ts";

export interface Typed {
  readonly item: number;
  readonly score: number;
  readonly type: number;
}

/**
 * @param films best first
 * @param weights of the types, not all 0
 * @returns the places of the films that are shown, slot by slot
 */
export function blend(
  films: readonly Typed[],
  weights: readonly number[],
  slots: number,
  rng: Rng,
): number[] {
  const queues = weights.map((_, type) => [...films.keys()].filter((n) => films[n]!.type === type));
  const list: number[] = [];
  while (list.length < slots) {
    // Types that have run out leave the draw; the others share what was theirs.
    const open = weights.map((weight, type) => (queues[type]!.length > 0 ? weight : 0));
    const all = open.reduce((sum, weight) => sum + weight, 0);
    if (!(all > 0)) break;
    let left = rng.uniform() * all;
    let type = open.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    if (type < 0) type = open.findLastIndex((weight) => weight > 0);
    list.push(queues[type]!.shift()!);
  }
  return list;
}

/** @param mu what a score counts, from 0 to 1 */
export function marginalRelevance(films: readonly Typed[], slots: number, mu: number): number[] {
  const left = new Set(films.keys());
  const shown = new Set<number>();
  const list: number[] = [];
  while (list.length < slots && left.size > 0) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (const n of left) {
      const { score, type } = films[n]!;
      const value = mu * score - (1 - mu) * (shown.has(type) ? 1 : 0);
      if (value > most) [best, most] = [n, value];
    }
    left.delete(best);
    shown.add(films[best]!.type);
    list.push(best);
  }
  return list;
}

/** Which share of all slots each type has had in many lists. */
export function sharesOf(
  films: readonly Typed[],
  weights: readonly number[],
  slots: number,
  draws: number,
  rng: Rng,
): number[] {
  const count = weights.map(() => 0);
  let all = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (const n of blend(films, weights, slots, rng)) {
      count[films[n]!.type]!++;
      all++;
    }
  }
  return count.map((n) => n / Math.max(1, all));
}

/** The first slot's share of each type, before any can run out: what an editor has asked for. */
export const askedShares = (weights: readonly number[]): number[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
};

/** By decade, or by how many have rated a film. */
export const TYPE_NAMES = {
  years: ["before 1980", "the 1980s", "the 1990s", "from 2000"],
  ratings: ["50 ratings and more", "20 to 49", "5 to 19", "under 5"],
} as const;

export function typeOf(
  by: keyof typeof TYPE_NAMES,
  item: number,
  years: ArrayLike<number>,
  ratings: ArrayLike<number>,
): number {
  if (by === "ratings") {
    const n = ratings[item]!;
    return n >= 50 ? 0 : n >= 20 ? 1 : n >= 5 ? 2 : 3;
  }
  const year = years[item]!;
  // A film without a year counts as new.
  return year === 0 || year >= 2000 ? 3 : year >= 1990 ? 2 : year >= 1980 ? 1 : 0;
}
