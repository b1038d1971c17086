/**
 * What each tower reads, and the layers above it. What a setting leaves out is not read: a tower may have
 * ids, content, both or neither.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Linear, linear, rows, unit } from "../../engine/layers.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";

/** What the user tower reads; settings leave some out. */
export type UserBatch = {
  readonly users?: tf.Tensor1D; // [B]
  readonly history?: tf.Tensor2D; // [B, H] the films before, padded
  readonly historyShares?: tf.Tensor3D; // [B, 1, H] 1 / how many; 0 where padded
  readonly tastes?: tf.Tensor2D; // [B, width] the mean content of the history
  readonly noUserInput?: tf.Tensor2D; // [B, 1] zeros: a tower that reads nothing has its biases
};
/** What the film tower reads. */
export type FilmBatch = {
  readonly films?: tf.Tensor1D; // [C]
  readonly features?: tf.Tensor2D; // [C, width] genres, decade, year
  readonly words?: tf.Tensor2D; // [C, words] of the title, padded
  readonly wordShares?: tf.Tensor3D; // [C, 1, words]
  readonly noFilmInput?: tf.Tensor2D; // [C, 1]
};

/** u, [B, d] */
export function userTower(parameters: Parameters, batch: UserBatch, config: Config): tf.Tensor2D {
  return tower(parameters.u, userInputs(parameters, batch), config).vector;
}

/** v, [C, d] */
export function filmTower(parameters: Parameters, batch: FilmBatch, config: Config): tf.Tensor2D {
  return tower(parameters.v, filmInputs(parameters, batch), config).vector;
}

/** By what they are, each [rows, ..]. */
type Inputs = Readonly<Record<string, tf.Tensor2D>>;

export function userInputs({ E, P }: Parameters, batch: UserBatch): Inputs {
  const { users, history, historyShares: shares, tastes, noUserInput } = batch;
  return {
    ...(P && users && { "user id": rows(P, users) }), // p, [B, d]
    ...(E && history && shares && { "mean of film ids": weightedSum(shares, rows(E, history)) }), // [B, d]
    ...(tastes && { "mean genres and years": tastes }), // [B, width]
    ...(noUserInput && { nothing: noUserInput }),
  };
}

export function filmInputs({ E, T }: Pick<Parameters, "E" | "T">, batch: FilmBatch): Inputs {
  const { films, features, words, wordShares: shares, noFilmInput } = batch;
  return {
    ...(E && films && { "film id": rows(E, films) }), // e_i, [C, d]
    ...(features && { "genres and year": features }), // [C, width]
    ...(T && words && shares && { "mean of title words": weightedSum(shares, rows(T, words)) }), // [C, d]
    ...(noFilmInput && { nothing: noFilmInput }),
  };
}

/** sum_n w_n x_n for each row: w [B, 1, N] and x [B, N, d] give [B, d]. */
function weightedSum(w: tf.Tensor3D, x: tf.Tensor3D): tf.Tensor2D {
  return tf.squeeze(tf.matMul(w, x), [1]);
}

/** The layers above the inputs: h <- ReLU(h W + b), then a linear map to d numbers, at unit length. */
export function tower(layers: readonly Linear[], inputs: Inputs, { normalise }: Config) {
  const above: tf.Tensor2D[] = [];
  let h: tf.Tensor2D = tf.concat(Object.values(inputs), 1);
  for (const [n, layer] of layers.entries()) {
    const z = linear(h, layer);
    h = n < layers.length - 1 ? tf.relu(z) : normalise ? unit(z) : z;
    above.push(h);
  }
  return { above, vector: h };
}
