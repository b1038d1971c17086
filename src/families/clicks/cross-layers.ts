/**
 * Cross layers: every layer multiplies what it has by a linear map of the inputs.
 *
 *   x_{l+1} = x_0 * (W_l x_l + b_l) + x_l              * is element by element
 *
 * Wang et al. 2021 (DCN-v2), equation 1 and section 3.4; Wang et al. 2017 (DCN-v1), equation 3.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Matrix, table, type Vector, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";

/** What a lesson's settings say of its cross layers. */
export interface CrossConfig {
  readonly crossLayers: number;
  /** Columns of U and V; 0 is the full matrix. */
  readonly rank: number;
  /** A matrix W as in DCN-v2, or a vector as in DCN-v1. */
  readonly cross: "matrix" | "vector";
  /** What W x + b is multiplied with: x_0, or one of two mistakes. */
  readonly partner: "x0" | "xl" | "none";
}

/** The weights of a layer over n inputs: b [n] with W [n, n], with W = U V^T, [n, r] each, or with w [n, 1]. */
export type Cross = { readonly b: Vector } & (
  | { readonly W: Matrix }
  | { readonly U: Matrix; readonly V: Matrix }
  | { readonly w: Matrix }
);

/** Deviation of the first W: so small that a layer starts close to passing on what it got. */
const SMALL = 0.05;

export function initCrossLayers(n: number, config: CrossConfig, rng: Rng): Cross[] {
  const { crossLayers, cross, rank } = config;
  return Array.from({ length: crossLayers }, () => {
    const b = vector(n);
    if (cross === "vector") return { w: table(rng, n, 1, SMALL), b };
    if (rank === 0 || rank >= n) return { W: table(rng, n, n, SMALL), b };
    const factor = () => table(rng, n, rank, Math.sqrt(SMALL));
    return { U: factor(), V: factor(), b };
  });
}

/** x_{l+1} = x_0 * (W_l x_l + b_l) + x_l */
export function crossLayer(
  layer: Cross,
  x0: tf.Tensor2D,
  xl: tf.Tensor2D,
  { partner }: Pick<CrossConfig, "partner">,
): tf.Tensor2D {
  const mapped = mapOf(layer, xl); // W x_l, [B, n]
  if ("w" in layer) {
    // DCN-v1: w . x_l is one number a row, and b stands outside of the product.
    return tf.add(tf.add(tf.mul(x0, mapped), layer.b), xl);
  }
  const y = tf.add(mapped, layer.b);
  switch (partner) {
    case "x0":
      return tf.add(tf.mul(x0, y), xl);
    case "xl": // a mistake to look at: the order doubles instead of growing by one
      return tf.add(tf.mul(xl, y), xl);
    case "none": // another: without the product, layers of linear maps are a linear map
      return tf.add(y, xl);
  }
}

/** W x for each row: x W^T, or (x V) U^T with W = U V^T, or w . x. */
function mapOf(layer: Cross, x: tf.Tensor2D): tf.Tensor2D {
  if ("w" in layer) return tf.matMul(x, layer.w); // [B, 1]
  if ("W" in layer) return tf.matMul(x, layer.W, false, true);
  return tf.matMul(tf.matMul(x, layer.V), layer.U, false, true);
}
