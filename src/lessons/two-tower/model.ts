/**
 * Two towers: a user's recent films become one vector, a film becomes another, and the two meet only in
 * a dot product.
 *
 *   u = unit(MLP_u[mean of e_j over the history ; mean content of the history])
 *   v = unit(MLP_v[e_i ; genres and year ; mean of the title's word vectors])
 *   s = u . v / tau                           the score of film i for the user
 *
 * It is taught with a softmax over the films of a batch. A popular film is met there more often as a
 * negative, which the logQ correction takes back.
 *
 * Huang et al. 2013 (DSSM); Covington et al. 2016 (YouTube); Yi et al. 2019 (logQ); Yang et al. 2020
 * (mixed negatives); Pancha et al. 2022 (PinnerFormer: learnt temperature).
 */
import * as tf from "@tensorflow/tfjs-core";
import { contentOf } from "../../engine/data/content.ts";
import type { BatchTensors, Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { drawBatch } from "./draw.ts";
import { evaluate } from "./evaluate.ts";
import { holdOut, type TwoTowerSplit } from "./hold-out.ts";
import { allFilms, historiesOf } from "./inputs.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import { probes } from "./probes.ts";
import { streamNotes } from "./stream-frequency.ts";

/** A learnt temperature goes no lower (Pancha et al. 2022, section 3.3). */
export const LEAST_TEMPERATURE = 0.01;
/** Numbers in a hidden layer: however few the towers meet in, they are wide inside. */
export const HIDDEN = 64;

const model: Model<Config, TwoTowerSplit> = {
  prepare: holdOut,

  /** An epoch visits every training interaction once. */
  examples: ({ train }) => train.item.length,

  init({ train: { users, items }, catalogue }, config, rng) {
    const { dim, ids, content, userIds, userContent, learnTemperature, temperature } = config;
    const { width, vocabulary } = contentOf(catalogue);
    const table = (rows: number) =>
      tf.variable(tf.tensor2d(rng.normals(rows * dim, 0.1), [rows, dim]));
    const userInputs = (userIds ? dim : 0) + (ids ? dim : 0) + (userContent ? width : 0);
    const filmInputs = (ids ? dim : 0) + (content ? width + dim : 0);
    return {
      ...(ids && { E: table(items) }), // e_i, a row a film, read by both towers
      ...(content && { T: table(Math.max(1, vocabulary.length)) }), // a row a title word
      ...(userIds && { P: table(users) }), // a row a user
      ...layers("u", Math.max(1, userInputs), config, rng),
      ...layers("v", Math.max(1, filmInputs), config, rng),
      ...(learnTemperature && { logTau: tf.variable(tf.scalar(Math.log(temperature))) }),
    };
  },

  notes: ({ train }) => streamNotes(train.items),
  draw: drawBatch,

  loss(parameters, batch, config) {
    const u = userTower(parameters, batch, config); // [B, d]
    const v = filmTower(parameters, batch, config); // [C, d]: the B positives, then B' uniform films
    const s = logits(parameters, u, v, config); // s_bc = u_b . v_c / tau, [B, C]
    // L = -log softmax(s_b - log Q)_b; masked films have -1e9 added        (Yi et al. 2019, eq. 5)
    const corrected = tf.add(s, batch.correction!);
    const own = tf.slice(v, [0, 0], [u.shape[0]!, -1]); // v of each row's positive
    const dots = tf.sum(tf.mul(u, own), 1);
    const positive = tf.add(tf.div(dots, tau(parameters, config)), batch.ownCorrection!);
    const loss = tf.mean(tf.sub(tf.logSumExp(corrected, 1), positive));
    if (config.l2 === 0) return loss as tf.Scalar;
    return tf.add(loss, tf.mul(config.l2, penalty(parameters, batch))) as tf.Scalar;
  },

  /** No correction here: Q belongs to how negatives were drawn, not to what people like. */
  score(parameters, users, { config, split, part }) {
    const histories = historiesOf(split, part, config);
    const rows = Object.fromEntries(
      Object.entries(histories).map(([name, all]) => [name, tf.gather(all, users)]),
    );
    const u = userTower(parameters, rows, config);
    const v = filmTower(parameters, allFilms(split, config), config);
    return logits(parameters, u, v, config);
  },
  readsHistory: true,

  itemVectors: (parameters, config, split) =>
    filmTower(parameters, allFilms(split, config), config),

  evaluate: (parameters, config, split) =>
    evaluate(split, (users, part) => model.score!(parameters, users, { config, split, part })),

  probes,
};
export default model;

/** u, [B, d] */
export function userTower(parameters: Parameters, batch: BatchTensors, config: Config) {
  return tower(parameters, "u", userInputs(parameters, batch), config).at(-1)!;
}

/** v, [C, d] */
export function filmTower(parameters: Parameters, batch: BatchTensors, config: Config) {
  return tower(parameters, "v", filmInputs(parameters, batch), config).at(-1)!;
}

type Inputs = Readonly<Record<string, tf.Tensor>>;

function userInputs(parameters: Parameters, batch: BatchTensors): Inputs {
  const inputs: Record<string, tf.Tensor> = {};
  if (batch.users) inputs["user id"] = tf.gather(parameters.P!, batch.users as tf.Tensor1D); // p, [B, d]
  if (batch.history) {
    const e = tf.gather(parameters.E!, batch.history as tf.Tensor2D); // e_j, [B, H, d]
    inputs["mean of film ids"] = weightedSum(batch.historyShares!, e); // [B, d]
  }
  if (batch.tastes) inputs["mean genres and years"] = batch.tastes; // [B, width]
  if (batch.nothing) inputs.nothing = batch.nothing;
  return inputs;
}

function filmInputs(parameters: Parameters, batch: BatchTensors): Inputs {
  const inputs: Record<string, tf.Tensor> = {};
  if (parameters.E) inputs["film id"] = tf.gather(parameters.E, batch.films as tf.Tensor1D); // e_i, [C, d]
  if (batch.features) {
    inputs["genres and year"] = batch.features; // [C, width]
    const t = tf.gather(parameters.T!, batch.words as tf.Tensor2D); // title words, [C, words, d]
    inputs["mean of title words"] = weightedSum(batch.wordShares!, t); // [C, d]
  }
  if (Object.keys(inputs).length === 0) inputs.nothing = batch.films!;
  return inputs;
}

/** sum_n w_n x_n for each row: w [B, 1, N] and x [B, N, d] give [B, d]. */
function weightedSum(w: tf.Tensor, x: tf.Tensor): tf.Tensor {
  return tf.squeeze(tf.matMul(w as tf.Tensor3D, x as tf.Tensor3D), [1]);
}

/** The layers above the inputs: h <- ReLU(h W + c), then a linear map to d numbers, at unit length. */
function tower(parameters: Parameters, side: "u" | "v", inputs: Inputs, config: Config) {
  const above: tf.Tensor2D[] = [];
  let h = tf.concat(Object.values(inputs), 1) as tf.Tensor2D;
  for (let layer = 0; layer <= config.depth; layer++) {
    const W = parameters[`${side}W${layer}`] as unknown as tf.Tensor2D;
    const z = tf.add(tf.matMul(h, W), parameters[`${side}c${layer}`]!);
    h = (layer < config.depth ? tf.relu(z) : config.normalise ? unit(z) : z) as tf.Tensor2D;
    above.push(h);
  }
  return above;
}

/** x / |x|, row by row */
function unit(x: tf.Tensor): tf.Tensor {
  return tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), 1, true), 1e-8)));
}

/** Everything that one tower computes, by name, from its inputs up; the last is its vector. */
export function activations(
  parameters: Parameters,
  side: "u" | "v",
  batch: BatchTensors,
  config: Config,
): Record<string, tf.Tensor> {
  const inputs = side === "u" ? userInputs(parameters, batch) : filmInputs(parameters, batch);
  const above = tower(parameters, side, inputs, config);
  const names = above.map((_, n) => (n === config.depth ? side : `hidden ${n + 1}`));
  return { ...inputs, ...Object.fromEntries(above.map((h, n) => [names[n]!, h])) };
}

/** s = u . v / tau for everybody and everything: u [B, d] and v [C, d] give [B, C]. */
export function logits(parameters: Parameters, u: tf.Tensor, v: tf.Tensor, config: Config) {
  const sharpened = tf.div(u, tau(parameters, config)); // (u / tau) . v: fewer numbers to divide
  return tf.matMul(sharpened as tf.Tensor2D, v as tf.Tensor2D, false, true) as tf.Tensor2D;
}

/** The temperature: a setting, or a parameter. */
export function tau(parameters: Parameters, { temperature }: Config): tf.Scalar {
  if (!parameters.logTau) return tf.scalar(temperature);
  return tf.maximum(tf.exp(parameters.logTau), LEAST_TEMPERATURE) as tf.Scalar;
}

/** Weights and biases of one tower: inputs -> 64 -> ... -> d (He et al. 2015). */
function layers(
  side: "u" | "v",
  inputs: number,
  { dim, depth }: Config,
  rng: { normals(n: number, deviation: number): Float32Array },
): Record<string, tf.Variable> {
  const widths = [inputs, ...Array.from({ length: depth }, () => HIDDEN), dim];
  return Object.fromEntries(
    widths.slice(1).flatMap((to, layer) => {
      const from = widths[layer]!;
      const W = tf.tensor2d(rng.normals(from * to, Math.sqrt(2 / from)), [from, to]);
      return [
        [`${side}W${layer}`, tf.variable(W)],
        [`${side}c${layer}`, tf.variable(tf.zeros([to]))],
      ];
    }),
  );
}

/** |e|^2 over the rows of the tables that the batch reads, a mean over the films and users. */
function penalty(parameters: Parameters, batch: BatchTensors): tf.Tensor {
  let sum: tf.Tensor = tf.scalar(0);
  for (const [table, ids] of [
    [parameters.E, batch.films],
    [parameters.P, batch.users],
  ] as const) {
    if (!table || !ids) continue;
    const rows = tf.gather(table, ids as tf.Tensor1D);
    sum = tf.add(sum, tf.div(tf.sum(tf.square(rows)), rows.shape[0]!));
  }
  return sum;
}
