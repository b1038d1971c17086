/**
 * BST: the candidate stands in the sequence, behind the history, and every film looks at every other. A
 * film's place is not its number in the sequence but how long ago it was watched, in buckets.
 *
 *   x_t = [k_t ; p_{bucket(t(candidate) - t(film))}]          put side by side, not added
 *   y   = LN(x + Attention(x) W_O)
 *   x   <- LN(y + W2 LeakyReLU(W1 y + b1) + b2)                b times
 *
 * Chen et al. 2019, section 2.2. It normalises after the sum, and nothing is hidden from the past, so this
 * is no block of SASRec's. Its dropout is left out.
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  attend,
  attentionWeights,
  intoHeads,
  layerNorm,
  linear,
  linearOf,
  normOf,
  rows,
  table,
  times,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { BUCKETS } from "./time-buckets.ts";
import { bucketWidth, rowWidth } from "./widths.ts";

export type Transformer = ReturnType<typeof initTransformer>;

export function initTransformer({ dim, blocks }: Config, rng: Rng) {
  const d = rowWidth(dim);
  const square = () => table(rng, d, d, Math.sqrt(1 / d));
  return {
    p: table(rng, BUCKETS, bucketWidth(dim), 0.05), // a row a time bucket
    blocks: Array.from({ length: blocks }, () => ({
      WQ: square(),
      WK: square(),
      WV: square(),
      WO: square(),
      inner: linearOf(rng, d, d), // W1, b1
      outer: linearOf(rng, d, d, Math.sqrt(1 / d)), // W2, b2
      normA: normOf(d),
      normF: normOf(d),
    })),
  };
}

/**
 * What comes out at every place of each pair's sequence, the candidate last: [B C, T + 1, 3 d / 2].
 * @param q [B, C, d] candidates
 * @param k [B, T, d] histories
 * @param bucket [B, T + 1] the time bucket of each film, and 0 for the candidate
 * @param open [B, T] 1 film, 0 padding
 * @param seen collects the attention of each block, [B C, heads, T + 1, T + 1]
 */
export function readSequence(
  { p, blocks }: Transformer,
  q: tf.Tensor3D,
  k: tf.Tensor3D,
  bucket: tf.Tensor2D,
  open: tf.Tensor2D,
  { dim, heads }: Config,
  seen?: tf.Tensor4D[],
): tf.Tensor3D {
  const [B, C] = q.shape;
  const T = k.shape[1];
  const d = rowWidth(dim);
  const each = tf.zeros([1, C, 1, 1]); // the same history before each candidate
  const before = (x: tf.Tensor3D) => tf.add<tf.Tensor4D>(tf.expandDims(x, 1), each);
  const films = tf.concat([before(k), tf.expandDims<tf.Tensor4D>(q, 2)], 2); // [B, C, T + 1, dim]
  const ago = before(rows(p, bucket)); // [B, C, T + 1, dim / 2]
  let x: tf.Tensor3D = tf.reshape(tf.concat([films, ago], 3), [B * C, T + 1, d]);
  const there: tf.Tensor2D = tf.concat([open, tf.ones([B, 1])], 1); // [B, T + 1]
  const counts = tf.reshape(tf.add(tf.expandDims(there, 1), tf.zeros([1, C, 1])), [B * C, T + 1]);
  // M: nobody looks at padding
  const mask = tf.mul(tf.sub(tf.reshape(counts, [B * C, 1, 1, T + 1]), 1), 1e9);

  for (const { WQ, WK, WV, WO, inner, outer, normA, normF } of blocks) {
    const A = attentionWeights(
      intoHeads(times(x, WQ), heads),
      intoHeads(times(x, WK), heads),
      mask,
    );
    seen?.push(A);
    const attended = times(attend(A, intoHeads(times(x, WV), heads)), WO);
    const y = layerNorm(tf.add(x, attended), normA);
    const f = linear(tf.leakyRelu(linear(y, inner), 0.2), outer);
    x = layerNorm(tf.add(y, f), normF);
  }
  // Padding says nothing. Side by side, as the layer above reads the rows.
  const side = tf.reshape(tf.mul(tf.expandDims(counts, 2), tf.ones([1, 1, d])), [B * C, -1]);
  return tf.reshape(tf.mul(tf.reshape(x, [B * C, -1]), side), [B * C, T + 1, d]);
}
