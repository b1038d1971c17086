/** The hidden layers that click models have beside or above their products. */
import * as tf from "@tensorflow/tfjs-core";
import { dropout, type Linear, linear } from "../../engine/layers.ts";
import type { Batch } from "./inputs.ts";

/** h <- ReLU(h W + c) for one layer after the other, some units off while training: each [B, units] */
export function hiddenLayers(layers: readonly Linear[], x: tf.Tensor2D, batch: Partial<Batch>) {
  const hidden: tf.Tensor2D[] = [];
  layers.forEach((layer, l) => {
    const h = tf.relu(linear(hidden[l - 1] ?? x, layer));
    hidden.push(dropout(h, [batch.mask0, batch.mask1][l]));
  });
  return hidden;
}
