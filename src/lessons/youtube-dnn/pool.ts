/**
 * From the vectors of some films to one, whatever their order: padding takes no part.
 *
 *   mean       1/n sum_t e_t
 *   sum        sum_t e_t
 *   max        the largest of e_t, number by number
 *   attention  sum_t a_t e_t,  a = softmax(w . tanh(W e_t + b))       (Yang et al. 2016, equations 5 to 7)
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Linear, linear } from "../../engine/layers.ts";
import type { Pooling } from "./settings.ts";

/** Added to what must not be the largest: e to it is 0. */
const NOT = -1e9;

/** The weights of the attention: W, b and w. */
export type Attention = { readonly map: Linear; readonly w: tf.Tensor2D };

/**
 * @param e the films, [B, H, d]
 * @param open 1 for a film, 0 for padding, [B, H]; each row has a film
 * @returns [B, d]
 */
export function pool(
  e: tf.Tensor3D,
  open: tf.Tensor2D,
  pooling: Pooling,
  attention?: Attention,
): tf.Tensor2D {
  if (pooling === "max") {
    const closed = tf.mul(tf.sub(1, tf.expandDims<tf.Tensor3D>(open, 2)), NOT); // [B, H, 1]
    return tf.max(tf.add(e, closed), 1);
  }
  return tf.squeeze(tf.matMul(shares(e, open, pooling, attention), e), [1]);
}

/** How much each film counts, [B, 1, H]; a maximum has no such weights. */
export function shares(
  e: tf.Tensor3D,
  open: tf.Tensor2D,
  pooling: Exclude<Pooling, "max">,
  attention?: Attention,
): tf.Tensor3D {
  const row = tf.expandDims<tf.Tensor3D>(open, 1); // [B, 1, H]
  if (pooling === "sum") return row;
  if (pooling === "mean" || !attention) return tf.div(row, tf.sum(row, 2, true));
  const [B, H] = open.shape;
  const hidden: tf.Tensor3D = tf.tanh(linear(e, attention.map)); // [B, H, d]
  const flat: tf.Tensor2D = tf.reshape(hidden, [B * H, -1]);
  const s: tf.Tensor3D = tf.reshape(tf.matMul(flat, attention.w), [B, 1, H]);
  return tf.softmax(tf.add<tf.Tensor3D>(s, tf.mul(tf.sub(1, row), NOT)));
}
