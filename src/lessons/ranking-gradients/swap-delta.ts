/**
 * |delta M| of every pair: how much a measure of the list would change if films i and j swapped places
 * in the ranking of the current scores, all others staying. LambdaRank weighs its pairs with it.
 */
import * as tf from "@tensorflow/tfjs-core";
import { RELEVANT } from "./forces.ts";
import type { RankingConfig } from "./lesson.ts";
import type { Graded } from "./losses.ts";

/**
 * [B, L, L], as a constant: a rank is a step function of the scores, its derivative is zero wherever it
 * exists, so no gradient goes through here.
 */
export function swapDelta(
  s: tf.Tensor2D,
  lists: Graded,
  measure: RankingConfig["measure"],
): tf.Tensor3D {
  const constant = tf.customGrad(() => ({
    value: measured(s, lists, measure),
    gradFunc: () => tf.zerosLike(s),
  }));
  return constant(s);
}

function measured(s: tf.Tensor2D, lists: Graded, measure: RankingConfig["measure"]): tf.Tensor3D {
  const rank = ranks(s, lists.mask);
  if (measure === "ndcg") return ndcgDelta(rank, lists);
  const good = tf.cast(tf.greaterEqual(lists.grades, RELEVANT), "float32");
  const relevant = tf.mul<tf.Tensor2D>(good, lists.mask);
  return measure === "map" ? mapDelta(rank, relevant) : mrrDelta(rank, relevant);
}

/** r_i = 1 + the films above i; of equal scores the one that stands first in the list. [B, L] */
function ranks(s: tf.Tensor2D, mask: tf.Tensor2D): tf.Tensor2D {
  const [mine, others] = [tf.expandDims(s, 2), tf.expandDims(s, 1)]; // [B, L, 1], [B, 1, L]
  const higher = tf.cast(tf.greater(others, mine), "float32");
  const equal = tf.cast(tf.equal(others, mine), "float32");
  const above = tf.add(higher, tf.mul(equal, standsBefore(s.shape[1])));
  return tf.add(1, tf.sum(tf.mul(above, tf.expandDims(mask, 1)), 2));
}

/** [L, L] 1 where j stands before i. */
function standsBefore(length: number): tf.Tensor2D {
  const values = Float32Array.from({ length: length * length }, (_, n) =>
    n % length < Math.floor(n / length) ? 1 : 0,
  );
  return tf.tensor2d(values, [length, length]);
}

/** |2^l_i - 2^l_j| |1 / log2(1 + r_i) - 1 / log2(1 + r_j)| / IDCG */
function ndcgDelta(rank: tf.Tensor2D, { grades, mask, ideal }: Graded): tf.Tensor3D {
  const gains = tf.exp(tf.mul(grades, Math.LN2));
  const discounts = tf.div(Math.LN2, tf.log(tf.add(rank, 1)));
  const product = tf.mul(tf.abs(pairwise(gains)), tf.abs(pairwise(discounts)));
  const both = tf.mul(tf.expandDims(mask, 2), tf.expandDims(mask, 1));
  return tf.mul(product, tf.div(both, tf.maximum(tf.reshape(ideal, [-1, 1, 1]), 1e-6)));
}

/** x_i - x_j, [B, L, L] */
function pairwise(x: tf.Tensor): tf.Tensor {
  return tf.sub(tf.expandDims(x, 2), tf.expandDims(x, 1));
}

/**
 * Mean average precision: AP = 1/R sum over relevant i of c_i / r_i, c_i the relevant films down to i.
 * Let a stand above b and one of them be relevant. Between the relevant film at a and at b lie
 *   (c_a - rel_a + 1) / a  -  c_b / b  +  the sum of 1 / r over relevant films between them.
 */
function mapDelta(rank: tf.Tensor2D, relevant: tf.Tensor2D): tf.Tensor3D {
  const downTo = tf.cast(tf.lessEqual(tf.expandDims(rank, 1), tf.expandDims(rank, 2)), "float32"); // [B, i, j] 1 where j stands at or above i
  const share = tf.div(relevant, rank);
  const c = tf.sum(tf.mul(downTo, tf.expandDims(relevant, 1)), 2);
  const h = tf.sum(tf.mul(downTo, tf.expandDims(share, 1)), 2);
  const atA = tf.sub(tf.div(tf.add(tf.sub(c, relevant), 1), rank), h);
  const atB = tf.sub(tf.sub(h, share), tf.div(c, rank));
  const upper = tf.add(tf.expandDims(atA, 2), tf.expandDims(atB, 1)); // a = i, b = j
  return oneRelevant(upper, rank, relevant, tf.sum(relevant, 1, true));
}

/**
 * Reciprocal rank of the first relevant film, at rank F, the next one at rank S. Let a stand above b and
 * one of them be relevant: if a is the first relevant one, it falls to min(b, S); if b is relevant and a
 * stands above the first, it rises to a; else nothing changes.
 */
function mrrDelta(rank: tf.Tensor2D, relevant: tf.Tensor2D): tf.Tensor3D {
  const NEVER = 1e9;
  const ranked = tf.add(tf.mul(relevant, rank), tf.mul(tf.sub(1, relevant), NEVER));
  const first = tf.min(ranked, 1, true); // F, [B, 1]
  const isFirst = tf.cast(tf.equal(ranked, first), "float32");
  const second = tf.min(tf.add(ranked, tf.mul(isFirst, NEVER)), 1, true); // S, [B, 1]
  const falls = tf.sub(
    tf.expandDims(tf.mul(isFirst, tf.div(1, first)), 2),
    tf.mul(
      tf.expandDims(isFirst, 2),
      tf.div(1, tf.minimum(tf.expandDims(rank, 1), tf.expandDims(second, 2))),
    ),
  );
  const rises = tf.expandDims(tf.relu(tf.sub(tf.div(1, rank), tf.div(1, first))), 2);
  const upper = tf.add(falls, tf.mul(rises, tf.expandDims(relevant, 1)));
  return oneRelevant(upper, rank, relevant, tf.onesLike(first));
}

/** Takes the value of the film above, where exactly one of the two is relevant; both ways round. */
function oneRelevant(
  upper: tf.Tensor,
  rank: tf.Tensor,
  relevant: tf.Tensor2D,
  by: tf.Tensor,
): tf.Tensor3D {
  const differ = tf.abs(pairwise(relevant));
  const iAbove = tf.cast(tf.less(tf.expandDims(rank, 2), tf.expandDims(rank, 1)), "float32");
  const kept = tf.mul(tf.mul(upper, iAbove), differ);
  const both = tf.add(kept, tf.transpose(kept, [0, 2, 1]));
  return tf.div(both, tf.maximum(tf.expandDims(by, 2), 1));
}
