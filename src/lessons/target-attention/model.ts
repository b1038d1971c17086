/**
 * A ranker that looks at a history and a candidate together. It scores pairs, so nothing can be indexed.
 *
 *   k_t = e_{i_t} + r_{stars}                  a film that was read (stars only where they are known)
 *   q   = e_c                                  the candidate
 *   z   = [v_u ; q ; v_u * q]                  v_u is the mean of k_t, or DIN's sum_t a_t k_t
 *   z   = all rows of BST, side by side        or q alone, where no history is read
 *   s   = w . f(f(z W1 + b1) W2 + b2) + c      the logit of a yes
 *
 * Zhou et al. 2018 (DIN); Chen et al. 2019 (BST).
 */
import * as tf from "@tensorflow/tfjs-core";
import { linear, linearOf, rows, table } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { clickLoss } from "../../families/clicks/inputs.ts";
import {
  activate,
  alphaOf,
  type Next,
  runningOf,
  type State,
  type Statistics,
} from "./activation.ts";
import type { Batch, Histories, Pairs, Seen } from "./batch.ts";
import { initTransformer, readSequence } from "./bst.ts";
import { initUnit, weightsOf } from "./din.ts";
import { penalty } from "./penalty.ts";
import type { TargetSplit } from "./prepare.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { UNITS_ABOVE as LAYERS, rowWidth, UNITS_OF_DIN } from "./widths.ts";

/** Rows of the tables start as N(0, 0.01^2): so small that what is learnt first is not lost in chance. */
const START = 0.01;
/** Half stars, and none. */
const STARS = 11;

export type Parameters = ReturnType<typeof init>;
/** How many numbers the layers above read. */
const widthOf = ({ reader, dim, history }: Config) =>
  ({ none: dim, mean: 3 * dim, din: 3 * dim, bst: (history + 1) * rowWidth(dim) })[reader];

function init({ films }: TargetSplit, config: Config, rng: Rng) {
  const { dim, task, reader } = config;
  const widths = [widthOf(config), ...LAYERS];
  return {
    E: table(rng, films, dim, START), // e_i, a row a film, read and asked about
    ...(task === "liked" && reader !== "none" && { R: table(rng, STARS, dim, START) }), // r_s
    ...(reader === "din" && { unit: initUnit(config, rng) }),
    ...(reader === "bst" && { transformer: initTransformer(config, rng) }),
    top: LAYERS.map((units, l) => ({
      map: linearOf(rng, widths[l]!, units),
      alpha: alphaOf(units, config),
    })),
    out: linearOf(rng, LAYERS[1], 1, 0.05),
  };
}

/** Dice's running statistics; PReLU has none. */
function state(_: TargetSplit, { activation, reader }: Config): State {
  if (activation === "prelu") return {};
  return {
    ...(reader === "din" && { unit: runningOf(UNITS_OF_DIN) }),
    ...Object.fromEntries(LAYERS.map((units, l) => [`top${l}`, runningOf(units)])),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config, state: State) {
  const next: Next = {};
  const s = score(parameters, batch, config, { state, next }); // [B, C]
  const loss = clickLoss(tf.reshape(s, [-1]), tf.reshape(batch.label, [-1]), { task: "movielens" });
  return { loss: tf.add<tf.Scalar>(loss, penalty(parameters.E, batch, config)), next };
}

export default defineModel({ init, state, loss });

/** s of every candidate of every history, [B, C]; `seen` collects what the reader computes on the way. */
export function score(
  parameters: Parameters,
  pairs: Pairs,
  config: Config,
  statistics: Statistics,
  seen?: Seen,
): tf.Tensor2D {
  const { top, out } = parameters;
  const [B, C] = pairs.candidate.shape;
  let x = together(parameters, pairs, config, statistics, seen); // z, [B C, width]
  for (const [l, { map, alpha }] of top.entries()) {
    x = activate(linear(x, map), alpha, `top${l}`, statistics);
  }
  return tf.reshape(linear(x, out), [B, C]);
}

/** z: the history and each candidate, read together, [B C, width] */
function together(
  parameters: Parameters,
  pairs: Pairs,
  config: Config,
  statistics: Statistics,
  seen?: Seen,
): tf.Tensor2D {
  const { E, transformer } = parameters;
  const q = rows(E, pairs.candidate); // [B, C, d]
  const [B, C, d] = q.shape;
  if (config.reader === "none") return tf.reshape(q, [B * C, d]);
  if (transformer && pairs.bucket) {
    const k = filmsRead(parameters, pairs);
    const attention = seen && [];
    const x = readSequence(transformer, q, k, pairs.bucket, pairs.open, config, attention);
    Object.assign(seen ?? {}, { attention, rows: x });
    return tf.reshape(x, [B * C, -1]);
  }
  const { v, weights } = interest(parameters, pairs, config, statistics);
  Object.assign(seen ?? {}, { weights });
  return tf.reshape(tf.concat([v, q, tf.mul(v, q)], 2), [B * C, 3 * d]);
}

/** k_t, [B, T, d] */
function filmsRead({ E, R }: Parameters, { history, stars }: Histories): tf.Tensor3D {
  const k = rows(E, history);
  return R && stars ? tf.add(k, rows(R, stars)) : k;
}

/** v_u, [B, C, d]: the mean of the films, or DIN's sum of them by their weights [B, C, T]. */
export function interest(
  parameters: Parameters,
  pairs: Pairs,
  config: Config,
  statistics: Statistics,
): { readonly v: tf.Tensor3D; readonly weights?: tf.Tensor3D } {
  const q = rows(parameters.E, pairs.candidate); // [B, C, d]
  const k = filmsRead(parameters, pairs);
  if (config.reader === "din" && parameters.unit) {
    const weights = weightsOf(parameters.unit, q, k, pairs.open, config, statistics);
    return { v: tf.matMul(weights, k), weights }; // sum_t a_t k_t
  }
  const real = tf.expandDims<tf.Tensor3D>(pairs.open, 2); // a mean over films, not over padding
  const sum = tf.sum<tf.Tensor3D>(tf.mul(k, real), 1, true);
  const mean = tf.div(sum, tf.maximum(tf.sum(real, 1, true), 1)); // [B, 1, d]
  return { v: tf.add(mean, tf.zerosLike(q)) }; // the same for every candidate
}
