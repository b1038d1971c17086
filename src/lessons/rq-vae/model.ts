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
import type { BatchTensors, Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { baselines } from "./baselines.ts";
import { drawFilms } from "./draw.ts";
import { evaluate } from "./evaluate.ts";
import { type FilmSplit, prepareFilms } from "./films.ts";
import { type RqVaeConfig as Config, codeSizes } from "./lesson.ts";
import { probes } from "./probes.ts";
import { repairCodes } from "./repair.ts";
import { firstWeights } from "./start.ts";

/** What cosines are divided by in the contrastive term. */
const TEMPERATURE = 0.1;

const model: Model<Config, FilmSplit> = {
  prepare: prepareFilms,

  /** An epoch visits every film once. */
  examples: ({ train }) => train.items,

  init({ vectors }, config, rng) {
    return Object.fromEntries(
      Object.entries(firstWeights(vectors, config, rng)).map(([name, { values, shape }]) => [
        name,
        tf.variable(tf.tensor(values, [...shape])),
      ]),
    );
  },

  draw: drawFilms,

  loss(parameters, batch, config) {
    const x = batch.x as tf.Tensor2D; // [B, F]; with the contrastive term, then the partners, [2B, F]
    const z = encode(parameters, x); // [B, d]
    const { q, codebook, commitment } = quantize(parameters, z, batch, config);
    // Straight through: the value of q, the gradient of z.
    const passed = tf.add(z, stopGradient(tf.sub(q, z))) as tf.Tensor2D;
    const error = tf.mean(tf.square(tf.sub(decode(parameters, passed), x)));
    // EMA codebooks follow their films at the end of an epoch (repair.ts), not a gradient.
    const terms: tf.Tensor[] = [error, tf.mul(config.beta, commitment)];
    if (config.codebook === "gradient") terms.push(codebook);
    if (config.contrast > 0) terms.push(tf.mul(config.contrast, contrast(passed)));
    if (config.l2 > 0) terms.push(tf.mul(config.l2, penalty(parameters)));
    return tf.addN(terms) as tf.Scalar;
  },

  endEpoch: repairCodes,

  evaluate,

  baselines: async ({ vectors, catalogue }, config) =>
    baselines(vectors, codeSizes(config), catalogue.genreBits),

  probes,
};
export default model;

/** z = W2 relu(W1 x + b1) + b2 */
export function encode(parameters: Parameters, x: tf.Tensor2D): tf.Tensor2D {
  return twoLayers(parameters, "e", x);
}

/** x' = V2 relu(V1 q + c1) + c2: the encoder's mirror image */
export function decode(parameters: Parameters, q: tf.Tensor2D): tf.Tensor2D {
  return twoLayers(parameters, "d", q);
}

function twoLayers(parameters: Parameters, side: "e" | "d", input: tf.Tensor2D): tf.Tensor2D {
  const of = (name: string) => parameters[`${side}${name}`] as unknown as tf.Tensor2D;
  const hidden = tf.relu(tf.add(tf.matMul(input, of("W1")), of("b1"))) as tf.Tensor2D;
  return tf.add(tf.matMul(hidden, of("W2")), of("b2"));
}

/** The codes of every row, level by level, and the two losses that tie codes and residuals together. */
export function quantize(
  parameters: Parameters,
  z: tf.Tensor2D,
  batch: BatchTensors,
  config: Config,
): { q: tf.Tensor2D; codebook: tf.Tensor; commitment: tf.Tensor } {
  let residual = z; // r_0
  let q = tf.zerosLike(z);
  const codebook: tf.Tensor[] = [];
  const commitment: tf.Tensor[] = [];
  for (let level = 0; level < config.levels; level++) {
    const codes = parameters[`codes${level}`] as unknown as tf.Tensor2D; // [K, d]
    // |r - e|^2 = |r|^2 - 2 r.e + |e|^2, and |r|^2 does not move the minimum.
    const distances = tf.sub(
      tf.sum(tf.square(codes), 1),
      tf.mul(2, tf.matMul(residual, codes, false, true)),
    ); // [B, K]
    const e = tf.gather(codes, tf.argMin(distances, 1) as tf.Tensor1D) as tf.Tensor2D; // [B, d]
    // 1 where the level is sent, 0 where it is masked, [B, 1].
    const sent = config.prefix ? tf.slice(batch.sent!, [0, level], [-1, 1]) : null;
    const mean = (squares: tf.Tensor) => tf.mean(sent ? tf.mul(squares, sent) : squares);
    codebook.push(mean(tf.square(tf.sub(e, stopGradient(residual))))); // |e - sg r|^2
    commitment.push(mean(tf.square(tf.sub(residual, stopGradient(e))))); // |r - sg e|^2
    q = tf.add(q, sent ? tf.mul(e, sent) : e);
    residual = tf.sub(residual, stopGradient(e)); // r_{l+1}
  }
  return { q, codebook: tf.addN(codebook), commitment: tf.addN(commitment) };
}

/**
 * InfoNCE (van den Oord et al. 2018): of all partners in the batch, a film's quantized vector should be
 * nearest to that of the film that the same person watched next to it.
 *   -log softmax_j( cos(q_i, q_j') / tau )_i
 */
function contrast(q: tf.Tensor2D): tf.Tensor {
  const half = q.shape[0] / 2;
  const unit = tf.div(q, tf.sqrt(tf.add(tf.sum(tf.square(q), 1, true), 1e-6))) as tf.Tensor2D;
  const film = tf.slice(unit, [0, 0], [half, -1]); // [B, d]
  const partner = tf.slice(unit, [half, 0], [half, -1]); // [B, d]
  const s = tf.div(tf.matMul(film, partner, false, true), TEMPERATURE); // [B, B]
  const own = tf.div(tf.sum(tf.mul(film, partner), 1), TEMPERATURE); // its diagonal, [B]
  return tf.mean(tf.sub(tf.logSumExp(s, 1), own));
}

function penalty(parameters: Parameters): tf.Tensor {
  const weights = ["eW1", "eW2", "dW1", "dW2"].map((name) => parameters[name]!);
  return tf.addN(weights.map((weight) => tf.sum(tf.square(weight))));
}

/** sg: the value of a tensor, with a gradient of zero. */
export const stopGradient = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: (dy) => tf.zerosLike(dy),
}));
