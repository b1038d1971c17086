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
import { linear, linearOf, linearsOf } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { widthOf } from "../../families/clicks/columns.ts";
import { crossLayer, initCrossLayers } from "../../families/clicks/cross-layers.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { hiddenLayers } from "../../families/clicks/hidden-layers.ts";
import {
  type Batch,
  clickLoss,
  embeddings,
  fieldVectors,
  withPenalty,
} from "../../families/clicks/inputs.ts";
import { deepSizes } from "./architecture.ts";
import type { DcnConfig as Config } from "./lesson.ts";

export type Parameters = ReturnType<typeof init>;

function init(split: ClickSplit, config: Config, rng: Rng) {
  const n = widthOf(split, config);
  const deep = deepSizes(config);
  return {
    embeddings: embeddings(split, config, rng),
    crosses: initCrossLayers(n, config, rng),
    deep: linearsOf(rng, [n, ...deep]),
    out: linearOf(rng, (readsCrosses(config) ? n : 0) + (deep.at(-1) ?? 0), 1),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const s = scores(parameters, batch, config);
  return withPenalty(clickLoss(s, batch.label, config), parameters.embeddings, batch, config);
}

export default defineModel({ init, loss });

/** s: the logit of "liked", or the value of the generated target, [B] */
export function scores(parameters: Parameters, batch: Batch, config: Config): tf.Tensor1D {
  return pass(parameters, batch, config).s;
}

/** Everything that one pass computes: x_0 .. x_L, each [B, n], the deep layers after ReLU, and s, [B]. */
export function pass(parameters: Parameters, batch: Batch, config: Config) {
  const blocks = [...fieldVectors(parameters.embeddings, batch), batch.numbers];
  const x0: tf.Tensor2D = tf.concat(blocks, 1); // [B, n]
  const crossed = [x0];
  for (const layer of parameters.crosses) {
    crossed.push(crossLayer(layer, x0, crossed.at(-1) ?? x0, config));
  }
  const xL = crossed.at(-1) ?? x0;
  const deep = hiddenLayers(parameters.deep, config.structure === "stacked" ? xL : x0, batch);
  const ends = [...(readsCrosses(config) ? [xL] : []), ...deep.slice(-1)];
  const s: tf.Tensor2D = linear(tf.concat(ends, 1), parameters.out); // w . [x_L ; h] + b
  return { crossed, deep, s: tf.reshape<tf.Rank.R1>(s, [-1]) };
}

/** Whether s reads x_L itself. With a deep part alone it does not, so that what is left is an MLP. */
function readsCrosses(config: Config): boolean {
  if (deepSizes(config).length === 0) return true;
  return config.structure === "parallel" && config.crossLayers > 0;
}
