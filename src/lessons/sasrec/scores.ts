/** What a vector h scores: s_j = h . e_j + beta_j. */
import * as tf from "@tensorflow/tfjs-core";
import { rows } from "../../engine/layers.ts";

/** The films' vectors and biases: the table that is read, unless there is a second one to score with. */
export type Output = {
  readonly E: tf.Tensor2D; // [items, d]
  readonly O?: tf.Tensor2D | undefined; // [items, d]
  readonly beta?: tf.Tensor1D | undefined; // [items]
};

/** Scores of every film: h [N, d] gives s_j = h . e_j + beta_j, [N, items]. */
export function scoreAll({ E, O, beta }: Output, h: tf.Tensor2D): tf.Tensor2D {
  const s: tf.Tensor2D = tf.matMul(h, O ?? E, false, true);
  return beta ? tf.add(s, beta) : s;
}

/** The same S films for every row of h: items [S] gives [N, S]. */
export function scoreSome({ E, O, beta }: Output, h: tf.Tensor2D, items: tf.Tensor1D): tf.Tensor2D {
  const few = { E: rows(O ?? E, items), ...(beta && { beta: tf.gather(beta, items) }) };
  return scoreAll(few, h);
}

/** One film for each row of h: items [N] gives [N]. */
export function scoreEach({ E, O, beta }: Output, h: tf.Tensor2D, items: tf.Tensor1D): tf.Tensor1D {
  const s: tf.Tensor1D = tf.sum(tf.mul(h, rows(O ?? E, items)), 1);
  return beta ? tf.add(s, tf.gather(beta, items)) : s;
}
