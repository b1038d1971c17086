/**
 * One block of SASRec: masked self-attention, then a point-wise feed-forward network. Queries, keys and
 * values are all made of LN(x), as in the paper's section 3.2; its released code normalises queries only.
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
import type { SasrecConfig as Config } from "./settings.ts";

/** What one block computes on the way, for pictures. */
export type Seen = {
  readonly q: tf.Tensor4D; // [B, heads, n, d / heads]
  readonly k: tf.Tensor4D;
  readonly v: tf.Tensor4D;
  readonly attention: tf.Tensor4D; // [B, heads, n, n]
};

/**
 * Film vectors and weights start as N(0, 0.02^2), as in BERT4Rec. With weights of N(0, 1 / d) what a
 * random block adds is several times x itself: which film it was is lost at first, and with one negative
 * it is found again too late.
 */
export const START = 0.02;

type Block = ReturnType<typeof initBlock>;

/** The weights of one block; the feed-forward network is d wide, as published. */
export function initBlock({ dim: d, encoder }: Config, rng: Rng) {
  const square = () => table(rng, d, d, START);
  return {
    ...(encoder === "attention" && { WQ: square(), WK: square() }),
    WV: square(),
    inner: linearOf(rng, d, d, START), // W1, b1
    outer: linearOf(rng, d, d, START), // W2, b2
    normA: normOf(d),
    normF: normOf(d),
  };
}

/** @param x [B, n, d], as what is returned */
export function attentionBlock(
  block: Block,
  x: tf.Tensor3D,
  mask: tf.Tensor4D,
  drop: Readonly<Record<"A" | "F", tf.Tensor3D | undefined>>,
  config: Config,
  seen?: Seen[],
): tf.Tensor3D {
  const join = (y: tf.Tensor3D): tf.Tensor3D => (config.residuals ? tf.add(x, y) : y);

  // x <- x + Drop(Attention(LN(x)))
  const g = layerNorm(x, block.normA);
  x = join(dropout(attention(block, g, mask, config.heads, seen), drop.A));
  // x <- x + Drop(W2 ReLU(W1 LN(x) + b1) + b2)
  const f = layerNorm(x, block.normF);
  const y = linear(tf.relu(linear(f, block.inner)), block.outer);
  return join(dropout(y, drop.F));
}

/** Each head attends with its own d_k = d / heads columns of Q = g WQ, K = g WK, V = g WV. */
function attention(
  { WQ, WK, WV }: Block,
  g: tf.Tensor3D,
  mask: tf.Tensor4D,
  heads: number,
  seen?: Seen[],
): tf.Tensor3D {
  // Average pooling is attention that asks nothing: every open film weighs the same.
  if (!WQ || !WK) return attend(tf.softmax(mask), intoHeads(times(g, WV), 1));
  const q = intoHeads(times(g, WQ), heads); // [B, heads, n, d_k]
  const k = intoHeads(times(g, WK), heads);
  const v = intoHeads(times(g, WV), heads);
  const A = attentionWeights(q, k, mask); // softmax(Q K' / sqrt(d_k) + M), [B, heads, n, n]
  seen?.push({ q, k, v, attention: A });
  return attend(A, v);
}
