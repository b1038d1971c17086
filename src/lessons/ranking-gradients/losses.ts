/**
 * What a list of films asks of its scores: pointwise, pairwise and listwise losses. All of them work on
 * whole batches of lists, filled up to the same length; `mask` is 1 for a film and 0 for filling.
 *
 *   s [B, L] scores    l [B, L] grades 0 to 4    mask [B, L]
 */
import * as tf from "@tensorflow/tfjs-core";
import { logSumExp } from "../../engine/layers.ts";
import type { RankingConfig } from "./lesson.ts";
import { swapDelta } from "./swap-delta.ts";

/** The lists of a batch, without what their films look like. */
export type Graded = {
  readonly grades: tf.Tensor2D; // [B, L]
  readonly mask: tf.Tensor2D; // [B, L]
  readonly ideal: tf.Tensor1D; // [B] the ideal DCG of each list
};

const BEST_GRADE = 4;
const FAR_BELOW = -1e9;

/** The loss of each list, [B], before any mean is taken. */
export function listLosses(s: tf.Tensor2D, lists: Graded, config: RankingConfig): tf.Tensor1D {
  const { grades, mask } = lists;
  switch (config.loss) {
    case "mse": // L = sum_i (s_i - l_i)^2
      return overFilms(tf.squaredDifference(s, grades), mask);
    case "bce": {
      // t_i = l_i / 4;  L = sum_i -t_i log sigma(s_i) - (1 - t_i) log(1 - sigma(s_i))
      const t = tf.div(grades, BEST_GRADE);
      return overFilms(tf.sub(tf.softplus(s), tf.mul(t, s)), mask);
    }
    case "ranknet": // L = sum over l_i > l_j of log(1 + e^-(s_i - s_j))          (Burges et al. 2005)
      return pairLosses(s, lists);
    case "lambdarank": // The same pairs, each weighed with what swapping it would change  (Burges et al. 2006)
      return pairLosses(s, lists, swapDelta(s, lists, config.measure));
    case "listnet": // q = softmax(l);  L = -sum_i q_i log softmax(s)_i               (Cao et al. 2007)
      return crossEntropy(tf.softmax(among(mask, grades)), s, mask);
    case "softmax": {
      // q_i = (2^l_i - 1) / sum_j (2^l_j - 1);  L = -sum_i q_i log softmax(s)_i
      const gains = tf.mul(mask, tf.sub(tf.exp(tf.mul(grades, Math.LN2)), 1));
      const q = tf.div(gains, tf.maximum(tf.sum(gains, 1, true), 1));
      return crossEntropy(q, s, mask);
    }
  }
}

/** What the sum over the batch is divided by: its films, its pairs, or its lists. */
export function batchSize(lists: Graded, { loss }: RankingConfig): tf.Tensor {
  if (loss === "mse" || loss === "bce") return tf.sum(lists.mask);
  if (loss === "ranknet") return tf.maximum(tf.sum(betterThan(lists)), 1);
  return tf.scalar(lists.mask.shape[0]);
}

/** Over the pairs of each list, [B], which weigh the same unless weights [B, L, L] are given. */
export function pairLosses(s: tf.Tensor2D, lists: Graded, weight?: tf.Tensor3D): tf.Tensor1D {
  const pairs = betterThan(lists);
  return tf.sum(tf.mul(pairCost(s), weight ? tf.mul(pairs, weight) : pairs), [1, 2]);
}

/** [B, L, L] log(1 + e^-(s_i - s_j)) = -log P_ij, where P_ij = sigma(s_i - s_j). */
function pairCost(s: tf.Tensor2D): tf.Tensor3D {
  return tf.softplus(tf.sub(tf.expandDims(s, 1), tf.expandDims(s, 2)));
}

/** [B, L, L] 1 where l_i > l_j and neither is filling: a pair of equal grades asks for nothing. */
function betterThan({ grades, mask }: Graded): tf.Tensor {
  const better = tf.cast(tf.greater(tf.expandDims(grades, 2), tf.expandDims(grades, 1)), "float32");
  return tf.mul(tf.mul(better, tf.expandDims(mask, 2)), tf.expandDims(mask, 1));
}

function crossEntropy(q: tf.Tensor, s: tf.Tensor2D, mask: tf.Tensor2D): tf.Tensor1D {
  // -sum_i q_i log softmax(s)_i = log sum_j e^s_j - sum_i q_i s_i, as the q_i sum to 1
  const shift = logSumExp(among(mask, s));
  return tf.sub(tf.mul(tf.sum(q, 1), shift), tf.sum(tf.mul(q, s), 1));
}

/** x, but filling counts as far below everything. */
function among(mask: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.mul(x, mask), tf.mul(tf.sub(1, mask), FAR_BELOW));
}

function overFilms(cost: tf.Tensor, mask: tf.Tensor): tf.Tensor1D {
  return tf.sum(tf.mul(cost, mask), 1);
}
