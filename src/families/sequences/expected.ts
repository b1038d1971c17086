/** What a model expects at a place: its softmax over the films that were not watched. */
import type * as tf from "@tensorflow/tfjs-core";
import { rankOf, topItems } from "../../engine/ranking/metrics.ts";
import { snapshot } from "../../engine/training/snapshot.ts";

export interface Expected {
  readonly item: number;
  /** softmax over all films that have not been watched. */
  readonly probability: number;
}

export interface Expectation {
  /** The likeliest, best first. */
  readonly expected: readonly Expected[];
  /** What did come, and its place among all films not watched before; null where none is known. */
  readonly actual: {
    readonly item: number;
    readonly rank: number;
    readonly probability: number;
  } | null;
  /** How many films are left to choose from. */
  readonly among: number;
  /** How evenly: the entropy as a number of equally likely films. */
  readonly perplexity: number;
}

/** @param shown how many of the likeliest */
export function expectation(
  scores: Float32Array,
  past: ArrayLike<number>,
  actual: number | undefined,
  shown = 10,
): Expectation {
  const excluded = new Uint8Array(scores.length);
  for (const item of Array.from(past)) excluded[item] = 1;
  const open = [...scores.keys()].filter((item) => excluded[item] === 0);
  const most = open.reduce((top, item) => Math.max(top, scores[item]!), Number.NEGATIVE_INFINITY);
  const sum = open.reduce((total, item) => total + Math.exp(scores[item]! - most), 0);
  const p = (item: number) => Math.exp(scores[item]! - most) / sum;
  const entropy = open.reduce((h, item) => {
    const share = p(item);
    return share > 0 ? h - share * Math.log(share) : h;
  }, 0);
  return {
    expected: [...topItems(scores, excluded, shown)].map((item) => ({
      item,
      probability: p(item),
    })),
    actual:
      actual === undefined
        ? null
        : { item: actual, rank: rankOf(actual, scores, excluded), probability: p(actual) },
    among: open.length,
    perplexity: Math.exp(entropy),
  };
}

/** log p of one film among those not in the sequence. */
export function logProbability(
  scores: Float32Array,
  past: ReadonlySet<number>,
  item: number,
): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  scores.forEach((score, other) => {
    if (!past.has(other)) sum += Math.exp(score - most);
  });
  return scores[item]! - most - Math.log(sum);
}

/** The rows of a tensor of scores, which is disposed: [N, items]. */
export async function rowsOf(scores: tf.Tensor2D): Promise<Float32Array[]> {
  const [rows, items] = scores.shape;
  const all = await snapshot(scores);
  scores.dispose();
  return Array.from({ length: rows }, (_, row) => all.subarray(row * items, (row + 1) * items));
}
