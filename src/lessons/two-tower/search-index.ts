/**
 * Approximate search, as a real first stage does it: an inverted file (Jégou et al. 2011). The film
 * vectors are cut into cells by k-means; a query looks only into the few cells whose centres are nearest.
 * Fewer cells searched: less work, and some of the true best films missed.
 */
import { type Cells, kMeans } from "../../engine/numbers/kmeans.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { topItems } from "../../engine/ranking/metrics.ts";

/** Rounds of k-means for the cells. */
const ROUNDS = 8;

/** The same cells for the same rows. */
export function cluster(rows: Float32Array, d: number, cells: number): Cells {
  return kMeans(rows, d, cells, new Rng(1), ROUNDS);
}

/** The cells whose centres are nearest to a vector, nearest first. */
export function nearestCells(
  centres: Float32Array,
  d: number,
  vector: Float32Array,
  count: number,
): Int32Array {
  const cells = centres.length / d;
  const nearness = new Float32Array(cells);
  for (let c = 0; c < cells; c++) {
    let sum = 0;
    for (let k = 0; k < d; k++) {
      const x = centres[c * d + k]!;
      sum += x * (vector[k]! - x / 2);
    }
    nearness[c] = sum;
  }
  return topItems(nearness, new Uint8Array(cells), count).slice();
}

export interface SearchPoint {
  /** Cells looked into. */
  readonly searched: number;
  /** Share of the dot products that searching everything takes, those with the centres included. */
  readonly work: number;
  /** Share of the true best films that were found. */
  readonly recall: number;
}

/**
 * Recall of the first `k` against exact search, by the number of cells searched: 1, 2, 4, ... all.
 * @param queries [m, d]
 */
export function searchCurve(
  rows: Float32Array,
  queries: Float32Array,
  d: number,
  cells: Cells,
  k = 10,
): SearchPoint[] {
  const n = rows.length / d;
  const m = queries.length / d;
  const count = cells.sizes.length;
  const steps = [...powersOfTwo(count)];
  const found = new Float64Array(steps.length);
  const looked = new Float64Array(steps.length);
  const scores = new Float32Array(n);
  for (let q = 0; q < m; q++) {
    const query = queries.subarray(q * d, (q + 1) * d);
    for (let row = 0; row < n; row++) {
      let sum = 0;
      for (let x = 0; x < d; x++) sum += rows[row * d + x]! * query[x]!;
      scores[row] = sum;
    }
    // Every film among the true first k lies in one cell: it is found once that cell is searched.
    const order = nearestCells(cells.centres, d, query, count);
    const place = new Int32Array(count);
    order.forEach((cell, at) => {
      place[cell] = at;
    });
    const best = topItems(scores, new Uint8Array(n), k);
    steps.forEach((searched, at) => {
      for (const film of best)
        if (place[cells.of[film]!]! < searched) found[at]! += 1 / best.length;
      for (let c = 0; c < searched; c++) looked[at]! += cells.sizes[order[c]!]!;
    });
  }
  return steps.map((searched, at) => ({
    searched,
    work: (looked[at]! / m + count) / n,
    recall: found[at]! / m,
  }));
}

function* powersOfTwo(most: number): Generator<number> {
  for (let n = 1; n < most; n *= 2) yield n;
  yield most;
}
