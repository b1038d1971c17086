/**
 * BERT4Rec: some films of a sequence are hidden, and each is guessed from what stands on both sides of it.
 *
 *   x_t = LN(e_{i_t} + p_t)                              the film, or [mask], and its place
 *   a = LN(x + Drop(Attention(x)))                       L times: every place looks at all
 *   x <- LN(a + Drop(W2 GELU(W1 a + b1) + b2))
 *   h_t = LN(GELU(x_t W_P + b_P))
 *   P(i | ..) = softmax(h_t . e_i + b_i)                 what stood at a hidden place t
 *   L = -1/|M| sum_{t in M} log P(i_t | ..)              M: the hidden places
 *
 * Sun et al. 2019 (BERT4Rec); Devlin et al. 2018 (BERT); Taylor 1953 (the cloze procedure). With the
 * objective "next" a place sees none after it and is asked for the film after it, as in SASRec. The LN of
 * x_t and h_t are in the released code, not in the paper.
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  dropout,
  layerNorm,
  linear,
  linearOf,
  logSumExp,
  normOf,
  rows,
  squaredNorm,
  table,
  vector,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { SequenceSplit } from "../../families/sequences/sequences.ts";
import type { Drops, Placed, Questions } from "../../families/sequences/windows.ts";
import { activated, blockOf, START, throughBlock } from "./block.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

export type Parameters = ReturnType<typeof init>;
export type Sequences = Pick<Placed, "items" | "mask"> & Partial<Placed>;
export type Batch = Sequences &
  Questions &
  Drops & {
    readonly negatives?: tf.Tensor1D; // [N] with BCE, a film against each answer
  };

function init(
  { train: { items } }: SequenceSplit,
  { length, dim, blocks, projection, objective }: Config,
  rng: Rng,
) {
  return {
    E: table(rng, items, dim, START), // e_i, a row a film: read at the bottom, scored with at the top
    ...(objective === "cloze" && { hidden: table(rng, 1, dim, START) }), // [mask]
    P: table(rng, length, dim, START), // p_t, a row a place; the last is "now"
    norm: normOf(dim),
    blocks: Array.from({ length: blocks }, () => blockOf(rng, dim)),
    ...(projection && { projection: linearOf(rng, dim, dim, START), last: normOf(dim) }), // W_P, b_P
    bias: vector(items), // b_i
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const { targets, weights, negatives, at } = batch;
  const x: tf.Tensor2D = tf.reshape(encode(parameters, batch, config), [-1, config.dim]);
  const h = project(parameters, at ? rows(x, at) : x, config); // [N, d], at what is asked
  const right = scoreEach(parameters, h, targets);
  const each = negatives
    ? // -log sigma(s) - log(1 - sigma(s-))
      tf.add(tf.softplus(tf.neg(right)), tf.softplus(scoreEach(parameters, h, negatives)))
    : // -log softmax(s)_i = log sum_j e^s_j - s_i
      tf.sub(logSumExp(scores(parameters, h)), right);
  const penalty = tf.mul(config.l2, squaredNorm(rows(parameters.E, targets)));
  return tf.add(tf.sum(tf.mul(each, weights)), penalty);
}

export default defineModel({ init, loss });

/** What comes out at every place, [B, n, d]; `seen` collects what the heads gave. */
export function encode(
  { E, hidden, P, norm, blocks }: Parameters,
  batch: Sequences & Drops,
  config: Config,
  seen?: tf.Tensor4D[],
): tf.Tensor3D {
  let x = rows(E, batch.items); // e_{i_t}, [B, n, d]
  if (hidden && batch.hidden) {
    x = tf.add(tf.mul(x, tf.sub(1, batch.hidden)), tf.mul(batch.hidden, hidden));
  }
  x = dropout(layerNorm(tf.add<tf.Tensor3D>(x, P), norm), batch.drop); // LN(e + p)
  const mask = tf.expandDims<tf.Tensor4D>(batch.mask, 1); // the same for all heads, [B, 1, n, n]
  for (const [b, block] of blocks.entries()) {
    const drop = { A: batch[`dropA${b}` as const], F: batch[`dropF${b}` as const] };
    x = throughBlock(block, x, mask, drop, config, seen);
  }
  return x;
}

/** h = LN(GELU(x W_P + b_P)), [N, d] */
export function project(
  { projection, last }: Parameters,
  x: tf.Tensor2D,
  config: Config,
): tf.Tensor2D {
  return projection && last ? layerNorm(activated(linear(x, projection), config), last) : x;
}

/** s_i = h . e_i + b_i of every film, [N, items] */
export const scores = ({ E, bias }: Parameters, h: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(h, E, false, true), bias);

/** One film for each row of h: items [N] gives [N]. */
const scoreEach = ({ E, bias }: Parameters, h: tf.Tensor2D, items: tf.Tensor1D): tf.Tensor1D =>
  tf.add(tf.sum(tf.mul(h, rows(E, items)), 1), tf.gather(bias, items));
