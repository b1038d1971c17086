/**
 * RQ-VAE: a film's vector becomes a word of a few codes, its semantic ID, and back.
 *
 *   z = encoder(x)
 *   r_0 = z;   k_l = argmin_k |r_l - e_lk|^2;   r_{l+1} = r_l - e_{l, k_l}       for each level l
 *   q = sum_l e_{l, k_l};   x' = decoder(q)
 *   L = |x - x'|^2 + sum_l |e_l - sg r_l|^2 + beta |r_l - sg e_l|^2
 *
 * sg ("stop gradient") lets a value through and no gradient. Choosing a code has no gradient, so the
 * decoder's is copied past it to z: the straight-through estimator.
 *
 * van den Oord et al. 2017 (VQ-VAE); Lee et al. 2022 (RQ-VAE); Zeghidour et al. 2021 (k-means start, dead
 * codes); Rajput et al. 2023 (TIGER: semantic IDs); He et al. 2025 (PLUM: smaller codebooks level by level,
 * masked levels, films watched together).
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  type Linear,
  linear,
  linearOf,
  logSumExp,
  type Matrix,
  rows,
  squaredNorm,
  stopGradient,
  table,
  unit,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { codeSizes } from "./code-sizes.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";

/** What cosines are divided by in the contrastive term. */
const TEMPERATURE = 0.1;

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly x: tf.Tensor2D; // [B, F]; with the contrastive term, then the partners, [2B, F]
  readonly sent?: tf.Tensor2D; // [B, levels] 1 where the level is sent, 0 where it is masked
};

function init({ vectors: { width } }: FilmSplit, config: Config, rng: Rng) {
  const { hidden, dim } = config;
  const last = Math.sqrt(1 / hidden); // no ReLU follows
  return {
    encoder: [linearOf(rng, width, hidden), linearOf(rng, hidden, dim, last)],
    decoder: [linearOf(rng, dim, hidden), linearOf(rng, hidden, width, last)],
    // e_l, [K, d]: drawn without looking at the films, or empty for k-means to fill (start.ts)
    codebooks: codeSizes(config).map((size) =>
      config.init === "random" ? table(rng, size, dim, 1) : emptyTable(size, dim),
    ),
  };
}

function loss(parameters: Parameters, { x, sent }: Batch, config: Config): tf.Scalar {
  const z = encode(parameters, x); // [B, d]
  const { q, codebook, commitment, length } = quantize(parameters, z, sent);
  // Straight through: the value of q, the gradient of z.
  const passed = tf.add<tf.Tensor2D>(z, stopGradient(tf.sub(q, z)));
  const error = tf.mean<tf.Scalar>(tf.square(tf.sub(decode(parameters, passed), x)));
  const terms: tf.Scalar[] = [error, tf.mul(config.beta, commitment)];
  // EMA codebooks follow their films at the end of an epoch (repair.ts), not a gradient.
  if (config.codebook === "gradient") terms.push(codebook);
  if (config.contrast > 0) terms.push(tf.mul(config.contrast, contrast(passed)));
  if (config.l2 > 0) terms.push(tf.mul(config.l2, length));
  return tf.addN(terms);
}

export default defineModel({ init, loss });

/** z = W2 relu(W1 x + b1) + b2 */
export const encode = ({ encoder }: Parameters, x: tf.Tensor2D) => through(encoder, x);

/** x' = V2 relu(V1 q + c1) + c2: the encoder's mirror image */
export const decode = ({ decoder }: Parameters, q: tf.Tensor2D) => through(decoder, q);

const through = (layers: readonly Linear[], input: tf.Tensor2D) =>
  layers.reduce((h, layer, n) => linear(n === 0 ? h : tf.relu(h), layer), input);

/**
 * The codes of every row, level by level: their sum q, the two losses that tie codes and residuals
 * together, and the squared length of the codes that a row reads, a mean over rows.
 */
export function quantize({ codebooks }: Parameters, z: tf.Tensor2D, sent?: tf.Tensor2D) {
  let residual = z; // r_0
  let q: tf.Tensor2D = tf.zerosLike(z);
  const codebook: tf.Scalar[] = [];
  const commitment: tf.Scalar[] = [];
  const length: tf.Scalar[] = [];
  codebooks.forEach((codes, level) => {
    // |r - e|^2 = |r|^2 - 2 r.e + |e|^2, and |r|^2 does not move the minimum.
    const distances = tf.sub(
      tf.sum(tf.square(codes), 1),
      tf.mul(2, tf.matMul(residual, codes, false, true)),
    ); // [B, K]
    const e = rows(codes, tf.argMin<tf.Tensor1D>(distances, 1)); // [B, d]
    const mask = sent && tf.slice(sent, [0, level], [-1, 1]); // [B, 1]
    const masked = (x: tf.Tensor2D): tf.Tensor2D => (mask ? tf.mul(x, mask) : x);
    codebook.push(tf.mean(masked(tf.square(tf.sub(e, stopGradient(residual)))))); // |e - sg r|^2
    commitment.push(tf.mean(masked(tf.square(tf.sub(residual, stopGradient(e)))))); // |r - sg e|^2
    length.push(squaredNorm(masked(e)));
    q = tf.add(q, masked(e));
    residual = tf.sub(residual, stopGradient(e)); // r_{l+1}
  });
  const sum = (terms: tf.Scalar[]) => tf.addN(terms);
  return { q, codebook: sum(codebook), commitment: sum(commitment), length: sum(length) };
}

/**
 * InfoNCE (van den Oord et al. 2018): of all partners in the batch, a film's quantized vector should be
 * nearest to that of the film that the same person watched next to it.
 *   -log softmax_j( cos(q_i, q_j') / tau )_i
 */
function contrast(q: tf.Tensor2D): tf.Scalar {
  const half = q.shape[0] / 2;
  const directions = unit(q, 1e-6);
  const film = tf.slice(directions, [0, 0], [half, -1]); // [B, d]
  const partner = tf.slice(directions, [half, 0], [half, -1]); // [B, d]
  const s: tf.Tensor2D = tf.div(tf.matMul(film, partner, false, true), TEMPERATURE); // [B, B]
  const own = tf.div(tf.sum(tf.mul(film, partner), 1), TEMPERATURE); // its diagonal, [B]
  return tf.mean(tf.sub(logSumExp(s), own));
}

const emptyTable = (rows: number, columns: number): Matrix =>
  tf.variable(tf.zeros([rows, columns]));
