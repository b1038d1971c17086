/** The log of a world: what was shown to whom in which round, with what probability, and what was clicked. */
import type { Notes } from "../../engine/training/batch.ts";
import { clicks, freshMood, moodAfter, type World } from "./world.ts";

/** Rows in the order of rounds, people, slots: round 0 is what everybody was shown before the first one. */
export interface Log {
  readonly slots: number;
  /** How many rounds there are, the opening one included. */
  readonly rounds: number;
  /** [rounds, people, slots] films; as notes, so that checkpoints hold them. */
  readonly film: Int32Array;
  /** [rounds, people, slots] 1 clicked, 0 not */
  readonly clicked: Int32Array;
  /** [rounds, people, slots] with which probability this film was put there; 0 where it is not known. */
  readonly propensity: Float32Array;
}

/** What a policy has chosen for a round: [people, slots] films, and their propensities. */
export interface Chosen {
  readonly film: Int32Array;
  readonly propensity: Float32Array;
}

/** Before the first round everybody is shown the same films: the best known, by the count of real ratings. */
export function openingLog(world: World, known: ArrayLike<number>, slots: number): Log {
  const best = Array.from({ length: world.films }, (_, i) => i)
    .sort((a, b) => known[b]! - known[a]! || a - b)
    .slice(0, slots);
  const film = new Int32Array(world.people * slots);
  for (let u = 0; u < world.people; u++) film.set(best, u * slots);
  const none: Log = {
    slots,
    rounds: 0,
    film: new Int32Array(0),
    clicked: new Int32Array(0),
    propensity: new Float32Array(0),
  };
  return answered(world, none, { film, propensity: new Float32Array(film.length).fill(1) });
}

/** The log after one more round, which the people have answered. */
export function answered(world: World, log: Log, chosen: Chosen): Log {
  const { slots } = log;
  const mood = moodsOf(world, log);
  const clicked = chosen.film.map((i, n) =>
    clicks(world, mood[Math.floor(n / slots)]!, Math.floor(n / slots), i) ? 1 : 0,
  );
  return {
    slots,
    rounds: log.rounds + 1,
    film: joined(log.film, chosen.film),
    clicked: joined(log.clicked, clicked),
    propensity: joined(log.propensity, chosen.propensity),
  };
}

function joined<A extends Int32Array | Float32Array>(before: A, after: A): A {
  const both = new (before.constructor as new (length: number) => A)(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}

/** n_u of everybody after all that the log holds; a world of tastes has no moods. */
export function moodsOf(world: World, log: Log): Float64Array {
  let mood = freshMood(world);
  if (world.kind === "tastes") return mood;
  for (let round = 0; round < log.rounds; round++) mood = moodsAfter(world, log, round, mood);
  return mood;
}

/** n_u of everybody after a round. @param before what it was before that */
export function moodsAfter(world: World, log: Log, round: number, before: Float64Array) {
  const { slots, film, clicked } = log;
  return before.map((mood, u) => {
    const from = (round * world.people + u) * slots;
    const own = Array.from({ length: slots }, (_, s) => from + s).filter((n) => clicked[n] === 1);
    return moodAfter(
      world,
      mood,
      own.map((n) => film[n]!),
    );
  });
}

/** [people, films] 1 where a person has been shown a film: it is not shown to them again. */
export function seenIn({ people, films }: World, { film, slots }: Log): Uint8Array {
  const seen = new Uint8Array(people * films);
  film.forEach((i, n) => {
    seen[(Math.floor(n / slots) % people) * films + i] = 1;
  });
  return seen;
}

/** The log as what training writes down. */
export const notesOf = ({ film, clicked, propensity }: Log): Notes => ({
  film,
  clicked,
  propensity,
});

/** The log that was written down. */
export function logOf({ people }: World, slots: number, notes: Notes): Log {
  const film = notes.film as Int32Array;
  return {
    slots,
    rounds: film.length / (people * slots),
    film,
    clicked: notes.clicked as Int32Array,
    propensity: notes.propensity as Float32Array,
  };
}
