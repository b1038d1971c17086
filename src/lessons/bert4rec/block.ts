/**
 * One block of BERT4Rec: attention in which every place sees every other, then a feed-forward network four
 * times as wide; what each computes is added to what it was given, and LayerNorm follows (Sun et al. 2019,
 * section 3.3; Devlin et al. 2018).
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  attend,
  attentionWeights,
  dropout,
  gelu,
  intoHeads,
  layerNorm,
  linear,
  linearOf,
  normOf,
  table,
  times,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

/** Weights start as N(0, 0.02^2), as in the paper. */
export const START = 0.02;

type Block = ReturnType<typeof blockOf>;

export const blockOf = (rng: Rng, d: number) => ({
  WQ: table(rng, d, d, START),
  WK: table(rng, d, d, START),
  WV: table(rng, d, d, START),
  WO: table(rng, d, d, START),
  normA: normOf(d),
  inner: linearOf(rng, d, 4 * d, START), // W1, b1
  outer: linearOf(rng, 4 * d, d, START), // W2, b2
  normF: normOf(d),
});

export const activated = <T extends tf.Tensor>(
  x: T,
  { activation }: Pick<Config, "activation">,
): T => (activation === "gelu" ? gelu(x) : tf.relu(x));

/**
 * @param x [B, n, d], as what is returned
 * @param mask [B, 1, n, n]
 * @param seen collects the attention of each block, [B, heads, n, n]
 */
export function throughBlock(
  { WQ, WK, WV, WO, normA, inner, outer, normF }: Block,
  x: tf.Tensor3D,
  mask: tf.Tensor4D,
  drop: Readonly<Record<"A" | "F", tf.Tensor3D | undefined>>,
  config: Config,
  seen?: tf.Tensor4D[],
): tf.Tensor3D {
  const [q, k, v] = [WQ, WK, WV].map((W) => intoHeads(times(x, W), config.heads));
  const A = attentionWeights(q!, k!, mask); // softmax(Q K' / sqrt(d / h) + M)
  seen?.push(A);
  // a = LN(x + Drop(Attention(x))), Attention(x) = A V WO with the heads side by side
  const a = layerNorm(tf.add<tf.Tensor3D>(x, dropout(times(attend(A, v!), WO), drop.A)), normA);
  // LN(a + Drop(W2 GELU(W1 a + b1) + b2))
  const y = linear(activated(linear(a, inner), config), outer);
  return layerNorm(tf.add<tf.Tensor3D>(a, dropout(y, drop.F)), normF);
}
