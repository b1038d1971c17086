/** Which k-cores there are to choose from, what each leaves, and whether a model can learn from it. */
import { coreMembers } from "../data/dataset.ts";
import { type Sentence, sentence } from "../declarations/sentence.ts";
import type { Assembled } from "./assemble.ts";
import { LEAST, LIMITS } from "./limits.ts";

export interface CoreChoice {
  /** Users and items keep at least so many interactions; 0 is everything. */
  readonly k: number;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  /** Why nothing can be trained on it; null when something can. */
  readonly problem: Sentence | null;
  /** What to expect of it, where that is not what one would. */
  readonly warning: Sentence | null;
}

export const CORES = [0, 2, 3, 5, 10, 20] as const;

export function coreChoices(data: Assembled): CoreChoice[] {
  const { user, item } = data.interactions;
  return CORES.map((k) => {
    const { keptUser, keptItem } = coreMembers(data, k);
    const ofUser = new Int32Array(data.users);
    let interactions = 0;
    for (let row = 0; row < user.length; row++) {
      if (!keptUser[user[row]!] || !keptItem[item[row]!]) continue;
      ofUser[user[row]!]!++;
      interactions++;
    }
    const users = sum(keptUser);
    const items = sum(keptItem);
    const asked = ofUser.filter((n) => n >= 3).length;
    const problem = problemOf(k, users, items, asked);
    const slow = problem === null && users * items > LIMITS.slowPairs;
    const warning = slow
      ? sentence(
          "Slow: {n} million pairs are ranked after every epoch, which takes many seconds.",
          { n: Math.round((users * items) / 1e6) },
        )
      : null;
    return { k, users, items, interactions, problem, warning };
  });
}

/** 5 as in MovieLens small where that can be trained on, else the nearest that can; null if none can. */
export function usualCore(choices: readonly CoreChoice[]): number | null {
  const usable = choices.filter(({ problem }) => problem === null).map(({ k }) => k);
  return usable.findLast((k) => k <= 5) ?? usable[0] ?? null;
}

function problemOf(k: number, users: number, items: number, asked: number): Sentence | null {
  if (users === 0) {
    return sentence("Nobody is left: no group of users and items has {k} interactions each.", {
      k,
    });
  }
  if (users === 1) return sentence("There is one user only, and nobody to learn from.");
  if (asked < LEAST.users) {
    const values = { n: asked, least: LEAST.users };
    return asked === 1
      ? sentence(
          "One user has three interactions or more; it takes {least}, because the last two of each are held out to ask about.",
          values,
        )
      : sentence(
          "{n} users have three interactions or more; it takes {least}, because the last two of each are held out to ask about.",
          values,
        );
  }
  if (items < LEAST.items) {
    return sentence("There are {n} items; it takes {least}, because the lists hold ten.", {
      n: items,
      least: LEAST.items,
    });
  }
  if (users * items > LIMITS.pairs) {
    return sentence(
      "{users} users times {items} items are more pairs than the {most} that can be ranked after every epoch.",
      { users, items, most: LIMITS.pairs },
    );
  }
  return null;
}

function sum(kept: Uint8Array): number {
  return kept.reduce((n, one) => n + one, 0);
}
