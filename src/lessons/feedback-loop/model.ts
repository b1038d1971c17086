/**
 * A click model that learns from what was shown: a product of two vectors and a bias of the film, as in Matrix
 * factorization.
 *
 *   s_ui = p_u . v_i + b_i + b_0      believed probability of a click: sigma(s_ui)
 *   L    = softplus(s) - y s + l2 (|p_u|^2 + |v_i|^2 + b_i^2)      y: 1 clicked, 0 not
 *
 * The model is ordinary on purpose. What the lesson is about is where its examples come from: from lists that
 * it has made itself.
 */
import * as tf from "@tensorflow/tfjs-core";
import { rows, squaredNorm, table, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { WorldSplit } from "./prepare.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

/** Vectors start as N(0, 0.05^2), biases at 0. */
const START = 0.05;

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly user: tf.Tensor1D; // [B] people of the world
  readonly film: tf.Tensor1D; // [B] films of the world
  readonly label: tf.Tensor1D; // [B] 1 clicked, 0 not
};

function init({ world }: WorldSplit, { dim }: Config, rng: Rng) {
  return {
    P: table(rng, world.people, dim, START),
    V: table(rng, world.films, dim, START),
    b: table(rng, world.films, 1, 0),
    b0: vector(1),
  };
}

/** s of the pairs of a batch, [B] */
function logits({ b0 }: Parameters, p: tf.Tensor2D, v: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor1D {
  const dot = tf.sum(tf.mul(p, v), 1, true); // p_u . v_i
  return tf.reshape(tf.add(tf.add(dot, b), b0), [-1]);
}

function loss(parameters: Parameters, batch: Batch, { l2 }: Config): tf.Scalar {
  const p = rows(parameters.P, batch.user);
  const v = rows(parameters.V, batch.film);
  const b = rows(parameters.b, batch.film);
  const s = logits(parameters, p, v, b);
  const clicks = tf.mean(tf.sub(tf.softplus(s), tf.mul(batch.label, s)));
  const squares = tf.add(tf.add(squaredNorm(p), squaredNorm(v)), squaredNorm(b));
  return tf.add(clicks, tf.mul(l2, squares));
}

/** s of every film for these people, [people, films]. */
function score({ P, V, b, b0 }: Parameters, users: tf.Tensor1D): tf.Tensor2D {
  const all = tf.matMul(rows(P, users), V, false, true);
  return tf.add(tf.add<tf.Tensor2D>(all, tf.transpose(b)), b0);
}

export default defineModel({ init, loss, score });
