/** Reads what heads gave from the device. */
import * as tf from "@tensorflow/tfjs-core";
import { snapshot } from "../../engine/training/snapshot.ts";
import type { Head } from "./heads.ts";

/**
 * @param attentions what each block's heads gave, [1, heads, length, length]; disposed
 * @param n how many films there are; padding stands before them
 */
export async function headsOf(attentions: readonly tf.Tensor4D[], n: number): Promise<Head[]> {
  const heads: Head[] = [];
  for (const [block, attention] of attentions.entries()) {
    const [, count, length] = attention.shape;
    const all = await snapshot(attention);
    for (let head = 0; head < count; head++) {
      const weights = cut(all, head, length, n);
      const entropy = entropyOf(weights, n);
      heads.push({ block, head, weights, entropy, onLast: weights.at(-1) ?? 0 });
    }
  }
  tf.dispose([...attentions]);
  return heads;
}

/** The lower right corner of one head's [length, length]: the films, without the padding before them. */
export function cut(all: Float32Array, head: number, length: number, n: number): Float32Array {
  const weights = new Float32Array(n * n);
  for (let t = 0; t < n; t++) {
    const from = (head * length + length - n + t) * length + length - n;
    weights.set(all.subarray(from, from + n), t * n);
  }
  return weights;
}

function entropyOf(weights: Float32Array, n: number): number {
  let sum = 0;
  for (const a of weights) if (a > 0) sum -= a * Math.log(a);
  return sum / Math.max(1, n);
}
