/**
 * A world that answers: people who click what they are shown with a probability that is known.
 *
 *   P(u clicks i) = sigma(-2.2 + 1.2 z_ui)                                   a world of tastes
 *   P(u clicks i) = sigma(-2.2 + 1.2 z_ui + h (2 c_i - 1) + g n_u)           a world of delayed harm
 *
 * There c_i says how tempting a film is, from 0 to 1: tempting ones win clicks and leave people less content.
 * n_u <- .7 n_u + sum over the films clicked in a round of (1 - 2 c_i), after each round; sigma(g n_u) is called
 * satisfaction ("choc and kale": Ie et al. 2019, RecSim; Mladenov et al. 2019).
 *
 * Whether u would click i is drawn once for every pair and round-independent: u clicks i if a uniform number
 * of this pair is below the probability. So two policies that show the same film get the same answer, and a
 * run can be held against its ghost pair by pair.
 */
import type { Split } from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { oncePer } from "../../engine/once.ts";
import { type Tastes, tastesOf } from "./tastes.ts";

export type Kind = "tastes" | "harm";

const [USUAL, SLOPE] = [-2.2, 1.2];
/** Of the world of delayed harm: h, g, and how much of n_u is left after a round. */
const [TEMPTATION, WEAR, MEMORY] = [1, 0.6, 0.7];

export interface World {
  readonly kind: Kind;
  readonly tastes: Tastes;
  readonly people: number;
  readonly films: number;
  /** [people, films] the logit of a click before anything has been shown. */
  readonly logit: Float64Array;
  /** [people, films] the probability of a click before anything has been shown. */
  readonly probability: Float64Array;
  /** [people, films] uniform numbers: the pair's own chance. */
  readonly chance: Float64Array;
  /** [films] c_i; in a world of tastes 0.5, which does nothing. */
  readonly tempting: Float64Array;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * The same data and the same stream give the same world.
 * @throws ToldError where the data have no tastes to read
 */
export function makeWorld(split: Split, kind: Kind, rng: Rng): World {
  const tastes = tastesOf(split);
  const [people, films] = [tastes.people.length, tastes.films.length];
  const chance = Float64Array.from(tastes.z, () => rng.uniform());
  return { kind, tastes, people, films, chance, ...truthOf(tastes, kind) };
}

/** What holds on every seed. */
const truthOf = oncePer(
  ({ z, films: { length: films } }: Tastes, kind: Kind) => {
    // Tempting or not has nothing to do with taste: the golden section spreads it evenly.
    const tempting = Float64Array.from({ length: films }, (_, i) =>
      kind === "harm" ? (i * 0.618034) % 1 : 0.5,
    );
    const logit = z.map((x, n) => USUAL + SLOPE * x + TEMPTATION * (2 * tempting[n % films]! - 1));
    return { tempting, logit, probability: logit.map(sigmoid) };
  },
  (kind) => kind,
);

/** n_u of everybody before the first round. */
export const freshMood = ({ people }: World): Float64Array => new Float64Array(people);

/** How content somebody is, 0 to 1; 0.5 before the first round. */
export const satisfaction = (mood: number): number => sigmoid(WEAR * mood);

/** The probability that somebody in this mood clicks a film. */
export function clickProbability(world: World, mood: number, u: number, i: number): number {
  if (mood === 0) return world.probability[u * world.films + i]!;
  return sigmoid(world.logit[u * world.films + i]! + WEAR * mood);
}

/** Whether they click it. */
export const clicks = (world: World, mood: number, u: number, i: number): boolean =>
  world.chance[u * world.films + i]! < clickProbability(world, mood, u, i);

/** n_u after a round in which these films were clicked. */
export const moodAfter = ({ kind, tempting }: World, mood: number, clicked: readonly number[]) =>
  kind === "tastes" ? 0 : MEMORY * mood + clicked.reduce((sum, i) => sum + 1 - 2 * tempting[i]!, 0);
