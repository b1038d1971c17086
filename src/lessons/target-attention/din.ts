/**
 * DIN's activation unit: how much each film of the history says about this candidate.
 *
 *   a_t = w . f(W [q; k_t; q - k_t; q * k_t] + b) + c         q the candidate, k_t the t-th film
 *   v_u = sum_t a_t k_t                                       not divided by anything: intensity counts
 *
 * Zhou et al. 2018, section 4.3. (The paper's figure has the outer product in the place of q - k_t and
 * q * k_t; its released code has these.)
 */
import * as tf from "@tensorflow/tfjs-core";
import { linear, table, times, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { activate, alphaOf, type Statistics } from "./activation.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { UNITS_OF_DIN as UNITS } from "./widths.ts";

export type Unit = ReturnType<typeof initUnit>;

export function initUnit(config: Config, rng: Rng) {
  const { dim: d } = config;
  const part = () => table(rng, d, UNITS, Math.sqrt(2 / (4 * d)));
  return {
    // W in four parts, one for each of what it reads: [d, units] each
    Wq: part(),
    Wk: part(),
    Wd: part(),
    Wp: part(),
    b: vector(UNITS),
    alpha: alphaOf(UNITS, config),
    // w, c: at first every film weighs about 1, and v_u is their plain sum
    out: { W: table(rng, UNITS, 1, 0.05), b: vector(1, 1) },
  };
}

/**
 * a_t of each candidate, [B, C, T]; 0 for padding.
 * @param q [B, C, d] candidates
 * @param k [B, T, d] histories
 * @param open [B, T] 1 film, 0 padding
 */
export function weightsOf(
  { Wq, Wk, Wd, Wp, b, alpha, out }: Unit,
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  open: tf.Tensor2D,
  config: Config,
  statistics: Statistics,
): tf.Tensor3D {
  const [B, C] = q.shape;
  const T = k.shape[1];
  // W [q; k; q - k; q * k] = q (Wq + Wd) + k (Wk - Wd) + (q * k) Wp: to a matrix the difference is
  // nothing new, the product is.
  const ask = tf.expandDims<tf.Tensor4D>(times(q, tf.add(Wq, Wd)), 2); // [B, C, 1, units]
  const told = tf.expandDims<tf.Tensor4D>(times(k, tf.sub(Wk, Wd)), 1); // [B, 1, T, units]
  const product = tf.mul<tf.Tensor4D>(tf.expandDims(q, 2), tf.expandDims(k, 1)); // q * k_t, [B, C, T, d]
  const met = times(product, Wp); // [B, C, T, units]
  const s = tf.add(tf.add(tf.add(ask, told), met), b);

  const counts = tf.mul<tf.Tensor3D>(tf.expandDims(open, 1), tf.ones([1, C, 1])); // [B, C, T]
  const h = activate(
    tf.reshape(s, [-1, UNITS]),
    alpha,
    "unit",
    statistics,
    tf.reshape(counts, [-1, 1]),
  );
  const a: tf.Tensor3D = tf.reshape(linear(h, out), [B, C, T]);
  if (!config.normalise) return tf.mul(a, counts);
  return tf.mul(tf.softmax(tf.add(a, tf.mul(tf.sub(counts, 1), 1e9))), counts);
}
