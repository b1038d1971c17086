/** What the pictures of this lesson read from the run, and from its ghost where that has caught up. */
import { oncePer } from "../../engine/once.ts";
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import type { Made } from "../../engine/training/training.ts";
import { type RoundNumbers, roundsOf, truthCorrelation } from "../../families/worlds/exposure.ts";
import { type Log, seenIn } from "../../families/worlds/log.ts";
import { sigmoid, type World } from "../../families/worlds/world.ts";
import { example } from "./example.ts";
import { GHOST } from "./ghost.ts";
import { listsOf, you } from "./lists.ts";
import type { Parameters } from "./model.ts";
import type { WorldSplit } from "./prepare.ts";
import { beliefOf } from "./round.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

export type Context = ProbeContext<Config, WorldSplit, Parameters>;

/** Who was shown what, of the run and of the ghost. */
export interface ExposureReading {
  readonly people: number;
  readonly films: number;
  /** [films] numbers in the dataset. */
  readonly ids: Int32Array;
  /** [films] those that are liked most by all first, and [people] by taste: orders for drawing. */
  readonly filmOrder: Int32Array;
  readonly personOrder: Int32Array;
  /** Rounds so far, without the opening. */
  readonly rounds: number;
  /** [people, films] 0 never shown; else 1 + 2 round + (clicked ? 1 : 0), round 0 being the opening. */
  readonly shown: Uint8Array;
  readonly ghost: Uint8Array | null;
}

/** Belief and truth on pairs that were never shown. */
export interface BeliefReading {
  readonly run: Believed;
  readonly ghost: Believed | null;
  readonly ids: Int32Array;
}
export interface Believed {
  readonly person: Int32Array;
  readonly film: Int32Array;
  readonly truth: Float32Array;
  readonly believed: Float32Array;
  /** Over all pairs that were never shown. */
  readonly correlation: number;
  readonly pairs: number;
  /** Means over all of them. */
  readonly meanBelieved: number;
  readonly meanTruth: number;
}

/** The world’s truth, which no model sees. */
export interface WorldReading {
  readonly kind: World["kind"];
  readonly people: number;
  readonly films: number;
  readonly ratings: number;
  readonly shared: number;
  readonly mean: number;
  /** How many pairs have a click probability in each twentieth. */
  readonly bins: Int32Array;
  /** The films that all like most and least, [n] numbers in the dataset, and their mean probability. */
  readonly best: readonly Liked[];
  readonly worst: readonly Liked[];
}
interface Liked {
  readonly film: number;
  readonly mean: number;
  readonly tempting: number;
}

/** Dots of the scatter. */
const DOTS = 500;
const BINS = 20;

export const probes = {
  exposure: async ({ split: { world, log }, beside }: Context): Promise<ExposureReading> => {
    const ghost = ghostLog(await beside(GHOST), log.slots);
    return {
      people: world.people,
      films: world.films,
      ids: world.tastes.films,
      ...ordersOf(world),
      rounds: log.rounds - 1,
      shown: coded(world, log),
      ghost: ghost && coded(world, ghost),
    };
  },

  /** The numbers of every round, of the run and of the ghost. */
  rounds: async ({ split: { world, log }, beside }: Context) => {
    const ghost = ghostLog(await beside(GHOST), log.slots);
    return {
      kind: world.kind,
      people: world.people,
      slots: log.slots,
      run: roundsOf(world, log) as readonly RoundNumbers[],
      ghost: ghost && (roundsOf(world, ghost) as readonly RoundNumbers[]),
      chance: world.probability.reduce((sum, p) => sum + p, 0) / world.probability.length,
    };
  },

  belief: async (context: Context): Promise<BeliefReading> => {
    const { parameters, split, config, beside } = context;
    const { world, log } = split;
    const { scores } = await beliefOf(parameters, split, config);
    const made = await beside(GHOST);
    const ghost = ghostLog(made, log.slots);
    return {
      ids: world.tastes.films,
      run: believedOf(world, log, Float32Array.from(scores, sigmoid)),
      ghost: ghost && believedOf(world, ghost, made!.belief!.values),
    };
  },

  /** { at }: a row of the log in the next batch. */
  example,

  world: ({ split: { world } }: Context): WorldReading => {
    const { kind, people, films, probability, tempting, tastes } = world;
    const bins = new Int32Array(BINS);
    for (const p of probability) bins[Math.min(BINS - 1, Math.floor(p * BINS))]!++;
    const liked = Array.from(ordersOf(world).filmOrder, (i) => ({
      film: tastes.films[i]!,
      mean: meanOf(world, i),
      tempting: tempting[i]!,
    }));
    return {
      kind,
      people,
      films,
      ratings: tastes.ratings,
      shared: tastes.shared,
      mean: probability.reduce((sum, p) => sum + p, 0) / probability.length,
      bins,
      best: liked.slice(0, 3),
      worst: liked.slice(-3),
    };
  },

  lists: listsOf,
  you,
} satisfies Record<string, Probe<Config, WorldSplit, Parameters>>;

/** The ghost’s log among its makings. */
export function ghostLog(made: Made | undefined, slots: number): Log | null {
  if (!made?.film) return null;
  return {
    slots,
    rounds: made.film.shape[0]!,
    film: made.film.values as Int32Array,
    clicked: made.clicked!.values as Int32Array,
    propensity: made.propensity!.values as Float32Array,
  };
}

function coded({ people, films }: World, { film, clicked, slots }: Log): Uint8Array {
  const code = new Uint8Array(people * films);
  film.forEach((i, n) => {
    const [round, u] = [Math.floor(n / (slots * people)), Math.floor(n / slots) % people];
    code[u * films + i] = 1 + 2 * round + clicked[n]!;
  });
  return code;
}

const meanOf = ({ probability, people, films }: World, i: number): number => {
  let sum = 0;
  for (let u = 0; u < people; u++) sum += probability[u * films + i]!;
  return sum / people;
};

/** Films by how much all like them; people along the direction in which tastes differ most. */
const ordersOf = oncePer((world: World) => {
  const { people, films } = world;
  const mean = Float64Array.from({ length: films }, (_, i) => meanOf(world, i));
  const filmOrder = Int32Array.from(mean.keys()).sort((a, b) => mean[b]! - mean[a]! || a - b);
  const { z } = world.tastes;
  const level = Float64Array.from({ length: films }, (_, i) => {
    let sum = 0;
    for (let u = 0; u < people; u++) sum += z[u * films + i]! / people;
    return sum;
  });
  // The leading left singular vector of z without its column means, by the power method.
  let along = Float64Array.from({ length: people }, (_, u) => 1 + (u % 7));
  for (let turn = 0; turn < 20; turn++) {
    const across = new Float64Array(films);
    for (let u = 0; u < people; u++) {
      for (let i = 0; i < films; i++) across[i]! += along[u]! * (z[u * films + i]! - level[i]!);
    }
    along = along.map((_, u) => {
      let sum = 0;
      for (let i = 0; i < films; i++) sum += across[i]! * (z[u * films + i]! - level[i]!);
      return sum;
    });
    const length = Math.hypot(...along) || 1;
    along = along.map((x) => x / length);
  }
  const personOrder = Int32Array.from(along.keys()).sort((a, b) => along[b]! - along[a]! || a - b);
  return { filmOrder, personOrder };
});

function believedOf(world: World, log: Log, belief: ArrayLike<number>): Believed {
  const seen = seenIn(world, log);
  const unseen = Int32Array.from(seen.keys()).filter((pair) => seen[pair] === 0);
  // Far apart, and the same ones whenever the same pairs are left.
  const some = Int32Array.from({ length: Math.min(DOTS, unseen.length) }, (_, n) =>
    Math.floor((n * unseen.length) / Math.min(DOTS, unseen.length)),
  ).map((at) => unseen[at]!);
  let [meanBelieved, meanTruth] = [0, 0];
  for (const pair of unseen) {
    meanBelieved += belief[pair]! / unseen.length;
    meanTruth += world.probability[pair]! / unseen.length;
  }
  return {
    person: some.map((pair) => Math.floor(pair / world.films)),
    film: some.map((pair) => pair % world.films),
    truth: Float32Array.from(some, (pair) => world.probability[pair]!),
    believed: Float32Array.from(some, (pair) => belief[pair]!),
    correlation: truthCorrelation(world, log, belief),
    pairs: unseen.length,
    meanBelieved,
    meanTruth,
  };
}
