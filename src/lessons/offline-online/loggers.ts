/**
 * The log: people come, yesterday's model shows each of them one film, and they click it or not.
 *
 *   u ~ people,   i ~ pi_0(. | u),   click ~ Bernoulli(P(u clicks i))
 *
 * Every visit is an evening of its own, so the click is drawn anew. What is logged with it is the propensity
 * pi_0(i | u), if the logger has chance to speak of.
 */
import type { Split } from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { oncePer } from "../../engine/once.ts";
import type { World } from "../../families/worlds/world.ts";
import type { OfflineConfig as Config } from "./settings.ts";

/** Films that a list has. */
export const SLOTS = 10;
/** Films that the logger "top" draws from. */
const FIRST = 50;
const EPSILON = 0.2;
/** How much a genre counts beside how well known a film is. */
const GENRES = 0.7;

/** One row a visit. */
export interface Visits {
  readonly user: Int32Array;
  readonly film: Int32Array;
  /** 1 clicked, 0 not */
  readonly clicked: Int32Array;
  /** pi_0 of what was shown; 0 where the logger had no chance: not known. */
  readonly propensity: Float64Array;
}

export interface Logger {
  /** [people, films] */
  readonly scores: Float64Array;
  /** [people, films] pi_0; null for a logger without chance. */
  readonly probability: Float64Array | null;
}

/** The films of the highest scores, best first; the lower number where they tie. */
export function best(scores: ArrayLike<number>, most: number): number[] {
  // Many of them: put all in order. A few: keep the best so far.
  if (most > 5 * SLOTS) {
    return Array.from({ length: scores.length }, (_, i) => i)
      .sort((a, b) => scores[b]! - scores[a]! || a - b)
      .slice(0, most);
  }
  const list: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    if (list.length === most && !(scores[i]! > scores[list[most - 1]!]!)) continue;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (scores[list[middle]!]! >= scores[i]!) low = middle + 1;
      else high = middle;
    }
    list.splice(low, 0, i);
    if (list.length > most) list.pop();
  }
  return list;
}

/** Yesterday's model: how well known a film is, and how much of its genres this person has rated. No clicks. */
export const yesterday = oncePer((split: Split, world: World): Float64Array => {
  const { people, films } = world;
  const known = standardised(
    Float64Array.from(world.tastes.films, (film) => Math.log1p(split.popularity[film]!)),
  );
  const genres = standardised(genreMatch(split, world));
  return Float64Array.from({ length: people * films }, (_, pair) => {
    return known[pair % films]! + GENRES * genres[pair]!;
  });
});

/** How a logger chooses. */
export function loggerOf(split: Split, world: World, { logger }: Pick<Config, "logger">): Logger {
  const scores = yesterday(split, world);
  if (logger === "greedy") return { scores, probability: null };
  const { people, films } = world;
  const probability = new Float64Array(people * films);
  for (let u = 0; u < people; u++) {
    const own = scores.subarray(u * films, (u + 1) * films);
    probability.set(chances(own, logger), u * films);
  }
  return { scores, probability };
}

/** pi_0 of every film for one person, [films]. */
function chances(scores: Float64Array, logger: Exclude<Config["logger"], "greedy">): Float64Array {
  const films = scores.length;
  if (logger === "uniform") return new Float64Array(films).fill(1 / films);
  if (logger === "softmax") {
    const powers = scores.map((s) => Math.exp(s));
    const sum = powers.reduce((all, x) => all + x, 0);
    return powers.map((x) => x / sum);
  }
  const first = best(scores, logger === "top" ? Math.min(FIRST, films) : SLOTS);
  const rest = logger === "top" ? 0 : EPSILON;
  const of = new Float64Array(films).fill(rest / films);
  for (const i of first) of[i]! += (1 - rest) / first.length;
  return of;
}

/** A log of n visits. */
export function visit(world: World, { scores, probability }: Logger, n: number, rng: Rng): Visits {
  const { people, films } = world;
  const visits = {
    user: new Int32Array(n),
    film: new Int32Array(n),
    clicked: new Int32Array(n),
    propensity: new Float64Array(n),
  };
  const sums = probability && cumulative(probability, films);
  const lists = Array.from({ length: people }, (_, u) =>
    probability ? [] : best(scores.subarray(u * films, (u + 1) * films), SLOTS),
  );
  const turn = new Int32Array(people);
  for (let row = 0; row < n; row++) {
    const u = rng.int(people);
    const list = lists[u]!;
    const i = sums
      ? drawn(sums.subarray(u * films, (u + 1) * films), rng.uniform())
      : list[turn[u]!++ % list.length]!;
    visits.user[row] = u;
    visits.film[row] = i;
    visits.clicked[row] = Number(rng.uniform() < world.probability[u * films + i]!);
    visits.propensity[row] = probability ? probability[u * films + i]! : 0;
  }
  return visits;
}

/** Sums of each row from its left. */
function cumulative(rows: Float64Array, width: number): Float64Array {
  const sums = rows.slice();
  for (let n = 0; n < sums.length; n++) if (n % width !== 0) sums[n]! += sums[n - 1]!;
  return sums;
}

/** The first place whose sum is above `at` of the whole. */
function drawn(sums: Float64Array, at: number): number {
  const wanted = at * sums.at(-1)!;
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** [people, films] how much more of a film's genres a person has rated than people have on the whole. */
function genreMatch({ whole, catalogue }: Split, world: World): Float64Array {
  const { people, films, tastes } = world;
  const width = catalogue.genres.length;
  const of = (item: number) => genreRow(catalogue.genreBits[item]!, width);
  const rows = Array.from(tastes.films, of);
  const profiles = Array.from(tastes.people, (person) => {
    const items = whole.item.subarray(whole.offsets[person]!, whole.offsets[person + 1]!);
    const sum = new Float64Array(width);
    for (const item of items) addTo(sum, of(item), 1 / items.length);
    return sum;
  });
  const mean = new Float64Array(width);
  for (const one of profiles) addTo(mean, one, 1 / people);
  return Float64Array.from({ length: people * films }, (_, pair) => {
    const profile = profiles[Math.floor(pair / films)]!;
    return rows[pair % films]!.reduce((sum, x, g) => sum + x * (profile[g]! - mean[g]!), 0);
  });
}

function addTo(sum: Float64Array, row: ArrayLike<number>, times: number): void {
  for (let g = 0; g < sum.length; g++) sum[g]! += times * row[g]!;
}

/** A film's genres as a vector of length 1, or 0 where it has none. */
function genreRow(bits: number, width: number): number[] {
  const row = Array.from({ length: width }, (_, g) => (bits >>> g) & 1);
  const length = Math.sqrt(row.reduce((sum, x) => sum + x, 0)) || 1;
  return row.map((x) => x / length);
}

/** With mean 0 and deviation 1; all 0 where all are alike. */
function standardised(x: Float64Array): Float64Array {
  const mean = x.reduce((sum, value) => sum + value / x.length, 0);
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2 / x.length, 0);
  return x.map((value) => (variance > 1e-12 ? (value - mean) / Math.sqrt(variance) : 0));
}
