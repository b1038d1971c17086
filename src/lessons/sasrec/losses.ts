/** Three losses for "which film comes next": all films, some of them, or one stand against it. */
import * as tf from "@tensorflow/tfjs-core";
import type { BatchTensors } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { scoreAll } from "./model.ts";
import type { SasrecConfig as Config } from "./settings.ts";

/**
 * A weighted mean over what is asked; the weights are 0 for padding and sum to 1.
 * @param h [N, d], a vector for every question
 */
export function nextFilmLoss(
  parameters: Parameters,
  h: tf.Tensor2D,
  batch: BatchTensors,
  config: Config,
): tf.Scalar {
  const positive = scoreOf(parameters, h, batch.targets!); // s+, [N]
  const mean = (each: tf.Tensor) => tf.sum(tf.mul(each, batch.weights!)) as tf.Scalar;
  if (config.loss === "bce") {
    // L = -log sigma(s+) - log(1 - sigma(s-))              (Kang and McAuley 2018, eq. 7)
    const negative = scoreOf(parameters, h, batch.negatives!);
    return mean(tf.add(tf.softplus(tf.neg(positive)), tf.softplus(negative)));
  }
  if (config.loss === "sampled") {
    // L = -log e^s+ / (e^s+ + |I| / S sum over the S drawn of e^s)
    const drawn = tf.add(scoresOfDrawn(parameters, h, batch.negatives!), batch.correction!);
    const all = tf.concat([tf.expandDims(positive, 1), drawn], 1); // [N, 1 + S]
    return mean(tf.sub(logSumExp(all), positive));
  }
  // L = -log softmax(s)_next = log sum_j e^s_j - s+
  return mean(tf.sub(logSumExp(scoreAll(parameters, h)), positive));
}

/** s = h . e_i + beta_i, one film for each row of h, [N]. */
function scoreOf(parameters: Parameters, h: tf.Tensor2D, items: tf.Tensor): tf.Tensor1D {
  const e = tf.gather(parameters.O ?? parameters.E!, items as tf.Tensor1D);
  const s = tf.sum(tf.mul(h, e), 1);
  if (!parameters.beta) return s as tf.Tensor1D;
  return tf.add(s, tf.gather(parameters.beta, items as tf.Tensor1D)) as tf.Tensor1D;
}

/** The same S films for every row of h, [N, S]. */
function scoresOfDrawn(parameters: Parameters, h: tf.Tensor2D, items: tf.Tensor): tf.Tensor {
  const e = tf.gather(parameters.O ?? parameters.E!, items as tf.Tensor1D) as tf.Tensor2D;
  const s = tf.matMul(h, e, false, true);
  if (!parameters.beta) return s;
  return tf.add(s, tf.gather(parameters.beta, items as tf.Tensor1D));
}

/**
 * log sum_j e^s_j of each row; the largest score is taken out first, so that nothing overflows. Its slope
 * is the softmax, d/ds_j = e^s_j / sum: written out, because tfjs would go through the table three times
 * more for it.
 */
const logSumExp = tf.customGrad((s, save) => {
  const most = tf.max(s as tf.Tensor, 1, true); // [N, 1]
  const powers = tf.exp(tf.sub(s as tf.Tensor, most));
  const sum = tf.sum(powers, 1, true);
  (save as tf.GradSaveFunc)([powers, sum]);
  return {
    value: tf.squeeze(tf.add(tf.log(sum), most), [1]),
    gradFunc: (dy, saved) => {
      const [p, total] = saved as [tf.Tensor, tf.Tensor];
      return tf.mul(p, tf.div(tf.expandDims(dy as tf.Tensor, 1), total));
    },
  };
});
