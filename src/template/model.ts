/**
 * The smallest model that learns: one number a film, the same for everybody.
 *
 *   s_j = b_j                                      the score of film j, for any user
 *   L   = -log softmax(b)_i                        i is a film that somebody watched
 *
 * The loss is least where softmax(b)_i is the share of film i in what is watched: it learns popularity.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../engine/data/split.ts";
import { squaredNorm, vector } from "../engine/layers.ts";
import { defineModel } from "../engine/training/model.ts";
import type { TemplateConfig as Config } from "./lesson.ts";

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly films: tf.Tensor1D; // [B]
};

function init({ train: { items } }: Split) {
  return { b: vector(items) };
}

function loss({ b }: Parameters, { films }: Batch, { l2 }: Config): tf.Scalar {
  const own = tf.gather(b, films); // b_i, [B]
  // -log softmax(b)_i = log sum_j e^b_j - b_i
  const surprise = tf.sub<tf.Scalar>(tf.logSumExp(b), tf.mean(own));
  return tf.add(surprise, tf.mul(l2, squaredNorm(own)));
}

function score({ b }: Parameters, users: tf.Tensor1D): tf.Tensor2D {
  return tf.add(tf.zeros([users.size, b.size]), b); // [U, I]
}

export default defineModel({ init, loss, score });
