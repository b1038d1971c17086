/** How the slots of a round are filled. A policy sees the log and the model, never the truth. */
import type { Rng } from "../../engine/numbers/random.ts";
import { type Arms, armsOf } from "./arms.ts";
import { type Chosen, type Log, seenIn } from "./log.ts";
import type { World } from "./world.ts";

export const POLICIES = ["greedy", "epsilon", "thompson", "ucb", "mixed"] as const;
export type Policy = (typeof POLICIES)[number];

export interface PolicyConfig {
  readonly policy: Policy;
  /** Which share of the slots is filled by chance (epsilon) or by the other model (mixed). */
  readonly epsilon: number;
  /** How many deviations UCB adds, and by how much Thompson's draws are spread. */
  readonly width: number;
  /** At most so many tempting films a list. */
  readonly limit: number;
}

/** What the model says: its own scores, and people as it has learnt them. */
export interface Belief {
  /** [people, films] the higher the sooner */
  readonly scores: ArrayLike<number>;
  /** [people, dim] */
  readonly P: Float32Array;
  readonly dim: number;
}

/** What is known of films without anybody's clicks: [films, width], each row of length 1 or 0. */
export interface Content {
  readonly width: number;
  readonly features: Float32Array;
}

/** A film is called tempting from here on. */
export const TEMPTING_FROM = 0.5;

/** One person who is to be shown some films. */
export interface Asking {
  /** [films] the model's scores */
  readonly scores: ArrayLike<number>;
  /** [dim] */
  readonly p: ArrayLike<number>;
  /** [films] 1 for what they have been shown; filled in. */
  readonly seen: Uint8Array;
  /** What they have been shown so far, and whether they clicked it. */
  readonly history: readonly { readonly film: number; readonly clicked: boolean }[];
}

/** Fills the slots of one person after the other. */
export type Fill = (asking: Asking, slots: number) => { film: number[]; propensity: number[] };

/** A whole round. */
export function chooseRound(
  world: World,
  content: Content,
  log: Log,
  belief: Belief,
  config: PolicyConfig,
  rng: Rng,
): Chosen {
  const { people, films } = world;
  const { slots } = log;
  const seen = seenIn(world, log);
  const fill = policyOf(world, content, log, belief, config, rng);
  const film = new Int32Array(people * slots);
  const propensity = new Float32Array(people * slots);
  const scores = belief.scores;
  for (let u = 0; u < people; u++) {
    const list = fill(
      {
        scores: Float32Array.from({ length: films }, (_, i) => scores[u * films + i]!),
        p: belief.P.subarray(u * belief.dim, (u + 1) * belief.dim),
        seen: seen.subarray(u * films, (u + 1) * films),
        history: historyOf(world, log, u),
      },
      slots,
    );
    film.set(list.film, u * slots);
    propensity.set(list.propensity, u * slots);
  }
  return { film, propensity };
}

/** What a person has been shown, oldest first. */
export function historyOf({ people }: World, { film, clicked, slots, rounds }: Log, u: number) {
  return Array.from({ length: rounds * slots }, (_, n) => {
    const at = (Math.floor(n / slots) * people + u) * slots + (n % slots);
    return { film: film[at]!, clicked: clicked[at] === 1 };
  });
}

/** The policy of the settings, as it stands at the end of this log. */
export function policyOf(
  world: World,
  content: Content,
  log: Log,
  belief: Belief,
  config: PolicyConfig,
  rng: Rng,
): Fill {
  const { policy, epsilon, limit } = config;
  const arms =
    policy === "thompson" || policy === "ucb"
      ? armsOf(log, world.films, belief.P, belief.dim)
      : undefined;
  const share = policy === "epsilon" || policy === "mixed" ? epsilon : 0;
  return ({ scores, p, seen, history }, slots) => {
    const x = arms?.features(p);
    const values = arms && x ? armValues(arms, x, world.films, config, rng) : scores;
    const others = policy === "mixed" ? alikeToClicked(content, history, rng) : values;
    const film: number[] = [];
    const propensity: number[] = [];
    let tempting = 0;
    const allowed = (i: number) =>
      seen[i] === 0 && (tempting < limit || world.tempting[i]! <= TEMPTING_FROM);
    while (film.length < slots) {
      const left = countWhere(world.films, allowed);
      // Where the limit leaves nothing, it gives way: a slot is never empty.
      if (left === 0) tempting = Number.NEGATIVE_INFINITY;
      const greedy = bestOf(values, allowed);
      const mixed = policy === "mixed" ? bestOf(others, allowed) : undefined;
      const byOther = share > 0 && rng.uniform() < share;
      const i = byOther ? (mixed ?? drawnFrom(world.films, allowed, rng)) : greedy;
      film.push(i);
      const other = mixed === undefined ? 1 / left : Number(i === mixed);
      propensity.push(propensityOf(config, i, greedy, other));
      seen[i] = 1;
      if (world.tempting[i]! > TEMPTING_FROM) tempting++;
      if (policy === "ucb" && arms && x) arms.pend(i, x);
    }
    return { film, propensity };
  };
}

/**
 * P(this film in this slot | the slots above it). Thompson sampling has no closed form for it: 0, "not known".
 * @param other with which probability the other hand would have put it there
 */
function propensityOf(
  { policy, epsilon }: PolicyConfig,
  i: number,
  greedy: number,
  other: number,
): number {
  if (policy === "thompson") return 0;
  const own = i === greedy ? 1 : 0;
  return policy === "epsilon" || policy === "mixed" ? epsilon * other + (1 - epsilon) * own : own;
}

/** A draw of what each film may be worth (Thompson), or a bound that it is rarely above (UCB). */
function armValues(
  arms: Arms,
  x: Float64Array,
  films: number,
  { policy, width }: PolicyConfig,
  rng: Rng,
): Float64Array {
  return Float64Array.from({ length: films }, (_, i) => {
    const spread = width * arms.deviation(i, x);
    return arms.mean(i, x) + (policy === "ucb" ? spread : spread * rng.normal());
  });
}

/** The other model: films whose content is like what they clicked, and unlike what they did not; ties by chance. */
function alikeToClicked(
  { width, features }: Content,
  history: Asking["history"],
  rng: Rng,
): Float64Array {
  const profile = new Float64Array(width);
  const rate = history.filter(({ clicked }) => clicked).length / Math.max(1, history.length);
  for (const { film, clicked } of history) {
    const by = (clicked ? 1 : 0) - rate;
    for (let k = 0; k < width; k++) profile[k]! += by * features[film * width + k]!;
  }
  return Float64Array.from({ length: features.length / width }, (_, i) => {
    let sum = 1e-6 * rng.uniform();
    for (let k = 0; k < width; k++) sum += profile[k]! * features[i * width + k]!;
    return sum;
  });
}

/** The film of the highest value, the lower number where they tie. */
function bestOf(values: ArrayLike<number>, allowed: (i: number) => boolean): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    if ((best < 0 || values[i]! > values[best]!) && allowed(i)) best = i;
  }
  return best;
}

function countWhere(n: number, allowed: (i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (allowed(i)) count++;
  return count;
}

/** One of the films that are allowed, each as likely. */
function drawnFrom(films: number, allowed: (i: number) => boolean, rng: Rng): number {
  for (;;) {
    const i = rng.int(films);
    if (allowed(i)) return i;
  }
}
