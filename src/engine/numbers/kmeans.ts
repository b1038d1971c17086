/** k-means (Lloyd 1957, published 1982), in plain TypeScript. */
import type { Rng } from "./random.ts";

export interface Cells {
  /** [cells, d] */
  readonly centres: Float32Array;
  /** [rows] the cell of each row */
  readonly of: Int32Array;
  /** [cells] */
  readonly sizes: Int32Array;
}

/**
 * Lloyd's algorithm from rows drawn at random. Where there are fewer rows than cells, there are as many
 * cells as rows.
 * @param rows [n, d]
 */
export function kMeans(
  rows: Float32Array,
  d: number,
  cells: number,
  rng: Rng,
  rounds: number,
): Cells {
  const n = rows.length / d;
  const count = Math.min(cells, n);
  const start = rng.shuffle(Int32Array.from({ length: n }, (_, row) => row));
  const centres = new Float32Array(count * d);
  for (let c = 0; c < count; c++) {
    centres.set(rows.subarray(start[c]! * d, (start[c]! + 1) * d), c * d);
  }
  const of = new Int32Array(n);
  const sizes = new Int32Array(count);
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(count * d);
    sizes.fill(0);
    assign(rows, d, centres, of);
    for (let row = 0; row < n; row++) {
      const cell = of[row]!;
      sizes[cell]!++;
      for (let k = 0; k < d; k++) sums[cell * d + k]! += rows[row * d + k]!;
    }
    // The last round only assigns, so that every row lies in its nearest cell.
    if (round === rounds - 1) break;
    for (let c = 0; c < count; c++) {
      if (sizes[c] === 0) continue; // an empty cell keeps its centre
      for (let k = 0; k < d; k++) centres[c * d + k] = sums[c * d + k]! / sizes[c]!;
    }
  }
  return { centres, of, sizes };
}

/**
 * The nearest centre of every row; of equal ones the first. |r - c|^2 = |r|^2 - 2 (r . c - |c|^2 / 2), and
 * |r|^2 is the same for all centres: the nearest one has the largest r . c - |c|^2 / 2.
 */
export function assign(
  rows: Float32Array,
  d: number,
  centres: Float32Array,
  of: Int32Array = new Int32Array(rows.length / d),
): Int32Array {
  const count = centres.length / d;
  const half = new Float64Array(count);
  for (let c = 0; c < count; c++) {
    for (let k = 0; k < d; k++) half[c]! += centres[c * d + k]! ** 2 / 2;
  }
  for (let row = 0; row < of.length; row++) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < count; c++) {
      let nearness = -half[c]!;
      for (let k = 0; k < d; k++) nearness += centres[c * d + k]! * rows[row * d + k]!;
      if (nearness > most) {
        most = nearness;
        best = c;
      }
    }
    of[row] = best;
  }
  return of;
}
