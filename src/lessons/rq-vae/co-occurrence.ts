/**
 * Films that the same people watched: the positive pointwise mutual information of two films, and a few
 * numbers a film that hold most of it (Levy and Goldberg 2014: what word2vec factorizes implicitly).
 */

import type { Interactions } from "../../engine/data/split.ts";
import { randomisedEigen } from "../../engine/numbers/randomised-eigen.ts";
import { transpose } from "../../engine/ranking/item-knn.ts";

/** A sparse symmetric matrix, row by row: those of row i lie at offsets[i] .. offsets[i + 1]. */
export interface Sparse {
  readonly offsets: Int32Array;
  readonly column: Int32Array;
  readonly value: Float32Array;
}

/**
 * PPMI(i, j) = max(0, log( n_ij U / (n_i n_j) )): n_ij of U users watched both, n_i the one, n_j the
 * other. How many times more people watched both than if nobody's choice depended on anything.
 */
export function positiveMutualInformation(train: Interactions): Sparse {
  const { items, users, offsets: own, item } = train;
  const usersOf = transpose(train);
  const count = Int32Array.from({ length: items }, (_, i) => usersOf(i).length);
  const together = new Int32Array(items);
  const offsets = new Int32Array(items + 1);
  const columns: Int32Array[] = [];
  const values: Float32Array[] = [];
  const column = new Int32Array(items);
  const value = new Float32Array(items);
  for (let i = 0; i < items; i++) {
    together.fill(0);
    for (const user of usersOf(i)) {
      for (let n = own[user]!; n < own[user + 1]!; n++) together[item[n]!]!++;
    }
    together[i] = 0;
    let kept = 0;
    for (let j = 0; j < items; j++) {
      const ratio = (together[j]! * users) / (count[i]! * count[j]!);
      if (!(ratio > 1)) continue;
      column[kept] = j;
      value[kept++] = Math.log(ratio);
    }
    columns.push(column.slice(0, kept));
    values.push(value.slice(0, kept));
    offsets[i + 1] = offsets[i]! + kept;
  }
  const all = {
    offsets,
    column: new Int32Array(offsets[items]!),
    value: new Float32Array(offsets[items]!),
  };
  for (let i = 0; i < items; i++) {
    all.column.set(columns[i]!, offsets[i]!);
    all.value.set(values[i]!, offsets[i]!);
  }
  return all;
}

/** Rows U |S|^(1/2) of the truncated decomposition U S U' of a symmetric matrix, [n, width]. */
export function factors(matrix: Sparse, width: number): { rows: Float64Array; width: number } {
  const n = matrix.offsets.length - 1;
  const { vectors, values, found } = randomisedEigen(
    (q, across) => multiply(matrix, q, across),
    n,
    Math.min(width, n),
    2,
  );
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < found; k++) vectors[i * found + k]! *= Math.sqrt(Math.abs(values[k]!));
  }
  return { rows: vectors, width: found };
}

function multiply({ offsets, column, value }: Sparse, q: Float64Array, width: number) {
  const n = offsets.length - 1;
  const product = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    const row = product.subarray(i * width, (i + 1) * width);
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      const weight = value[at]!;
      const from = column[at]! * width;
      for (let k = 0; k < width; k++) row[k]! += weight * q[from + k]!;
    }
  }
  return product;
}
