/** Lists with their reasons: of a person of the world, and of the reader as one more person. */
import { Rng } from "../../engine/numbers/random.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { type Log, moodsOf, seenIn } from "../../families/worlds/log.ts";
import { historyOf, policyOf } from "../../families/worlds/policies.ts";
import { clickProbability, sigmoid } from "../../families/worlds/world.ts";
import { GHOST } from "./ghost.ts";
import type { Parameters } from "./model.ts";
import type { WorldSplit } from "./prepare.ts";
import { filmsIn, filmsMade, type OwnRounds, readerScores } from "./reader.ts";
import { beliefOf } from "./round.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

type Context = ProbeContext<Config, WorldSplit, Parameters>;

/** A film on a list, and what stands behind it. */
export interface Listed {
  /** Number in the dataset. */
  readonly film: number;
  /** Number in the world. */
  readonly at: number;
  readonly believed: number;
  /** Parts of the score: what all think of the film, and what is this person’s taste. */
  readonly bias: number;
  readonly taste: number;
  /** How many people have been shown it, and how many of them clicked. */
  readonly shown: number;
  readonly clicked: number;
  /** The true probability of a click; null for the reader, of whom none is known. */
  readonly truth: number | null;
  /** Whether the policy put it there against the model’s own order. */
  readonly other: boolean;
}

export interface ListsReading {
  readonly person: number;
  readonly clicks: number;
  readonly films: readonly Listed[];
  /** What the ghost would show them next, and what is true of that. */
  readonly ghost: readonly { readonly film: number; readonly truth: number }[] | null;
}

/** { person }: their next list as the policy would choose it now, beside the ghost’s. */
export async function listsOf(
  { parameters, split, config, streams, beside }: Context,
  { person }: { readonly person: number },
): Promise<ListsReading> {
  const { world, log, content } = split;
  const { films } = world;
  const u = Math.min(Math.max(0, person), world.people - 1);
  const belief = await beliefOf(parameters, split, config);
  const scores = Float32Array.from(belief.scores).subarray(u * films, (u + 1) * films);
  const history = historyOf(world, log, u);
  const seen = seenIn(world, log).slice(u * films, (u + 1) * films);
  const mood = moodsOf(world, log)[u]!;
  const p = belief.P.subarray(u * config.dim, (u + 1) * config.dim);
  const fill = policyOf(world, content, log, belief, config, streams.noise);
  const before = seen.slice();
  const list = fill({ scores, p, seen, history }, roomFor(before, log.slots)).film;
  const made = await beside(GHOST);
  return {
    person: u,
    clicks: history.filter(({ clicked }) => clicked).length,
    films: await listed(parameters, split, list, scores, before, p, (i) =>
      clickProbability(world, mood, u, i),
    ),
    ghost: made?.film
      ? ghostList(made.film.values, made.belief!.values, world, u, log.slots).map((i) => ({
          film: world.tastes.films[i]!,
          truth: world.probability[u * films + i]!,
        }))
      : null,
  };
}

export interface YouReading {
  /** How many films of earlier lists it was made after. */
  readonly after: number;
  readonly films: readonly Listed[];
  /** How much the films of the list are alike, as the truth of the world has them. */
  readonly alike: number;
  /** What the ghost would show the same reader now, films of the dataset; null without one. */
  readonly ghost: readonly number[] | null;
}

/** { film, clicked }: the reader’s next list, after what they were shown and clicked; beside the ghost’s. */
export async function you(
  { parameters, split, config, beside }: Context,
  own: OwnRounds,
): Promise<YouReading> {
  const { film, clicked } = own;
  const { world, log, content } = split;
  const { films, tastes } = world;
  const { scores, p } = await readerScores(() => filmsIn(parameters), own, config);
  const seen = new Uint8Array(films);
  for (const i of film) seen[i] = 1;
  const belief = await beliefOf(parameters, split, config);
  const fill = policyOf(world, content, log, belief, config, new Rng(1 + film.length));
  const history = film.map((i, n) => ({ film: i, clicked: clicked[n] === 1 }));
  const before = seen.slice();
  const room = roomFor(before, log.slots);
  const list = fill({ scores, p, seen, history }, room).film;
  const made = await beside(GHOST);
  const ghostly = made?.V && (await readerScores(() => filmsMade(made), own, config));
  return {
    after: film.length,
    films: await listed(parameters, split, list, scores, before, p, () => null),
    alike: alikeOf(tastes.filmTastes, tastes.rank, list),
    ghost: ghostly ? best(ghostly.scores, before, room).map((i) => tastes.films[i]!) : null,
  };
}

/** A list is as long as there are films left. */
const roomFor = (seen: Uint8Array, slots: number) =>
  Math.min(
    slots,
    seen.reduce((left, one) => left - one, seen.length),
  );

async function listed(
  { V, b }: Parameters,
  { world, log }: WorldSplit,
  list: readonly number[],
  scores: Float32Array,
  seen: Uint8Array,
  p: Float32Array,
  truth: (i: number) => number | null,
): Promise<Listed[]> {
  const [vectors, biases] = [await snapshot(V), await snapshot(b)];
  const [shown, clicked] = counts(log, world.films);
  // What the model alone would show.
  const greedy = new Set(best(scores, seen, list.length));
  return list.map((i) => {
    let taste = 0;
    for (let k = 0; k < p.length; k++) taste += p[k]! * vectors[i * p.length + k]!;
    return {
      film: world.tastes.films[i]!,
      at: i,
      believed: sigmoid(scores[i]!),
      bias: biases[i]!,
      taste,
      shown: shown[i]!,
      clicked: clicked[i]!,
      truth: truth(i),
      other: !greedy.has(i),
    };
  });
}

/** [films] to how many people each was shown, and by how many clicked. */
function counts({ film, clicked }: Log, films: number): readonly [Int32Array, Int32Array] {
  const [shown, liked] = [new Int32Array(films), new Int32Array(films)];
  film.forEach((i, n) => {
    shown[i]!++;
    liked[i]! += clicked[n]!;
  });
  return [shown, liked];
}

function best(scores: ArrayLike<number>, seen: ArrayLike<number>, slots: number): number[] {
  return Array.from({ length: scores.length }, (_, i) => i)
    .filter((i) => seen[i] === 0)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, slots);
}

function ghostList(
  film: ArrayLike<number>,
  belief: ArrayLike<number>,
  { people, films }: WorldSplit["world"],
  u: number,
  slots: number,
): number[] {
  const seen = new Uint8Array(films);
  for (let n = 0; n < film.length; n++) {
    if (Math.floor(n / slots) % people === u) seen[film[n]!] = 1;
  }
  const scores = Float32Array.from({ length: films }, (_, i) => belief[u * films + i]!);
  return best(scores, seen, slots);
}

/** The mean cosine of the vectors of some films, over pairs. */
function alikeOf(V: Float64Array, rank: number, list: readonly number[]): number {
  const unit = list.map((i) => {
    const v = V.subarray(i * rank, (i + 1) * rank);
    const length = Math.hypot(...v) || 1;
    return v.map((x) => x / length);
  });
  let [sum, pairs] = [0, 0];
  unit.forEach((a, n) => {
    for (const b of unit.slice(n + 1)) {
      pairs++;
      for (let k = 0; k < rank; k++) sum += a[k]! * b[k]!;
    }
  });
  return pairs === 0 ? 1 : sum / pairs;
}
