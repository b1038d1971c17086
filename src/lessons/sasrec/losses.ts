/** Three losses for "which film comes next": all films, some of them, or one stand against it. */
import * as tf from "@tensorflow/tfjs-core";
import { logSumExp } from "../../engine/layers.ts";
import { type Output, scoreAll, scoreEach, scoreSome } from "./scores.ts";

/** What is asked, and what stands against the answer. */
export type Questions = {
  readonly targets: tf.Tensor1D; // [N] the film that is right
  readonly weights: tf.Tensor1D; // [N] 0 for padding; they sum to 1
  readonly negatives?: tf.Tensor1D; // [N] a film for each question, or [S] the same for all
  readonly correction?: tf.Tensor2D; // [N, S] log(|I| / S), or -1e9 where the film is the answer
};

/**
 * A weighted mean over what is asked.
 * @param h [N, d], a vector for every question
 */
export function nextFilmLoss(
  output: Output,
  h: tf.Tensor2D,
  { targets, weights, negatives, correction }: Questions,
): tf.Scalar {
  const positive = scoreEach(output, h, targets); // s+, [N]
  const mean = (each: tf.Tensor1D): tf.Scalar => tf.sum(tf.mul(each, weights));
  if (negatives && correction) {
    // L = -log e^s+ / (e^s+ + |I| / S sum over the S drawn of e^s)
    const drawn = tf.add<tf.Tensor2D>(scoreSome(output, h, negatives), correction);
    const all = tf.concat([tf.expandDims<tf.Tensor2D>(positive, 1), drawn], 1); // [N, 1 + S]
    return mean(tf.sub(logSumExp(all), positive));
  }
  if (negatives) {
    // L = -log sigma(s+) - log(1 - sigma(s-))              (Kang and McAuley 2018, eq. 7)
    const negative = scoreEach(output, h, negatives);
    return mean(tf.add(tf.softplus(tf.neg(positive)), tf.softplus(negative)));
  }
  // L = -log softmax(s)_next = log sum_j e^s_j - s+
  return mean(tf.sub(logSumExp(scoreAll(output, h)), positive));
}
