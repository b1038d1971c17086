/** Semantic IDs that nobody trained: the lines that the model is held against, with as many codes. */

import type { Metrics } from "../../engine/declarations/run.ts";
import { Rng } from "../../engine/numbers/random.ts";
import type { FilmVectors } from "../../families/codes/content-vectors.ts";
import { hyperplanes, randomCodes, residualKMeans } from "../../families/codes/quantizers.ts";
import { quantized, tokenize } from "../../families/codes/tokenize.ts";
import { wordMetrics } from "./word-metrics.ts";

/**
 * @param sizes codes of each level
 * @returns residual k-means in the space of x; the side of random hyperplanes (Charikar 2002), as many as
 *   the codes have bits; codes drawn uniformly
 */
export function baselines(
  { x, width }: FilmVectors,
  sizes: readonly number[],
  genreBits: Uint32Array,
): Readonly<Record<string, Metrics>> {
  const books = residualKMeans(x, width, sizes, new Rng(1));
  const words = tokenize(x, width, books);
  return {
    "residual k-means": {
      MSE: meanSquare(x, quantized(x, words)),
      ...wordMetrics(words.codes, genreBits),
    },
    "random hyperplanes": wordMetrics(hyperplanes(x, width, sizes, new Rng(2)), genreBits),
    "random codes": wordMetrics(randomCodes(genreBits.length, sizes, new Rng(3)), genreBits),
  };
}

/** mean (a - b)^2 */
export function meanSquare(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += (a[n]! - b[n]!) ** 2;
  return sum / Math.max(1, a.length);
}
