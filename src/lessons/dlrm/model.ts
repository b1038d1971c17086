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
import type { Batch } from "../../engine/training/batch.ts";
import type { BatchTensors, Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { clickBaselines } from "../../families/clicks/baselines.ts";
import {
  type CrossConfig,
  crossLayer,
  initCrossLayers,
} from "../../families/clicks/cross-layers.ts";
import { evaluateClicks } from "../../families/clicks/evaluate.ts";
import { type ClickSplit, prepareClicks } from "../../families/clicks/examples.ts";
import {
  clickLoss,
  columnsOf,
  dropoutMask,
  embeddings,
  fieldVectors,
  layer,
  linear,
  penalty,
} from "../../families/clicks/inputs.ts";
import { dotPlaces, topInputs, topSizes } from "./architecture.ts";
import type { DlrmConfig as Config } from "./lesson.ts";
import { probes } from "./probes.ts";

/** z starts away from zero, so that its dots move the other vectors from the first step on. */
const SOME = 0.5;

const model: Model<Config, ClickSplit> = {
  core: 0,
  prepare: prepareClicks,

  /** An epoch visits every training row once. */
  examples: ({ parts }) => parts.training.length,

  init(split, config, rng) {
    const { dim, task, bottom } = config;
    const numbers = split.dense.length;
    const sizes = [topInputs(split, config), ...topSizes(config), 1];
    const inputVectors = () => ({
      v: tf.variable(tf.tensor2d(rng.normals(numbers * dim, 0.3), [numbers, dim])),
    });
    return {
      ...embeddings(split, config, rng),
      ...(task === "crosses"
        ? inputVectors()
        : {
            ...layer("bottom0", numbers, bottom, rng),
            ...layer("bottom1", bottom, dim, rng),
            bottom1b: tf.variable(tf.fill([dim], SOME)),
          }),
      ...(config.interaction === "cross" &&
        initCrossLayers(topInputs(split, config), crossesOf(config), rng)),
      ...Object.assign({}, ...sizes.slice(1).map((to, l) => layer(`top${l}`, sizes[l]!, to, rng))),
    };
  },

  draw({ split, config, streams }, examples) {
    const chosen = examples.map((n) => split.parts.training[n]!);
    const batch: Record<string, Batch[string]> = columnsOf(split, split.rows, chosen, config);
    if (config.task === "movielens" && config.dropout > 0) {
      topSizes(config).forEach((units, l) => {
        const { dropout } = config;
        batch[`mask${l}`] = dropoutMask(chosen.length, units, dropout, streams.negatives);
      });
    }
    return batch;
  },

  loss(parameters, batch, config) {
    const loss = clickLoss(scores(parameters, batch, config), batch.label!, config);
    if (config.task === "crosses" || config.l2 === 0) return loss;
    return tf.add(loss, tf.mul(config.l2, penalty(parameters, batch))) as tf.Scalar;
  },

  evaluate: (parameters, config, split) =>
    evaluateClicks((batch) => scores(parameters, batch, config), config, split),

  baselines: async (split, config) => clickBaselines(split, config),

  probes,
};
export default model;

/** s: the logit of "liked", or the value of the generated target, [B] */
export function scores(parameters: Parameters, batch: BatchTensors, config: Config): tf.Tensor1D {
  const { z, F } = vectors(parameters, batch, config);
  return top(parameters, batch, interact(parameters, z, F, config), config).s;
}

/** z [B, d], and all vectors F [B, vectors, d], z the first of them. */
export function vectors(parameters: Parameters, batch: BatchTensors, config: Config) {
  const x = batch.numbers as tf.Tensor2D; // [B, numbers]
  if (config.task === "crosses") {
    const F = tf.mul(tf.expandDims(x, 2), tf.expandDims(parameters.v!, 0)); // x_i v_i
    return { z: x, F: F as tf.Tensor3D };
  }
  const h = tf.relu(linear(parameters, "bottom0", x));
  const z = linear(parameters, "bottom1", h);
  return { z, F: tf.stack([z, ...fieldVectors(parameters, batch, config)], 1) as tf.Tensor3D };
}

/** What the top reads: [z ; p], or all vectors, as they are or crossed. */
export function interact(
  parameters: Parameters,
  z: tf.Tensor2D,
  F: tf.Tensor3D,
  config: Config,
): tf.Tensor2D {
  const [rows, count, d] = F.shape;
  if (config.interaction === "dot") {
    return tf.concat([z, dots(F, config)], 1) as tf.Tensor2D;
  }
  const own = config.task === "crosses" ? z : tf.reshape(F, [rows, count * d]); // [f_1 ; ... ; f_m]
  if (config.interaction === "concat") return own as tf.Tensor2D;
  const x0 = own as tf.Tensor2D;
  let x = x0;
  for (let l = 0; l < config.crossLayers; l++) {
    x = crossLayer(parameters, l, x0, x, crossesOf(config));
  }
  return x;
}

/** p = {<f_a, f_b> : a < b}, [B, pairs] */
export function dots(F: tf.Tensor3D, config: Config): tf.Tensor2D {
  const [rows, count] = F.shape;
  const all = tf.reshape(tf.matMul(F, F, false, true), [rows, count * count]); // F F^T, row by row
  if (config.pairs === "all") return all as tf.Tensor2D;
  // Picks the entries above the diagonal: a 1 for each in a matrix of zeros.
  const places = dotPlaces(count);
  const pick = new Float32Array(count * count * places.length);
  places.forEach((place, n) => {
    pick[place * places.length + n] = 1;
  });
  return tf.matMul(all as tf.Tensor2D, tf.tensor2d(pick, [count * count, places.length]));
}

/** MLP_top: ReLU layers, some units off while training, and a linear map. */
export function top(
  parameters: Parameters,
  batch: BatchTensors,
  input: tf.Tensor2D,
  config: Config,
) {
  const layers: tf.Tensor2D[] = [];
  const hidden = topSizes(config).length;
  for (let l = 0; l < hidden; l++) {
    const h = tf.relu(linear(parameters, `top${l}`, layers[l - 1] ?? input));
    const mask = batch[`mask${l}`];
    layers.push((mask ? tf.mul(h, mask) : h) as tf.Tensor2D);
  }
  const s = linear(parameters, `top${hidden}`, layers.at(-1) ?? input);
  return { layers, s: tf.reshape(s, [-1]) as tf.Tensor1D };
}

function crossesOf({ crossLayers, rank }: Config): CrossConfig {
  return { crossLayers, rank, cross: "matrix", partner: "x0" };
}
