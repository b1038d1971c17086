/**
 * One block of the speller: attention over what stands before, in a decoder with an encoder also over what
 * that has read, then a feed-forward network; each reads LN(x) and adds to x (Vaswani et al. 2017; LN before,
 * as T5 has it).
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  attend,
  attentionWeights,
  dropout,
  intoHeads,
  layerNorm,
  linear,
  linearOf,
  normOf,
  table,
  times,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";

/** Weights start as N(0, 0.02^2), as in BERT and T5's small relatives. */
export const START = 0.02;

/** Keys and values of what may be looked at, [B, heads, n, d_k] each. */
export type Kept = { readonly k: tf.Tensor4D; readonly v: tf.Tensor4D };
/** What may be looked at, and by whom: mask [B or 1, 1, m, n], 0 or -1e9. */
export type View = { readonly kept: Kept; readonly mask: tf.Tensor4D };

export type Attention = ReturnType<typeof attentionOf>;
export type Block = ReturnType<typeof blockOf>;

const attentionOf = (rng: Rng, d: number) => ({
  before: normOf(d),
  WQ: table(rng, d, d, START),
  WK: table(rng, d, d, START),
  WV: table(rng, d, d, START),
  WO: table(rng, d, d, START),
});

/** @param cross with attention over what an encoder has read */
export const blockOf = (rng: Rng, d: number, cross: boolean) => ({
  own: attentionOf(rng, d),
  ...(cross && { other: attentionOf(rng, d) }),
  before: normOf(d),
  first: linearOf(rng, d, d, START),
  second: linearOf(rng, d, d, START),
});

/** K = x WK and V = x WV of every position. */
export const keep = (x: tf.Tensor3D, { WK, WV }: Attention, heads: number): Kept => ({
  k: intoHeads(times(x, WK), heads),
  v: intoHeads(times(x, WV), heads),
});

/** softmax(x WQ K' / sqrt(d_k) + M) V WO */
function look(x: tf.Tensor3D, { WQ, WO }: Attention, { kept, mask }: View, heads: number) {
  const A = attentionWeights(intoHeads(times(x, WQ), heads), kept.k, mask);
  return times(attend(A, kept.v), WO);
}

/**
 * @param x [B, m, d]
 * @param past what stood before x, already kept; `mask` is over it and x, in this order
 * @param read what an encoder has read
 * @param drops dropout masks of the two branches
 * @returns what comes out, and what is kept now
 */
export function throughBlock(
  x: tf.Tensor3D,
  weights: Block,
  mask: tf.Tensor4D,
  heads: number,
  {
    past,
    read,
    drops,
  }: { past?: Kept; read?: View; drops?: readonly (tf.Tensor | undefined)[] } = {},
): { x: tf.Tensor3D; kept: Kept } {
  const { own, other, before, first, second } = weights;
  // x <- x + Drop(Attention(LN(x)))
  const g = layerNorm(x, own.before);
  const fresh = keep(g, own, heads);
  const kept = past ? joined(past, fresh) : fresh;
  x = tf.add(x, dropout(look(g, own, { kept, mask }, heads), drops?.[0]));
  // x <- x + Attention over what was read
  if (other && read) x = tf.add(x, look(layerNorm(x, other.before), other, read, heads));
  // x <- x + Drop(W2 ReLU(W1 LN(x) + c1) + c2)
  const inner = tf.relu(linear(layerNorm(x, before), first));
  return { x: tf.add(x, dropout(linear(inner, second), drops?.[1])), kept };
}

const joined = (past: Kept, fresh: Kept): Kept => ({
  k: tf.concat([past.k, fresh.k], 2),
  v: tf.concat([past.v, fresh.v], 2),
});
