/**
 * DLRM: every feature becomes a vector of the same length, and what is learnt of two features is the dot
 * product of their vectors.
 *
 *   z = MLP_bottom(numbers)                        F = {z, e_user, e_film, e_genres, e_years, e_hour}
 *   p = {<f_a, f_b> : a < b}                       s = MLP_top([z ; p])
 *
 * Only numbers go through the bottom MLP; ids have embeddings. No vector is multiplied with itself, no
 * pair counts twice. On the generated target input i has a vector v_i and f_i = x_i v_i, so that
 * <f_i, f_j> = <v_i, v_j> x_i x_j, and z is x itself.
 *
 * Naumov et al. 2019 (DLRM), section 2.2. Cross layers in place of the dots: DLRM-DCNv2 of MLPerf.
 */
import * as tf from "@tensorflow/tfjs-core";
import { linear, linearOf, linearsOf, table, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import {
  type CrossConfig,
  crossLayer,
  initCrossLayers,
} from "../../families/clicks/cross-layers.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { hiddenLayers } from "../../families/clicks/hidden-layers.ts";
import {
  type Batch,
  clickLoss,
  embeddings,
  fieldVectors,
  withPenalty,
} from "../../families/clicks/inputs.ts";
import { dotPlaces, topInputs, topSizes } from "./architecture.ts";
import type { DlrmConfig as Config } from "./lesson.ts";

export type Parameters = ReturnType<typeof init>;

/** z starts away from zero, so that its dots move the other vectors from the first step on. */
const SOME = 0.5;

function init(split: ClickSplit, config: Config, rng: Rng) {
  const inputs = topInputs(split, config);
  const crossed = config.interaction === "cross";
  return {
    embeddings: embeddings(split, config, rng),
    bottom: initBottom(split.dense.length, config, rng),
    crosses: crossed ? initCrossLayers(inputs, crossesOf(config), rng) : [],
    top: linearsOf(rng, [inputs, ...topSizes(config)]),
    out: linearOf(rng, topSizes(config).at(-1) ?? inputs, 1),
  };
}

/** MLP_bottom; on the generated target v_i, a row an input. */
function initBottom(numbers: number, { task, bottom, dim }: Config, rng: Rng) {
  if (task === "crosses") return { v: table(rng, numbers, dim, 0.3) };
  const hidden = linearOf(rng, numbers, bottom);
  return { hidden, z: { W: table(rng, bottom, dim, Math.sqrt(2 / bottom)), b: vector(dim, SOME) } };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const s = scores(parameters, batch, config);
  return withPenalty(clickLoss(s, batch.label, config), parameters.embeddings, batch, config);
}

export default defineModel({ init, loss });

/** s: the logit of "liked", or the value of the generated target, [B] */
export function scores(parameters: Parameters, batch: Batch, config: Config): tf.Tensor1D {
  const { z, F } = vectors(parameters, batch);
  return top(parameters, interact(parameters, z, F, config), batch).s;
}

/** z [B, d], and all vectors F [B, vectors, d], z the first of them. */
export function vectors({ embeddings, bottom }: Parameters, batch: Batch) {
  const x = batch.numbers; // [B, numbers]
  if (bottom.v) {
    const F: tf.Tensor3D = tf.mul(tf.expandDims(x, 2), tf.expandDims(bottom.v, 0)); // x_i v_i
    return { z: x, F };
  }
  const z = linear(tf.relu(linear(x, bottom.hidden)), bottom.z);
  const each = [z, ...fieldVectors(embeddings, batch)];
  return { z, F: tf.reshape<tf.Rank.R3>(tf.concat(each, 1), [-1, each.length, z.shape[1]]) };
}

/** What the top reads: [z ; p], or all vectors, as they are or crossed. */
export function interact(
  { bottom, crosses }: Pick<Parameters, "bottom" | "crosses">,
  z: tf.Tensor2D,
  F: tf.Tensor3D,
  config: Config,
): tf.Tensor2D {
  if (config.interaction === "dot") return tf.concat([z, dots(F, config)], 1);
  const [rows, count, d] = F.shape;
  const x0: tf.Tensor2D = bottom.v ? z : tf.reshape(F, [rows, count * d]); // [f_1 ; ... ; f_m]
  return crosses.reduce((xl, layer) => crossLayer(layer, x0, xl, crossesOf(config)), x0);
}

/** p = {<f_a, f_b> : a < b}, [B, pairs] */
export function dots(F: tf.Tensor3D, { pairs }: Config): tf.Tensor2D {
  const [rows, count] = F.shape;
  const products = tf.matMul(F, F, false, true); // F F^T, [B, vectors, vectors]
  const all: tf.Tensor2D = tf.reshape(products, [rows, count * count]);
  if (pairs === "all") return all;
  // Picks the entries above the diagonal: a 1 for each in a matrix of zeros.
  const places = dotPlaces(count);
  const pick = new Float32Array(count * count * places.length);
  places.forEach((place, n) => {
    pick[place * places.length + n] = 1;
  });
  return tf.matMul(all, tf.tensor2d(pick, [count * count, places.length]));
}

/** MLP_top: ReLU layers and a linear map. */
export function top(parameters: Parameters, input: tf.Tensor2D, batch: Partial<Batch>) {
  const layers = hiddenLayers(parameters.top, input, batch);
  const s: tf.Tensor2D = linear(layers.at(-1) ?? input, parameters.out);
  return { layers, s: tf.reshape<tf.Rank.R1>(s, [-1]) };
}

function crossesOf({ crossLayers, rank }: Config): CrossConfig {
  return { crossLayers, rank, cross: "matrix", partner: "x0" };
}
