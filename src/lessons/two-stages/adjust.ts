/**
 * Adjusting the re-ranker at serving (LAST, Wang et al. 2024): for one request, some gradient steps on the weights
 * of stage two towards what an estimate says a list is worth; then the weights are forgotten.
 *
 *   p_A(x)   = sigma(a . x + a0)                        an estimate: would they watch it?
 *   V_A(l)   = sum_k p_A(film k) / log2(k + 1)          what it says of a list of ten
 *   W'       = W + rate d/dW sum_j softmax(s2(W))_j p_A(x_j)
 *
 * Fair controls: the best, by the same estimate, of as many lists drawn from the scores as steps were taken; and
 * another estimate, taught on other people, as the judge of all.
 */
import * as tf from "@tensorflow/tfjs-core";
import { Rng } from "../../engine/numbers/random.ts";
import { oncePer } from "../../engine/once.ts";
import { ndcg } from "../../engine/ranking/metrics.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import { candidateLists } from "./evaluate.ts";
import { F } from "./feature-names.ts";
import type { Parameters } from "./model.ts";
import type { StagesSplit } from "./prepare.ts";
import type { Context } from "./request.ts";

export interface AdjustReading {
  /** After so many gradient steps, or drawn lists. */
  readonly steps: readonly number[];
  readonly adjusted: readonly Worth[];
  readonly drawn: readonly Worth[];
  /** Of the person at hand: the list before, and after the most steps, with what the estimates say of each film. */
  readonly lists: readonly [before: Listed, after: Listed] | null;
  readonly people: number;
}

/** Means over people: what the estimate that is followed says, what the other says, and NDCG@10. */
export interface Worth {
  readonly followed: number;
  readonly other: number;
  readonly ndcg: number;
}
export interface Listed {
  readonly items: Int32Array;
  /** Probabilities by the estimate that is followed, and by the other. */
  readonly followed: Float64Array;
  readonly other: Float64Array;
}

const STEPS = [0, 1, 2, 4, 8, 16];
/** People whose requests are adjusted. */
const PEOPLE = 200;
const LIST = 10;

/** { user, lists, rate }: how many lists each estimate has been taught on, and how far a step goes. */
export async function adjust(
  { parameters, split, config, step }: Context,
  args: { readonly user: number; readonly lists: number; readonly rate: number },
): Promise<AdjustReading> {
  const { lists, features } = candidateLists(split, config, "test", config.candidates);
  const every = Math.max(1, Math.floor(split.test.user.length / PEOPLE));
  const cases = [...split.test.user.keys()].filter(
    (n) => n % every === 0 || split.test.user[n] === args.user,
  );
  const users = cases.map((n) => split.test.user[n]!);
  const { size } = lists;
  const of = <T extends Int32Array | Float32Array>(values: T, each: number) =>
    users.map((user) => values.subarray(user * each, (user + 1) * each) as T);
  const films = of(lists.items, size);
  const x = of(features, size * F);
  const [a, b] = [0, 1].map((odd) => estimates(split, config.numNegatives, args.lists, odd));
  const followed = x.map((rows) => chances(a!, rows));
  const other = x.map((rows) => chances(b!, rows));
  const worth = (orders: readonly Int32Array[]): Worth => {
    const mean = (value: (n: number) => number) =>
      users.reduce((sum, _, n) => sum + value(n), 0) / Math.max(1, users.length);
    return {
      followed: mean((n) => worthOfList(orders[n]!, followed[n]!)),
      other: mean((n) => worthOfList(orders[n]!, other[n]!)),
      ndcg: mean((n) => {
        const wanted = split.test.item[cases[n]!]!;
        const at = Array.from(orders[n]!, (place) => films[n]![place]!).indexOf(wanted);
        return at < 0 ? 0 : ndcg(at + 1);
      }),
    };
  };
  const scores = await adjustedScores(parameters, x, followed, size, args.rate);
  const orders = scores.map((s) => s.map((row, n) => firstOf(row, films[n]!)));
  const rng = new Rng(1 + step);
  return {
    steps: STEPS,
    adjusted: orders.map(worth),
    drawn: bestDrawn(scores[0]!, films, followed, rng).map(worth),
    lists: listsOf(users.indexOf(args.user)),
    people: users.length,
  };

  function listsOf(n: number): AdjustReading["lists"] {
    if (n < 0) return null;
    const listed = (order: Int32Array): Listed => ({
      items: order.map((place) => films[n]![place]!),
      followed: Float64Array.from(order, (place) => followed[n]![place]!),
      other: Float64Array.from(order, (place) => other[n]![place]!),
    });
    return [listed(orders[0]![n]!), listed(orders.at(-1)![n]!)];
  }
}

/** V of a list: places among the candidates, best first. */
export function worthOfList(order: Int32Array, chance: Float64Array): number {
  return order.reduce((sum, place, k) => sum + chance[place]! / Math.log2(k + 2), 0);
}

/** The places of the ten largest scores; a place without a film is none. */
function firstOf(scores: Float32Array, films: Int32Array): Int32Array {
  return Int32Array.from(scores.keys())
    .filter((place) => films[place]! >= 0)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .subarray(0, LIST);
}

/**
 * Scores of everybody's candidates after each of STEPS. All requests at once, each with weights of its own; the
 * weights of stage two are copied and stay as they are.
 * @returns [STEPS][people][size]
 */
export async function adjustedScores(
  { layers }: Parameters,
  x: readonly Float32Array[],
  chance: readonly Float64Array[],
  size: number,
  rate: number,
): Promise<Float32Array[][]> {
  const P = x.length;
  const flat = new Float32Array(P * size * F);
  x.forEach((rows, n) => {
    flat.set(rows, n * size * F);
  });
  const features = tf.tensor3d(flat, [P, size, F]);
  const p = tf.tensor2d(Float32Array.from(chance.flatMap((one) => [...one])), [P, size]);
  let own: tf.Tensor[] = layers.flatMap(({ W, b }) => [
    tf.tile(tf.expandDims(W, 0), [P, 1, 1]), // [P, from, to]
    tf.tile(tf.reshape(b, [1, 1, -1]), [P, 1, 1]), // [P, 1, to]
  ]);
  const score = (weights: readonly tf.Tensor[]): tf.Tensor2D => {
    let h: tf.Tensor = features;
    for (let l = 0; l < weights.length; l += 2) {
      h = tf.add(tf.matMul(h, weights[l]!), weights[l + 1]!);
      if (l + 2 < weights.length) h = tf.relu(h);
    }
    return tf.squeeze(h, [2]);
  };
  // sum over people of sum_j softmax(s)_j p_j: nobody's weights move anybody else's list.
  const worth = (...weights: tf.Tensor[]): tf.Scalar =>
    tf.sum(tf.mul(tf.softmax(score(weights)), p));
  const slope = tf.grads(worth);
  const all: Float32Array[][] = [];
  for (let step = 0; step <= STEPS.at(-1)!; step++) {
    if (STEPS.includes(step)) {
      const s = tf.tidy(() => score(own));
      const values = await snapshot(s);
      s.dispose();
      all.push(x.map((_, n) => values.slice(n * size, (n + 1) * size)));
    }
    const next = tf.tidy(() => slope(own).map((g, n) => tf.add(own[n]!, tf.mul(rate, g))));
    tf.dispose(own);
    own = next;
  }
  tf.dispose([features, p, ...own]);
  return all;
}

/**
 * For each of STEPS the best of as many lists by the estimate, the list itself among them. Lists are drawn from the
 * scores without putting back (Plackett-Luce: the largest of s + Gumbel noise).
 */
function bestDrawn(
  scores: readonly Float32Array[],
  films: readonly Int32Array[],
  chance: readonly Float64Array[],
  rng: Rng,
): Int32Array[][] {
  const best = scores.map((s, n) => firstOf(s, films[n]!));
  const after: Int32Array[][] = [];
  for (let drawn = 0; drawn <= STEPS.at(-1)!; drawn++) {
    if (STEPS.includes(drawn)) after.push([...best]);
    scores.forEach((s, n) => {
      const noisy = s.map((value) => value - Math.log(-Math.log(1 - rng.uniform())));
      const list = firstOf(noisy, films[n]!);
      if (worthOfList(list, chance[n]!) > worthOfList(best[n]!, chance[n]!)) best[n] = list;
    });
  }
  return after;
}

/** a and a0 of an estimate. */
export type Estimate = Float64Array;

/** Passes over its rows, and the rate: a logistic regression by plain gradient descent. */
const PASSES = 200;
const RATE = 0.5;

/**
 * An estimate that has seen some lists of some people: watched or not, by the features of both stages.
 * @param whose which of the lists
 */
export function estimateOf(
  { lists }: Pick<StagesSplit, "lists">,
  K: number,
  most: number,
  whose: (list: number) => boolean,
): Estimate {
  const some = [...lists.moment.keys()].filter(whose);
  const every = Math.max(1, some.length / most);
  const chosen = Array.from(
    { length: Math.min(most, some.length) },
    (_, n) => some[Math.floor(n * every)]!,
  );
  const w = new Float64Array(F + 1);
  const rows = chosen.length * (1 + K);
  for (let pass = 0; pass < PASSES && rows > 0; pass++) {
    const slope = new Float64Array(F + 1);
    for (const list of chosen) {
      for (let k = 0; k <= K; k++) {
        const from = (list * (1 + K) + k) * F;
        const miss = chance(w, lists.features, from) - (k === 0 ? 1 : 0);
        for (let f = 0; f < F; f++) slope[f]! += (miss * lists.features[from + f]!) / rows;
        slope[F]! += miss / rows;
      }
    }
    for (let f = 0; f <= F; f++) w[f]! -= RATE * slope[f]!;
  }
  return w;
}

/** Of people with even numbers, or of those with odd ones. They stay as they are while stage two learns. */
const estimates = oncePer(
  (split: StagesSplit, K: number, most: number, odd: number) => {
    const { user } = momentsOf(split);
    return estimateOf(split, K, most, (list) => user[split.lists.moment[list]!]! % 2 === odd);
  },
  (_, most, odd) => `${most} ${odd}`,
);

function chance(w: Estimate, features: Float32Array, from: number): number {
  let s = w[F]!;
  for (let f = 0; f < F; f++) s += w[f]! * features[from + f]!;
  return 1 / (1 + Math.exp(-s));
}

/** p of rows of features. */
const chances = (w: Estimate, features: Float32Array): Float64Array =>
  Float64Array.from({ length: features.length / F }, (_, n) => chance(w, features, n * F));
