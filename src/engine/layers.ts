/**
 * The pieces that models are written with, in plain tfjs: how weights start, and what is done with them.
 * A layer is the record of its weights; what computes with it takes it as an argument.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "./numbers/random.ts";

/** [rows, columns] */
export type Matrix = tf.Variable<tf.Rank.R2>;
/** [n] */
export type Vector = tf.Variable<tf.Rank.R1>;
/** The weights of x W + b. */
export type Linear = { readonly W: Matrix; readonly b: Vector };
/** The weights of a layer normalisation. */
export type Norm = { readonly scale: Vector; readonly shift: Vector };

/** rows x columns of normal numbers: a vector a row, for ids, or a matrix. */
export function table(rng: Rng, rows: number, columns: number, deviation: number): Matrix {
  return tf.variable(tf.tensor2d(rng.normals(rows * columns, deviation), [rows, columns]));
}

/** n times the same number. */
export const vector = (n: number, value = 0): Vector => tf.variable(tf.fill([n], value));

/** The weights of a linear map that a ReLU follows (He et al. 2015), unless another deviation is given. */
export function linearOf(
  rng: Rng,
  from: number,
  to: number,
  deviation = Math.sqrt(2 / from),
): Linear {
  return { W: table(rng, from, to, deviation), b: vector(to) };
}

/** The weights of a stack of linear maps: widths[0] -> widths[1] -> ... */
export const linearsOf = (rng: Rng, widths: readonly number[]): Linear[] =>
  widths.slice(1).map((to, n) => linearOf(rng, widths[n]!, to));

/** The weights of a layer normalisation over d numbers. */
export const normOf = (d: number): Norm => ({ scale: vector(d, 1), shift: vector(d) });

/** Rows of a table by their ids: ids [B] give [B, d], ids [B, n] give [B, n, d]. */
export function rows(table: tf.Tensor2D, ids: tf.Tensor1D): tf.Tensor2D;
export function rows(table: tf.Tensor2D, ids: tf.Tensor2D): tf.Tensor3D;
export function rows(table: tf.Tensor2D, ids: tf.Tensor1D | tf.Tensor2D): tf.Tensor {
  return tf.gather(table as tf.Tensor, ids);
}

/** x W over the last axis, whatever the others are: [.., from] gives [.., to]. */
export function times<T extends tf.Tensor>(x: T, W: tf.Tensor2D): T {
  if (x.rank === 2) return tf.matMul(x, W) as tf.Tensor as T;
  const [from, to] = W.shape;
  const flat = tf.matMul(tf.reshape(x, [-1, from]), W);
  return tf.reshape(flat, [...x.shape.slice(0, -1), to]) as tf.Tensor as T;
}

/** x W + b over the last axis. */
export const linear = <T extends tf.Tensor>(x: T, { W, b }: Linear): T => tf.add<T>(times(x, W), b);

/** LN(x) = scale (x - mean) / sqrt(variance + 1e-8) + shift, over the last axis (Ba et al. 2016). */
export function layerNorm<T extends tf.Tensor>(x: T, { scale, shift }: Norm): T {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const unit = tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-8)));
  return tf.add<T>(tf.mul(unit, scale), shift);
}

/** GELU(x) = x Phi(x) = x / 2 (1 + erf(x / sqrt(2))) (Hendrycks and Gimpel 2016). */
export const gelu = <T extends tf.Tensor>(x: T): T =>
  tf.mul<T>(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));

/** x with some units off, by a mask that was drawn with the batch; x itself when the model is asked. */
export const dropout = <T extends tf.Tensor>(x: T, mask: tf.Tensor | undefined): T =>
  mask ? tf.mul<T>(x, mask) : x;

/** |x|^2 of each example, a mean over examples: x [B, ..]. What `l2` multiplies, in every lesson. */
export const squaredNorm = (x: tf.Tensor): tf.Scalar => tf.div(tf.sum(tf.square(x)), x.shape[0]!);

/** x / |x| over the last axis. */
export function unit<T extends tf.Tensor>(x: T, epsilon = 1e-8): T {
  return tf.div<T>(x, tf.sqrt(tf.add(tf.sum(tf.square(x), -1, true), epsilon)));
}

const constant = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: (dy) => tf.zerosLike(dy),
}));

/** sg(x): the value of x, with a gradient of zero. */
export const stopGradient = <T extends tf.Tensor>(x: T): T => constant(x) as T;

/**
 * log sum_j e^s_j of each row, [N, n] to [N]; the largest score is taken out first, so that nothing
 * overflows. Its slope is the softmax, d/ds_j = e^s_j / sum: written out, because tfjs would go through
 * the scores three times more for it.
 */
export const logSumExp = tf.customGrad((s, save) => {
  const most = tf.max(s as tf.Tensor, 1, true); // [N, 1]
  const powers = tf.exp(tf.sub(s as tf.Tensor, most));
  const sum = tf.sum(powers, 1, true);
  (save as tf.GradSaveFunc)([powers, sum]);
  return {
    value: tf.squeeze(tf.add(tf.log(sum), most), [1]),
    gradFunc: (dy, saved) => {
      const [p, total] = saved as [tf.Tensor, tf.Tensor];
      return tf.mul(p, tf.div(tf.expandDims(dy as tf.Tensor, 1), total));
    },
  };
}) as (s: tf.Tensor2D) => tf.Tensor1D;

/** [B, n, d] to [B, heads, n, d / heads]: head h has columns h d_k .. (h + 1) d_k. */
export function intoHeads(x: tf.Tensor3D, heads: number): tf.Tensor4D {
  const [B, n, d] = x.shape;
  if (heads === 1) return tf.reshape(x, [B, 1, n, d]);
  return tf.transpose(tf.reshape(x, [B, n, heads, d / heads]), [0, 2, 1, 3]);
}

/** [B, heads, n, d_k] to [B, n, heads d_k]. */
export function fromHeads(x: tf.Tensor4D): tf.Tensor3D {
  const [B, heads, n, dk] = x.shape;
  if (heads === 1) return tf.reshape(x, [B, n, dk]);
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [B, n, heads * dk]);
}

/**
 * A = softmax(Q K' / sqrt(d_k) + M), [B, heads, n, m]; M is 0 where a position may look and -1e9 where
 * it may not, so that e to it is 0 (Vaswani et al. 2017, equation 1).
 */
export function attentionWeights(q: tf.Tensor4D, k: tf.Tensor4D, mask: tf.Tensor): tf.Tensor4D {
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(q.shape[3]));
  return tf.softmax(tf.add<tf.Tensor4D>(scores, mask));
}

/** What every position takes from the others: A V, the heads side by side again, [B, n, d]. */
export const attend = (A: tf.Tensor4D, v: tf.Tensor4D): tf.Tensor3D => fromHeads(tf.matMul(A, v));
