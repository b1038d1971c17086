/**
 * Matrix factorization as a network: two embedding tables and a dot product.
 *
 *   s_ui = p_u . q_i + b_i                the score of film i for user u
 *
 * What it is taught with decides what it learns: the loss (pointwise BCE, pairwise BPR, squared error on
 * stars) and where the negatives come from (uniform, popularity, hard, the rest of the batch).
 *
 * Koren, Bell, Volinsky 2009; Rendle et al. 2009 (BPR); He et al. 2017 and Rendle et al. 2020 (dot or MLP).
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Model, Parameters } from "../../engine/training/model.ts";
import { drawBatch } from "./draw.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import { probes } from "./probes.ts";

/** A hard negative is the one that the current model scores highest among this many drawn. */
export const CANDIDATES = 5;

const model: Model<Config> = {
  /** An epoch visits every training interaction once. */
  examples: ({ train }) => train.item.length,

  init({ train: { users, items } }, { dim, scorer, loss, biases }, rng) {
    const normal = (rows: number, columns: number, deviation: number) =>
      tf.tensor2d(rng.normals(rows * columns, deviation), [rows, columns]);
    return {
      P: tf.variable(normal(users, dim, 0.05)), // p_u, a row a user
      Q: tf.variable(normal(items, dim, 0.05)), // q_i, a row a film
      ...(biases && { b: tf.variable(tf.zeros([items])) }), // b_i
      ...(biases && loss === "mse" && { bUser: tf.variable(tf.zeros([users])) }), // b_u
      ...(scorer === "mlp" && {
        // [p_u ; q_i] -> 2d -> d -> 1, initialised as He et al. 2015 do for ReLU
        Wp: tf.variable(normal(dim, 2 * dim, Math.sqrt(1 / dim))),
        Wq: tf.variable(normal(dim, 2 * dim, Math.sqrt(1 / dim))),
        c1: tf.variable(tf.zeros([2 * dim])),
        W2: tf.variable(normal(2 * dim, dim, Math.sqrt(1 / dim))),
        c2: tf.variable(tf.zeros([dim])),
        w3: tf.variable(normal(dim, 1, Math.sqrt(1 / dim))),
      }),
    };
  },

  draw: drawBatch,

  loss(parameters, batch, config) {
    const users = batch.users as tf.Tensor1D; // [B]
    const items = batch.items as tf.Tensor2D; // [B, 1 + K]: the positive, then its negatives
    const p = tf.gather(parameters.P!, users); // [B, d]
    const q = tf.gather(parameters.Q!, items); // [B, 1 + K, d]
    const penalty = tf.mul(config.l2, tf.add(squaredNorm(p), squaredNorm(q)));

    if (config.negatives === "in-batch" && config.loss !== "mse") {
      // s_bc = p_b . q_c + b_c: the positives of the other rows are the negatives of row b.
      const s = plusBias(
        parameters.b,
        tf.reshape(items, [-1]),
        allScores(parameters, p, tf.squeeze(q, [1])),
      );
      // L = -log softmax(s_b - log Q)_b, other positives of the same user masked   (Yi et al. 2019, eq. 5)
      const corrected = tf.add(s, batch.correction!); // [B, B]
      const own = plusBias(parameters.b, items, scores(parameters, p, q)); // the diagonal, [B, 1]
      const positive = tf.add(tf.squeeze(own, [1]), batch.ownCorrection!);
      return tf.add(tf.mean(tf.sub(tf.logSumExp(corrected, 1), positive)), penalty);
    }

    const s = plusBias(parameters.b, items, scores(parameters, p, q)); // [B, 1 + K]
    const positive = tf.slice(s, [0, 0], [-1, 1]); // s_ui, [B, 1]
    if (config.loss === "mse") {
      // L = (r_ui - s_ui - b_u)^2 on the stars given; it learns nothing of films that nobody rated.
      const predicted = plusBias(parameters.bUser, tf.expandDims(users, 1), positive);
      const error = tf.sub(batch.stars!, predicted);
      return tf.add(tf.mean(tf.square(error)), penalty);
    }
    const negative = hardest(tf.slice(s, [0, 1]), config); // s_uj, [B, K]
    const loss =
      config.loss === "bpr"
        ? // L = sum_j -log sigma(s_ui - s_uj)                             (Rendle et al. 2009)
          tf.sum(tf.softplus(tf.sub(negative, positive)), 1)
        : // L = -log sigma(s_ui) - sum_j log(1 - sigma(s_uj));  softplus(x) = -log sigma(-x)
          tf.add(tf.squeeze(tf.softplus(tf.neg(positive)), [1]), tf.sum(tf.softplus(negative), 1));
    return tf.add(tf.mean(loss), penalty) as tf.Scalar;
  },

  score(parameters, users) {
    const s = allScores(parameters, tf.gather(parameters.P!, users), parameters.Q!); // [U, I]
    return (parameters.b ? tf.add(s, parameters.b) : s) as tf.Tensor2D;
  },

  itemVectors: ({ Q }) => tf.clone(Q as unknown as tf.Tensor2D), // q_i, a row a film

  probes,
};
export default model;

/** s_uj of the negatives that teach: all of them, or the best-scored of every few candidates. */
function hardest(s: tf.Tensor, { negatives, numNegatives }: Config): tf.Tensor {
  if (negatives !== "hard") return s;
  return tf.max(tf.reshape(s, [-1, numNegatives, CANDIDATES]), 2);
}

/** phi(p_u, q_i) for pairs: p [B, d] and q [B, n, d] give [B, n]. */
export function scores(parameters: Parameters, p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  const rows = tf.expandDims(p, 1); // [B, 1, d]
  if (!parameters.Wp) return tf.sum(tf.mul(rows, q), 2); // p_u . q_i
  return mlp(parameters, tf.add(project(rows, parameters.Wp), project(q, parameters.Wq!)));
}

/** s + b[ids], where the model has such a bias. */
function plusBias(b: tf.Variable | undefined, ids: tf.Tensor, s: tf.Tensor): tf.Tensor {
  return b ? tf.add(s, tf.gather(b, ids as tf.Tensor1D)) : s;
}

/** phi(p_u, q_i) for everybody and everything: p [U, d] and q [I, d] give [U, I]. */
function allScores(parameters: Parameters, p: tf.Tensor, q: tf.Tensor): tf.Tensor2D {
  if (!parameters.Wp) return tf.matMul(p as tf.Tensor2D, q as tf.Tensor2D, false, true);
  const [users, items] = [p.shape[0]!, q.shape[0]!];
  // Every pair goes through the network, so that a block of a few users is all that fits in memory.
  const projected = tf.expandDims(project(q, parameters.Wq!), 0); // [1, I, 2d]
  const blocks: tf.Tensor[] = [];
  for (let start = 0; start < users; start += USERS_PER_BLOCK) {
    const rows = tf.slice(p, [start, 0], [Math.min(USERS_PER_BLOCK, users - start), -1]);
    blocks.push(
      tf.tidy(() =>
        mlp(parameters, tf.add(tf.expandDims(project(rows, parameters.Wp!), 1), projected)),
      ),
    );
  }
  return tf.reshape(tf.concat(blocks, 0), [users, items]) as tf.Tensor2D;
}
const USERS_PER_BLOCK = 16;

/** The MLP after its first, linear map: [.., n, 2d] -> [.., n]. */
function mlp(parameters: Parameters, h: tf.Tensor): tf.Tensor {
  const h1 = tf.relu(tf.add(h, parameters.c1!));
  const h2 = tf.relu(tf.add(project(h1, parameters.W2!), parameters.c2!));
  return tf.squeeze(project(h2, parameters.w3!), [h2.rank - 1]);
}

/** x W over the last axis, whatever the others are. */
function project(x: tf.Tensor, W: tf.Tensor): tf.Tensor {
  const [inputs, outputs] = W.shape as [number, number];
  const flat = tf.matMul(tf.reshape(x, [-1, inputs]) as tf.Tensor2D, W as tf.Tensor2D);
  return tf.reshape(flat, [...x.shape.slice(0, -1), outputs]);
}

/** Mean over the batch of |x|^2, x [B, .., d]: what one example holds is summed. */
function squaredNorm(x: tf.Tensor): tf.Tensor {
  return tf.div(tf.sum(tf.square(x)), x.shape[0]!);
}
