/**
 * SASRec: self-attentive sequential recommendation. A user's last n films go in, and at every position
 * comes out a vector that scores the film after it.
 *
 *   x_t = sqrt(d) (e_{i_t} + mean_g e_g) + p_t        film, its genres if they are read, and position
 *   x <- x + Drop(Attention(LN(x)))                   b times, each followed by
 *   x <- x + Drop(W2 ReLU(W1 LN(x) + b1) + b2)
 *   s_tj = LN(x_t) . e_j + beta_j                     the score of film j after position t
 *
 * Kang and McAuley 2018 (SASRec); Vaswani et al. 2017 (attention); Sun et al. 2019 (BERT4Rec, the
 * objective "cloze"). The film bias beta, the genres and the factor sqrt(d) are not in the paper.
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  dropout,
  layerNorm,
  normOf,
  rows,
  squaredNorm,
  table,
  times,
  vector,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { SequenceSplit } from "../../families/sequences/sequences.ts";
import type { Drops } from "../../families/sequences/windows.ts";
import { attentionBlock, initBlock, type Seen, START } from "./block.ts";
import { nextFilmLoss, type Questions } from "./losses.ts";
import { readsGenres } from "./reads-genres.ts";
import type { SasrecConfig as Config } from "./settings.ts";

export type Parameters = ReturnType<typeof init>;
/** What is read. */
export type Sequences = {
  readonly items: tf.Tensor2D; // [B, n] films on the right, padding on the left
  readonly mask: tf.Tensor3D; // [B, n, n] M_ts: 0 where t may look at s, -1e9 where it may not
  readonly hidden?: tf.Tensor3D; // [B, n, 1] 1 where a film is hidden
  readonly genreShares?: tf.Tensor3D; // [B, n, genres] 1 / (genres of the film) for each of them
};
export type Batch = Sequences &
  Drops &
  Questions & {
    readonly at?: tf.Tensor1D; // [N] the positions that are asked, of all B n; without it every one
  };

function init({ train: { items }, catalogue }: SequenceSplit, config: Config, rng: Rng) {
  const { length, dim, blocks, encoder, shared, positions, objective, bias } = config;
  return {
    E: table(rng, items, dim, START), // e_j, a row a film: read at the bottom, scored with at the top
    ...(!shared && { O: table(rng, items, dim, START) }), // a second table to score with
    ...(positions && { P: table(rng, length, dim, START) }), // p_t, a row a place; the last is "now"
    ...(objective === "cloze" && { hidden: table(rng, 1, dim, START) }), // stands in for hidden films
    ...(readsGenres(config) && { G: table(rng, catalogue.genres.length, dim, START) }), // e_g
    ...(bias && { beta: vector(items) }),
    blocks: Array.from({ length: encoder === "last" ? 0 : blocks }, () => initBlock(config, rng)),
    norm: normOf(dim),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const x = encode(parameters, batch, config); // [B, n, d]
  const flat: tf.Tensor2D = tf.reshape(x, [-1, config.dim]);
  // Cloze asks at hidden positions only.
  const h = batch.at ? rows(flat, batch.at) : flat; // [N, d]
  const loss = nextFilmLoss(parameters, h, batch);
  if (config.l2 === 0) return loss;
  return tf.add(loss, tf.mul(config.l2, squaredNorm(rows(parameters.E, batch.targets))));
}

export default defineModel({ init, loss });

/** What comes out at every position, [B, n, d]; `seen` collects what the blocks compute on the way. */
export function encode(
  { E, P, G, hidden, blocks, norm }: Parameters,
  batch: Sequences & Drops,
  config: Config,
  seen?: Seen[],
): tf.Tensor3D {
  let x = rows(E, batch.items); // e_{i_t}, [B, n, d]
  if (hidden && batch.hidden) {
    const shown = tf.sub(1, batch.hidden); // [B, n, 1]
    x = tf.add(tf.mul(x, shown), tf.mul(batch.hidden, hidden));
  }
  if (G && batch.genreShares) x = tf.add(x, times(batch.genreShares, G)); // + mean_g e_g
  x = tf.mul(x, Math.sqrt(config.dim));
  if (P) x = tf.add(x, P); // counted from the right: the last place is always "now"
  x = dropout(x, batch.drop);
  const mask = tf.expandDims<tf.Tensor4D>(batch.mask, 1); // the same for all heads, [B, 1, n, n]
  for (const [b, block] of blocks.entries()) {
    const drop = { A: batch[`dropA${b}` as const], F: batch[`dropF${b}` as const] };
    x = attentionBlock(block, x, mask, drop, config, seen);
  }
  return layerNorm(x, norm);
}
