/**
 * The sampled softmax against the whole one, in the gradient on the scores of a few films: no tfjs.
 *
 *   exact      g_j = p_j - [j = i],   p the softmax over all films
 *   none       the same over the positive and the K drawn films
 *   logq       ... with log K Q(j) taken from every score, the positive's too
 *   corrected  sg(1 - p_i) (p'_j - [j = i]),  p' over the drawn films alone, with log K Q(j) taken from theirs
 *
 * The last follows from the first: -(1 - p_i) is what the exact gradient does to the positive, and (1 - p_i)
 * times the softmax over the other films what it does to them. Khrylchenko et al. (2025) draw from
 * Q'(j) = c_j / (C - c_i), in which the positive is not; here a drawn positive is left out, which is the same:
 * of K films K (1 - Q(i)) are left, and K (1 - Q(i)) Q'(j) = K Q(j).
 */
import { Rng } from "../../engine/numbers/random.ts";
import { WeightedSampler } from "../../engine/ranking/negatives.ts";

export const METHODS = ["none", "logq", "corrected"] as const;
export type Method = (typeof METHODS)[number];

/** d L / d s of the softmax over all films, [films] */
export function exactGradient(s: Float64Array, positive: number): Float64Array {
  const most = Math.max(...s);
  const powers = s.map((x) => Math.exp(x - most));
  const sum = powers.reduce((all, x) => all + x, 0);
  return powers.map((x, j) => x / sum - (j === positive ? 1 : 0));
}

/** The same by one draw of films, K Q(j) being how often film j is drawn. A drawn positive is no negative. */
export function sampledGradient(
  method: Method,
  s: Float64Array,
  Q: Float64Array,
  positive: number,
  drawn: ArrayLike<number>,
): Float64Array {
  const gradient = new Float64Array(s.length);
  addSampled(gradient, powersOf(method, s, Q, positive, drawn.length), positive, drawn);
  return gradient;
}

/** e^{s_j} of each film by the positive's, both less log K Q as the method has it; 0 for the positive. */
function powersOf(method: Method, s: Float64Array, Q: Float64Array, positive: number, K: number) {
  const shift = (j: number) => (method === "none" ? 0 : -Math.log(K * Q[j]!));
  const own = method === "corrected" ? s[positive]! : s[positive]! + shift(positive);
  return s.map((x, j) => (j === positive ? 0 : Math.exp(x + shift(j) - own)));
}

/** Adds (1 - p) (p' - [j = i]), with 1 - p = sum / (1 + sum): the methods differ in what the sum is made of. */
function addSampled(
  gradient: Float64Array,
  powers: Float64Array,
  positive: number,
  drawn: ArrayLike<number>,
): void {
  let sum = 0;
  for (let k = 0; k < drawn.length; k++) sum += powers[drawn[k]!]!;
  for (let k = 0; k < drawn.length; k++) gradient[drawn[k]!]! += powers[drawn[k]!]! / (1 + sum);
  gradient[positive]! -= sum / (1 + sum);
}

/** How the mean of many sampled gradients lies to the exact one. */
export interface Nearness {
  /** 1: the same direction */
  readonly cosine: number;
  /** The same without the positive, whose part is the largest by far: how the others are pushed. */
  readonly others: number;
  /** Its length by the exact one's. */
  readonly length: number;
}

/** @param draws of K films each, whose gradients are averaged */
export function nearness(
  method: Method,
  s: Float64Array,
  Q: Float64Array,
  positive: number,
  K: number,
  draws: number,
): Nearness {
  const sampler = new WeightedSampler(Q);
  const rng = new Rng(1);
  const powers = powersOf(method, s, Q, positive, K);
  const drawn = new Int32Array(K);
  const mean = new Float64Array(s.length); // but for its scale
  for (let n = 0; n < draws; n++) {
    for (let k = 0; k < K; k++) drawn[k] = sampler.draw(rng);
    addSampled(mean, powers, positive, drawn);
  }
  const exact = exactGradient(s, positive);
  return {
    cosine: cosineOf(mean, exact),
    others: cosineOf(mean.with(positive, 0), exact.with(positive, 0)),
    length: Math.hypot(...mean) / draws / Math.hypot(...exact),
  };
}

const cosineOf = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, x, j) => sum + x * b[j]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

/** The scores with the positive's set so that its probability is p. */
export function withChance(s: Float64Array, positive: number, p: number): Float64Array {
  const most = Math.max(...s);
  const others = s.reduce((sum, x, j) => (j === positive ? sum : sum + Math.exp(x - most)), 0);
  return s.with(positive, Math.log((p / (1 - p)) * others) + most);
}
