/** Semantic IDs that nobody trained: the lines that the model is held against, with as many codes. */

import type { Metrics } from "../../engine/declarations/run.ts";
import { kMeans } from "../../engine/numbers/kmeans.ts";
import { Rng } from "../../engine/numbers/random.ts";
import type { FilmVectors } from "./content-vectors.ts";
import { quantized, tokenize } from "./tokenize.ts";
import { wordMetrics } from "./word-metrics.ts";

/** Rounds of Lloyd's algorithm. */
const ROUNDS = 12;

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
    "random hyperplanes": wordMetrics(hash(x, width, sizes, new Rng(2)), genreBits),
    "random codes": wordMetrics(randomCodes(genreBits.length, sizes, new Rng(3)), genreBits),
  };
}

/** k-means on the rows, then on what is left of them, and so on. */
export function residualKMeans(
  rows: Float32Array,
  d: number,
  sizes: readonly number[],
  rng: Rng,
): Float32Array[] {
  const books: Float32Array[] = [];
  let left = rows;
  for (const size of sizes) {
    const { centres } = kMeans(left, d, size, rng, ROUNDS);
    // Fewer rows than codes: the codes left over stay at zero.
    const book = new Float32Array(size * d);
    book.set(centres);
    books.push(book);
    left = tokenize(left, d, [book]).residuals[1]!;
  }
  return books;
}

/** b_m = 1 if x . h_m > 0, with h_m normal: log2(K) bits a level, read as a number. */
export function hash(x: Float32Array, d: number, sizes: readonly number[], rng: Rng): Int32Array[] {
  return sizes.map((size) => {
    const codes = new Int32Array(x.length / d);
    for (let bit = 0; bit < Math.round(Math.log2(size)); bit++) {
      const plane = rng.normals(d);
      for (let film = 0; film < codes.length; film++) {
        let dot = 0;
        for (let k = 0; k < d; k++) dot += x[film * d + k]! * plane[k]!;
        if (dot > 0) codes[film]! += 2 ** bit;
      }
    }
    return codes;
  });
}

function randomCodes(films: number, sizes: readonly number[], rng: Rng): Int32Array[] {
  return sizes.map((size) => Int32Array.from({ length: films }, () => rng.int(size)));
}

/** mean (a - b)^2 */
export function meanSquare(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += (a[n]! - b[n]!) ** 2;
  return sum / Math.max(1, a.length);
}
