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
import { linearsOf, logSumExp, rows, squaredNorm, table } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import { type FilmBatch, filmTower, type UserBatch, userTower } from "./towers.ts";

/** A learnt temperature goes no lower (Pancha et al. 2022, section 3.3). */
const LEAST_TEMPERATURE = 0.01;
/** Numbers in a hidden layer: however few the towers meet in, they are wide inside. */
export const HIDDEN = 64;

export type Parameters = ReturnType<typeof init>;
export type Batch = UserBatch &
  FilmBatch & {
    readonly correction: tf.Tensor2D; // [B, C] -log Q of the column's film, or -1e9: masked
    readonly ownCorrection: tf.Tensor1D; // [B] its diagonal
  };

function init({ train, content: { width, vocabulary } }: TwoTowerSplit, config: Config, rng: Rng) {
  const { dim, depth, ids, content, userIds, userContent, learnTemperature, temperature } = config;
  const userInputs = (userIds ? dim : 0) + (ids ? dim : 0) + (userContent ? width : 0);
  const filmInputs = (ids ? dim : 0) + (content ? width + dim : 0);
  const above = [...Array.from({ length: depth }, () => HIDDEN), dim]; // 64 -> ... -> d
  return {
    ...(ids && { E: table(rng, train.items, dim, 0.1) }), // e_i, a row a film, read by both towers
    ...(content && { T: table(rng, Math.max(1, vocabulary.length), dim, 0.1) }), // a row a title word
    ...(userIds && { P: table(rng, train.users, dim, 0.1) }), // a row a user
    u: linearsOf(rng, [Math.max(1, userInputs), ...above]),
    v: linearsOf(rng, [Math.max(1, filmInputs), ...above]),
    ...(learnTemperature && { logTau: tf.variable(tf.scalar(Math.log(temperature))) }),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const u = userTower(parameters, batch, config); // [B, d]
  const v = filmTower(parameters, batch, config); // [C, d]: the B positives, then B' uniform films
  const s = logits(parameters, u, v, config); // s_bc = u_b . v_c / tau, [B, C]
  // L = -log softmax(s_b - log Q)_b; masked films have -1e9 added        (Yi et al. 2019, eq. 5)
  const corrected = tf.add<tf.Tensor2D>(s, batch.correction);
  const own = tf.slice(v, [0, 0], [u.shape[0], -1]); // v of each row's positive
  const dots = tf.sum(tf.mul(u, own), 1);
  const positive = tf.add(tf.div(dots, tau(parameters, config)), batch.ownCorrection);
  const loss: tf.Scalar = tf.mean(tf.sub(logSumExp(corrected), positive));
  return config.l2 === 0 ? loss : tf.add(loss, tf.mul(config.l2, penalty(parameters, batch)));
}

export default defineModel({ init, loss });

/** No correction here: Q belongs to how negatives were drawn, not to what people like. */
export function score(
  parameters: Parameters,
  users: UserBatch,
  films: FilmBatch,
  config: Config,
): tf.Tensor2D {
  const u = userTower(parameters, users, config); // [B, d]
  const v = filmTower(parameters, films, config); // [C, d]
  return logits(parameters, u, v, config); // [B, C]
}

/** s = u . v / tau for everybody and everything: u [B, d] and v [C, d] give [B, C]. */
export function logits(
  parameters: Parameters,
  u: tf.Tensor2D,
  v: tf.Tensor2D,
  config: Config,
): tf.Tensor2D {
  const sharpened = tf.div<tf.Tensor2D>(u, tau(parameters, config)); // (u / tau) . v: fewer to divide
  return tf.matMul(sharpened, v, false, true);
}

/** The temperature: a setting, or a parameter. */
export function tau({ logTau }: Parameters, { temperature }: Config): tf.Scalar {
  return logTau ? tf.maximum(tf.exp(logTau), LEAST_TEMPERATURE) : tf.scalar(temperature);
}

/** |e_i|^2 of the films, |p|^2 of the users. */
function penalty({ E, P }: Parameters, { films, users }: Batch): tf.Scalar {
  const ofFilms = E && films ? squaredNorm(rows(E, films)) : tf.scalar(0);
  return P && users ? tf.add(ofFilms, squaredNorm(rows(P, users))) : ofFilms;
}
