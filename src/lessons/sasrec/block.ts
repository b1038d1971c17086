/**
 * One block of SASRec: masked self-attention, then a point-wise feed-forward network. Queries, keys and
 * values are all made of LN(x), as in the paper's section 3.2; its released code normalises queries only.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../../engine/numbers/random.ts";
import type { BatchTensors } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { SasrecConfig as Config } from "./settings.ts";

/** What one block computes on the way, for pictures: each [B, heads, n, d / heads] or [B, heads, n, n]. */
export interface Seen {
  readonly q: tf.Tensor;
  readonly k: tf.Tensor;
  readonly v: tf.Tensor;
  readonly attention: tf.Tensor;
}

export function attentionBlock(
  parameters: Parameters,
  block: number,
  x: tf.Tensor3D,
  batch: BatchTensors,
  config: Config,
  seen?: Seen[],
): tf.Tensor3D {
  const of = (name: string) => parameters[`${name}${block}`]!;
  const drop = (y: tf.Tensor, name: string) =>
    batch[`${name}${block}`] ? tf.mul(y, batch[`${name}${block}`]!) : y;
  const join = (y: tf.Tensor) => (config.residuals ? tf.add(x, y) : y);

  // x <- x + Drop(Attention(LN(x)))
  const g = layerNorm(x, of("scaleA"), of("shiftA"));
  x = join(drop(attention(g, of, batch.mask!, config, seen), "dropA")) as tf.Tensor3D;
  // x <- x + Drop(W2 ReLU(W1 LN(x) + c1) + c2)
  const f = layerNorm(x, of("scaleF"), of("shiftF"));
  const inner = tf.relu(tf.add(times(f, of("W1")), of("c1")));
  const y = tf.add(times(inner, of("W2")), of("c2"));
  return join(drop(y, "dropF")) as tf.Tensor3D;
}

/** Each head attends with its own d_k = d / heads columns of Q = g WQ, K = g WK, V = g WV. */
function attention(
  g: tf.Tensor,
  of: (name: string) => tf.Variable,
  mask: tf.Tensor,
  config: Config,
  seen?: Seen[],
): tf.Tensor {
  const heads = config.encoder === "attention" ? config.heads : 1;
  const project = (name: string) => intoHeads(times(g, of(name)), heads) as tf.Tensor4D;
  const v = project("WV"); // [B, heads, n, d_k]
  // Average pooling is attention that asks nothing: every open film weighs the same.
  if (config.encoder === "average") {
    return fromHeads(tf.matMul(tf.softmax(mask) as tf.Tensor4D, v) as tf.Tensor4D);
  }
  const [q, k] = [project("WQ"), project("WK")];
  const A = attentionWeights(q, k, mask);
  seen?.push({ q, k, v, attention: A });
  return fromHeads(tf.matMul(A, v) as tf.Tensor4D);
}

/**
 * A = softmax(Q K' / sqrt(d_k) + M), [B, heads, n, n]; M is 0 where a position may look and -1e9 where
 * it may not, so that exp of it is 0 (Vaswani et al. 2017, eq. 1).
 */
export function attentionWeights(q: tf.Tensor4D, k: tf.Tensor4D, mask: tf.Tensor): tf.Tensor4D {
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(q.shape[3]));
  return tf.softmax(tf.add(scores, mask)) as tf.Tensor4D;
}

/** [B, n, d] to [B, heads, n, d / heads]: head h has columns h d_k .. (h + 1) d_k. */
function intoHeads(x: tf.Tensor, heads: number): tf.Tensor {
  const [B, n, d] = x.shape as [number, number, number];
  if (heads === 1) return tf.reshape(x, [B, 1, n, d]);
  return tf.transpose(tf.reshape(x, [B, n, heads, d / heads]), [0, 2, 1, 3]);
}

function fromHeads(x: tf.Tensor4D): tf.Tensor {
  const [B, heads, n, dk] = x.shape;
  if (heads === 1) return tf.reshape(x, [B, n, dk]);
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [B, n, heads * dk]);
}

/** x W for every position: x [B, n, d]. */
function times(x: tf.Tensor, W: tf.Variable): tf.Tensor {
  const [B, n, d] = x.shape as [number, number, number];
  const flat = tf.reshape(x, [B * n, d]) as tf.Tensor2D;
  const y = tf.matMul(flat, W as tf.Tensor as tf.Tensor2D);
  return tf.reshape(y, [B, n, y.shape[1]!]);
}

/** LN(x) = scale (x - mean) / sqrt(variance + 1e-8) + shift, over the d numbers of a position. */
export function layerNorm(x: tf.Tensor, scale: tf.Variable, shift: tf.Variable): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const unit = tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-8)));
  return tf.add(tf.mul(unit, scale), shift);
}

/**
 * Film vectors and weights start as N(0, 0.02^2), as in BERT4Rec. With weights of N(0, 1 / d) what a
 * random block adds is several times x itself: which film it was is lost at first, and with one negative
 * it is found again too late.
 */
export const START = 0.02;

/** The weights of one block; the feed-forward network is d wide, as published. */
export function blockParameters(
  block: number,
  { dim: d, encoder }: Pick<Config, "dim" | "encoder">,
  rng: Rng,
): Parameters {
  const square = () => tf.variable(tf.tensor2d(rng.normals(d * d, START), [d, d]));
  const constant = (value: number) => tf.variable(tf.fill([d], value));
  return {
    ...(encoder === "attention" && { [`WQ${block}`]: square(), [`WK${block}`]: square() }),
    [`WV${block}`]: square(),
    [`W1${block}`]: square(),
    [`W2${block}`]: square(),
    [`c1${block}`]: constant(0),
    [`c2${block}`]: constant(0),
    [`scaleA${block}`]: constant(1),
    [`shiftA${block}`]: constant(0),
    [`scaleF${block}`]: constant(1),
    [`shiftF${block}`]: constant(0),
  };
}
