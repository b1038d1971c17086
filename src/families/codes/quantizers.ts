/** Codes that nobody trained, by level: k-means on residuals, the sides of random hyperplanes, chance. */
import { kMeans } from "../../engine/numbers/kmeans.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { tokenize } from "./tokenize.ts";

/** Rounds of Lloyd's algorithm. */
const ROUNDS = 12;

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
export function hyperplanes(
  x: Float32Array,
  d: number,
  sizes: readonly number[],
  rng: Rng,
): Int32Array[] {
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

/** Codes that are drawn uniformly. */
export function randomCodes(films: number, sizes: readonly number[], rng: Rng): Int32Array[] {
  return sizes.map((size) => Int32Array.from({ length: films }, () => rng.int(size)));
}
