/**
 * DCN-v2: every layer multiplies what it has by a linear map of the inputs, so products of features are
 * there by construction.
 *
 *   x_0     = [e_user ; e_film ; e_genres ; e_years ; e_hour ; numbers]
 *   x_{l+1} = x_0 * (W_l x_l + b_l) + x_l              * is element by element
 *   s       = w . [x_L ; MLP(x_0)]       parallel      s = w . MLP(x_L)       stacked
 *
 * x_L holds products of up to L + 1 inputs. W may be low-rank, U V^T; in DCN-v1 the whole map was one
 * number, x_0 (w . x_l) + b + x_l.
 *
 * Wang et al. 2021 (DCN-v2), equations 1 and 2, section 3.4; Wang et al. 2017 (DCN-v1), equation 3.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "../../engine/training/batch.ts";
import type { BatchTensors, Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { clickBaselines } from "../../families/clicks/baselines.ts";
import { crossLayer, initCrossLayers } from "../../families/clicks/cross-layers.ts";
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
  widthOf,
} from "../../families/clicks/inputs.ts";
import { deepSizes } from "./architecture.ts";
import type { DcnConfig as Config } from "./lesson.ts";
import { probes } from "./probes.ts";
import { initRivals, rivalsLoss, rivalsMetrics } from "./rivals.ts";

const model: Model<Config, ClickSplit> = {
  core: 0,
  prepare: prepareClicks,

  /** An epoch visits every training row once. */
  examples: ({ parts }) => parts.training.length,

  init(split, config, rng) {
    const n = widthOf(split, config);
    const deep = deepSizes(config);
    const crossed = config.structure === "parallel" || deep.length === 0;
    // Without cross layers, and beside a deep part, x_0 itself is not read: what is left is an MLP.
    const direct = crossed && (config.crossLayers > 0 || deep.length === 0) ? n : 0;
    return {
      ...embeddings(split, config, rng),
      ...initCrossLayers(n, config, rng),
      ...Object.assign({}, ...deep.map((to, l) => layer(`deep${l}`, deep[l - 1] ?? n, to, rng))),
      ...layer("out", direct + (deep.at(-1) ?? 0), 1, rng),
      ...initRivals(n, config, rng),
    };
  },

  draw({ split, config, streams }, examples) {
    const chosen = examples.map((n) => split.parts.training[n]!);
    const batch: Record<string, Batch[string]> = columnsOf(split, split.rows, chosen, config);
    if (config.task === "movielens" && config.dropout > 0) {
      deepSizes(config).forEach((units, l) => {
        const { dropout } = config;
        batch[`mask${l}`] = dropoutMask(chosen.length, units, dropout, streams.negatives);
      });
    }
    return batch;
  },

  loss(parameters, batch, config) {
    const s = scores(parameters, batch, config);
    const loss = clickLoss(s, batch.label!, config);
    if (config.task === "crosses") return rivalsLoss(loss, parameters, batch, config);
    if (config.l2 === 0) return loss;
    return tf.add(loss, tf.mul(config.l2, penalty(parameters, batch))) as tf.Scalar;
  },

  async evaluate(parameters, config, split) {
    const own = await evaluateClicks((batch) => scores(parameters, batch, config), config, split);
    return { ...own, ...(await rivalsMetrics(parameters, config, split)) };
  },

  baselines: async (split, config) => clickBaselines(split, config),

  probes,
};
export default model;

/** Everything that one pass computes, by name; the last is s. */
export interface Pass {
  /** x_0 .. x_L, each [B, n] */
  readonly crossed: readonly tf.Tensor2D[];
  /** the deep layers after ReLU */
  readonly deep: readonly tf.Tensor2D[];
  /** [B] */
  readonly s: tf.Tensor1D;
}

/** s: the logit of "liked", or the value of the generated target, [B] */
export function scores(parameters: Parameters, batch: BatchTensors, config: Config): tf.Tensor1D {
  return pass(parameters, batch, config).s;
}

export function pass(parameters: Parameters, batch: BatchTensors, config: Config): Pass {
  const blocks = [...fieldVectors(parameters, batch, config), batch.numbers as tf.Tensor2D];
  const x0 = tf.concat(blocks, 1) as tf.Tensor2D; // [B, n]
  const crossed = [x0];
  for (let l = 0; l < config.crossLayers; l++) {
    crossed.push(crossLayer(parameters, l, x0, crossed[l]!, config));
  }
  const xL = crossed.at(-1)!;
  const deep = deepPart(parameters, batch, config.structure === "stacked" ? xL : x0, config);
  const h = deep.at(-1);
  const ends = h ? [h] : [xL];
  if (h && config.structure === "parallel" && config.crossLayers > 0) ends.unshift(xL);
  const s = linear(parameters, "out", tf.concat(ends, 1)); // w . [x_L ; h] + b
  return { crossed, deep, s: tf.reshape(s, [-1]) as tf.Tensor1D };
}

/** h <- ReLU(h W + c), some units off while training. */
function deepPart(parameters: Parameters, batch: BatchTensors, x: tf.Tensor2D, config: Config) {
  const layers: tf.Tensor2D[] = [];
  deepSizes(config).forEach((_, l) => {
    const h = tf.relu(linear(parameters, `deep${l}`, layers[l - 1] ?? x));
    const mask = batch[`mask${l}`];
    layers.push((mask ? tf.mul(h, mask) : h) as tf.Tensor2D);
  });
  return layers;
}
