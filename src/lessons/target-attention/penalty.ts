/** L2 on the film table, in the three ways of the lesson. */
import * as tf from "@tensorflow/tfjs-core";
import { rows } from "../../engine/layers.ts";
import type { Batch } from "./batch.ts";
import type { TargetConfig as Config } from "./settings.ts";

/**
 * lambda sum_j |e_j|^2 in an epoch. In a step its share of that over all rows, or over those of the films in
 * the batch, 1 / n_j of it for each (mini-batch aware: what is not in the batch costs nothing).
 */
export function penalty(E: tf.Tensor2D, batch: Batch, { regularise, l2 }: Config): tf.Scalar {
  if (regularise === "none" || l2 === 0) return tf.scalar(0);
  if (regularise === "all") {
    return tf.mul(l2, tf.mul(tf.sum(batch.share!), tf.sum(tf.square(E))));
  }
  const pulled = (ids: tf.Tensor2D, pull: tf.Tensor2D) =>
    tf.sum<tf.Scalar>(tf.mul(tf.sum(tf.square(rows(E, ids)), 2), pull));
  return tf.mul(
    l2,
    tf.add(
      pulled(batch.history, batch.pullHistory!),
      pulled(batch.candidate, batch.pullCandidate!),
    ),
  );
}
