/**
 * Matrix factorization as a network: two embedding tables and a dot product.
 *
 *   s_ui = p_u . q_i + b_i                the score of film i for user u
 *
 * The loss, and where the negatives come from, decide what it learns.
 *
 * Koren, Bell, Volinsky 2009; Rendle et al. 2009 (BPR); He et al. 2017 and Rendle et al. 2020 (dot or MLP).
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../../engine/data/split.ts";
import { linear, logSumExp, rows, squaredNorm, table, times, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";

/** A hard negative is the one that the current model scores highest among this many drawn. */
export const CANDIDATES = 5;

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly users: tf.Tensor1D; // [B]
  readonly items: tf.Tensor2D; // [B, 1 + K]: the positive, then its negatives
  readonly stars?: tf.Tensor2D; // [B, 1] less their mean
  readonly correction?: tf.Tensor2D; // [B, B] -log Q of the column's film, or -1e9: masked
  readonly ownCorrection?: tf.Tensor1D; // [B] its diagonal
};

function init({ train: { users, items } }: Split, config: Config, rng: Rng) {
  const { dim, scorer, loss, biases } = config;
  return {
    P: table(rng, users, dim, 0.05), // p_u, a row a user
    Q: table(rng, items, dim, 0.05), // q_i, a row a film
    ...(biases && { b: vector(items) }), // b_i
    ...(biases && loss === "mse" && { bUser: vector(users) }), // b_u
    ...(scorer === "mlp" && { mlp: initMlp(dim, rng) }),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const { P, Q, b } = parameters;
  const { users, items, correction, ownCorrection, stars } = batch;
  const [p, q] = [rows(P, users), rows(Q, items)]; // [B, d], [B, 1 + K, d]
  const penalty = tf.mul<tf.Scalar>(config.l2, tf.add(squaredNorm(p), squaredNorm(q)));

  if (correction && ownCorrection) {
    // s_bc = p_b . q_c + b_c: the positives of the other rows are the negatives of row b.
    const positives: tf.Tensor1D = tf.reshape(items, [-1]);
    const s = plusBias(allScores(parameters, p, tf.squeeze(q, [1])), b, positives);
    // L = -log softmax(s_b - log Q)_b, other positives of the same user masked   (Yi et al. 2019, eq. 5)
    const corrected = tf.add<tf.Tensor2D>(s, correction); // [B, B]
    const own = plusBias(scores(parameters, p, q), b, items); // the diagonal, [B, 1]
    const positive = tf.add(tf.squeeze(own, [1]), ownCorrection);
    return tf.add(tf.mean(tf.sub(logSumExp(corrected), positive)), penalty);
  }

  const s = plusBias(scores(parameters, p, q), b, items); // [B, 1 + K]
  const positive = tf.slice(s, [0, 0], [-1, 1]); // s_ui, [B, 1]
  if (stars) {
    // L = (r_ui - s_ui - b_u)^2 on the stars given; it learns nothing of films that nobody rated.
    const predicted = predictedStars(parameters, users, items);
    return tf.add(tf.mean(tf.square(tf.sub(stars, predicted))), penalty);
  }
  if (items.shape[1] === 1) {
    // K = 0: L = -log sigma(s_ui), which a model that says yes to everything makes 0.
    return tf.add(tf.mean(tf.softplus(tf.neg(positive))), penalty);
  }
  const negative = hardest(tf.slice(s, [0, 1]), config); // s_uj, [B, K]
  const loss =
    config.loss === "bpr"
      ? // L = sum_j -log sigma(s_ui - s_uj)                             (Rendle et al. 2009)
        tf.sum(tf.softplus(tf.sub(negative, positive)), 1)
      : // L = -log sigma(s_ui) - sum_j log(1 - sigma(s_uj));  softplus(x) = -log sigma(-x)
        tf.add(tf.squeeze(tf.softplus(tf.neg(positive)), [1]), tf.sum(tf.softplus(negative), 1));
  return tf.add(tf.mean(loss), penalty);
}

function score(parameters: Parameters, users: tf.Tensor1D): tf.Tensor2D {
  const { P, Q, b } = parameters;
  const s = allScores(parameters, rows(P, users), Q);
  return b ? tf.add(s, b) : s; // [U, I]
}

/** s_ui + b_u: the stars that user u gives film i, less the mean of all stars; users [B], items [B, 1]. */
export function predictedStars(parameters: Parameters, users: tf.Tensor1D, items: tf.Tensor2D) {
  const { P, Q, b, bUser } = parameters;
  const s = plusBias(scores(parameters, rows(P, users), rows(Q, items)), b, items); // [B, 1]
  return plusBias(s, bUser, tf.expandDims(users, 1));
}

export default defineModel({ init, loss, score });

/** s_uj of the negatives that teach: all of them, or the best-scored of every few candidates. */
function hardest(s: tf.Tensor2D, { negatives, numNegatives }: Config): tf.Tensor2D {
  if (negatives !== "hard") return s;
  return tf.max(tf.reshape(s, [-1, numNegatives, CANDIDATES]), 2);
}

/** phi(p_u, q_i) for pairs: p [B, d] and q [B, n, d] give [B, n]. */
export function scores({ mlp }: Parameters, p: tf.Tensor2D, q: tf.Tensor3D): tf.Tensor2D {
  const each = tf.expandDims<tf.Tensor3D>(p, 1); // [B, 1, d]
  if (!mlp) return tf.sum(tf.mul(each, q), 2); // p_u . q_i
  return throughMlp(mlp, tf.add(times(each, mlp.Wp), times(q, mlp.Wq)));
}

/** s + b[ids], where the model has such a bias. */
function plusBias(
  s: tf.Tensor2D,
  b: tf.Tensor1D | undefined,
  ids: tf.Tensor1D | tf.Tensor2D,
): tf.Tensor2D {
  return b ? tf.add(s, tf.gather(b, ids)) : s;
}

/** phi(p_u, q_i) for everybody and everything: p [U, d] and q [I, d] give [U, I]. */
function allScores({ mlp }: Parameters, p: tf.Tensor2D, q: tf.Tensor2D): tf.Tensor2D {
  if (!mlp) return tf.matMul(p, q, false, true);
  const [users, items] = [p.shape[0], q.shape[0]];
  // Every pair goes through the network, so that a block of a few users is all that fits in memory.
  const projected = tf.expandDims(times(q, mlp.Wq), 0); // [1, I, 2d]
  const blocks: tf.Tensor2D[] = [];
  for (let start = 0; start < users; start += USERS_PER_BLOCK) {
    const some = tf.slice(p, [start, 0], [Math.min(USERS_PER_BLOCK, users - start), -1]);
    blocks.push(
      tf.tidy(() => throughMlp(mlp, tf.add(tf.expandDims(times(some, mlp.Wp), 1), projected))),
    );
  }
  return tf.reshape(tf.concat(blocks, 0), [users, items]);
}
const USERS_PER_BLOCK = 16;

/** [p_u ; q_i] -> 2d -> d -> 1, initialised as He et al. 2015 do for ReLU; the first map in two halves. */
function initMlp(d: number, rng: Rng) {
  const deviation = Math.sqrt(1 / d);
  return {
    Wp: table(rng, d, 2 * d, deviation),
    Wq: table(rng, d, 2 * d, deviation),
    c1: vector(2 * d),
    hidden: { W: table(rng, 2 * d, d, deviation), b: vector(d) },
    w3: table(rng, d, 1, deviation),
  };
}

/** The MLP after its first, linear map: [.., n, 2d] -> [.., n]. */
function throughMlp(mlp: ReturnType<typeof initMlp>, h: tf.Tensor3D): tf.Tensor2D {
  const h1 = tf.relu(tf.add<tf.Tensor3D>(h, mlp.c1));
  const h2 = tf.relu(linear(h1, mlp.hidden));
  return tf.squeeze(times(h2, mlp.w3), [2]);
}
