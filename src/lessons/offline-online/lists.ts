/** Lists from scores, and the business rules that every list must obey. A policy shows one film of its list, each as likely. */
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { World } from "../../families/worlds/world.ts";
import { best, SLOTS, type Visits } from "./loggers.ts";
import type { OfflineConfig as Config } from "./settings.ts";

/** At most so many films of one main genre, and at least so many of the newest. */
const PER_KIND = 2;
const NEW_FILMS = 3;
/** The share of the films that counts as new. */
const NEWEST = 0.2;

/** What rules look at. */
export interface RuleFacts {
  /** [films] the first genre, -1 without one. */
  readonly kind: Int32Array;
  /** [films] 1 for the newest fifth. */
  readonly fresh: Uint8Array;
  /** [people, films] 1 where a person has clicked a film in the log. */
  readonly clicked: Uint8Array;
}

export function ruleFacts({ genreBits, years }: Catalogue, world: World, log: Visits): RuleFacts {
  const { films, people, tastes } = world;
  const byYear = best(
    Array.from(tastes.films, (film) => years[film]!),
    films,
  );
  const fresh = new Uint8Array(films);
  for (const i of byYear.slice(0, Math.ceil(NEWEST * films))) fresh[i] = 1;
  const clicked = new Uint8Array(people * films);
  log.clicked.forEach((yes, n) => {
    if (yes) clicked[log.user[n]! * films + log.film[n]!] = 1;
  });
  const kind = Int32Array.from(tastes.films, (film) => {
    const bits = genreBits[film]!;
    return bits === 0 ? -1 : 31 - Math.clz32(bits & -bits);
  });
  return { kind, fresh, clicked };
}

/** One person's list: the best films that the rules allow; where they leave too few, the best of the rest. */
export function listOf(
  scores: ArrayLike<number>,
  { kind, fresh, clicked }: RuleFacts,
  u: number,
  rules: Config["rules"],
): number[] {
  if (rules === "none") return best(scores, SLOTS);
  const films = scores.length;
  const has = (rule: Config["rules"]) => rules === rule || rules === "all";
  const order = best(scores, films).filter((i) => !has("seen") || clicked[u * films + i] === 0);
  const list: number[] = [];
  const count = new Map<number, number>();
  const add = (i: number) => {
    const before = count.get(kind[i]!) ?? 0;
    if (list.includes(i) || (has("kinds") && before >= PER_KIND)) return;
    list.push(i);
    count.set(kind[i]!, before + 1);
  };
  // Places are kept for the best of the new films; the others go on by score.
  if (has("new")) {
    for (const i of order) if (fresh[i] && list.length < NEW_FILMS) add(i);
  }
  for (const i of order) if (list.length < SLOTS) add(i);
  for (const i of order) if (list.length < SLOTS && !list.includes(i)) list.push(i);
  return list.sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** [people, films] pi(i | u): 1 / slots for the films of a person's list. */
export function policyOf(
  scores: ArrayLike<number>,
  facts: RuleFacts,
  { people, films }: Pick<World, "people" | "films">,
  rules: Config["rules"],
): Float64Array {
  const pi = new Float64Array(people * films);
  const own = new Float64Array(films);
  for (let u = 0; u < people; u++) {
    for (let i = 0; i < films; i++) own[i] = scores[u * films + i]!;
    const list = listOf(own, facts, u, rules);
    for (const i of list) pi[u * films + i] = 1 / list.length;
  }
  return pi;
}
