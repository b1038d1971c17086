/**
 * Cross layers: every layer multiplies what it has by a linear map of the inputs.
 *
 *   x_{l+1} = x_0 * (W_l x_l + b_l) + x_l              * is element by element
 *
 * Wang et al. 2021 (DCN-v2), equation 1 and section 3.4; Wang et al. 2017 (DCN-v1), equation 3.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../../engine/numbers/random.ts";
import type { Parameters } from "../../engine/training/parameters.ts";

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

/** Deviation of the first W: so small that a layer starts close to passing on what it got. */
const SMALL = 0.05;

/** x_{l+1} = x_0 * (W_l x_l + b_l) + x_l */
export function crossLayer(
  parameters: Parameters,
  l: number,
  x0: tf.Tensor2D,
  xl: tf.Tensor2D,
  config: CrossConfig,
): tf.Tensor2D {
  const y = tf.add(times(parameters, l, xl), parameters[`crossB${l}`]!); // W x_l + b, [B, n]
  if (config.cross === "vector") {
    // DCN-v1: w . x_l is one number a row, and b stands outside of the product.
    const product = tf.mul(x0, times(parameters, l, xl));
    return tf.add(tf.add(product, parameters[`crossB${l}`]!), xl) as tf.Tensor2D;
  }
  switch (config.partner) {
    case "x0":
      return tf.add(tf.mul(x0, y), xl) as tf.Tensor2D;
    case "xl": // a mistake to look at: the order doubles instead of growing by one
      return tf.add(tf.mul(xl, y), xl) as tf.Tensor2D;
    case "none": // another: without the product, layers of linear maps are a linear map
      return tf.add(y, xl) as tf.Tensor2D;
  }
}

/** W x for each row: x W^T, or (x V) U^T with W = U V^T, or w . x. */
function times(parameters: Parameters, l: number, x: tf.Tensor2D): tf.Tensor2D {
  const of = (name: string) => parameters[`${name}${l}`] as tf.Tensor as tf.Tensor2D;
  if (parameters[`crossv${l}`]) return tf.matMul(x, of("crossv")); // [B, 1]
  if (parameters[`crossW${l}`]) return tf.matMul(x, of("crossW"), false, true);
  return tf.matMul(tf.matMul(x, of("crossV")), of("crossU"), false, true);
}

/** W, or U and V, or w of every layer, and b, for n inputs. */
export function initCrossLayers(
  n: number,
  { crossLayers: layers, cross, rank }: CrossConfig,
  rng: Rng,
): Record<string, tf.Variable> {
  const matrix = (rows: number, columns: number, deviation: number) =>
    tf.variable(tf.tensor2d(rng.normals(rows * columns, deviation), [rows, columns]));
  const parameters: Record<string, tf.Variable> = {};
  for (let l = 0; l < layers; l++) {
    if (cross === "vector") parameters[`crossv${l}`] = matrix(n, 1, SMALL);
    else if (rank > 0 && rank < n) {
      parameters[`crossU${l}`] = matrix(n, rank, Math.sqrt(SMALL));
      parameters[`crossV${l}`] = matrix(n, rank, Math.sqrt(SMALL));
    } else parameters[`crossW${l}`] = matrix(n, n, SMALL);
    parameters[`crossB${l}`] = tf.variable(tf.zeros([n]));
  }
  return parameters;
}
