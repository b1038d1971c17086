/**
 * The leading eigenvectors of a large symmetric matrix that is known by its products only: a randomised
 * range finder with power iterations and a Rayleigh-Ritz step (Halko, Martinsson and Tropp 2011,
 * algorithms 4.4 and 5.3).
 */
import { orthonormalise, symmetricEigen } from "./eigen.ts";
import { Rng } from "./random.ts";

/** Columns more than are wanted, so that the last wanted ones are found well too. */
const EXTRA = 8;

/** The product of the matrix with q, [n, width] row by row. */
export type Multiply = (q: Float64Array, width: number) => Float64Array;

/**
 * @param count how many are wanted; at most n come
 * @param rounds power iterations: each makes what is left out smaller by the ratio of the eigenvalues
 * @returns vectors [n, found], orthonormal columns; values [found], the largest in absolute value first
 */
export function randomisedEigen(
  multiply: Multiply,
  n: number,
  count: number,
  rounds = 3,
): { vectors: Float64Array; values: Float64Array; found: number } {
  const width = Math.min(n, count + EXTRA);
  let q: Float64Array = Float64Array.from(new Rng(1).normals(n * width));
  for (let round = 0; round <= rounds; round++) {
    orthonormalise(q, n, width);
    q = multiply(q, width);
  }
  orthonormalise(q, n, width);
  // Ritz: the eigenvectors of A restricted to the subspace, A_s = Q' A Q.
  const image = multiply(q, width);
  const small = new Float64Array(width * width);
  for (let r = 0; r < n; r++) {
    for (let i = 0; i < width; i++) {
      const value = q[r * width + i]!;
      for (let j = 0; j < width; j++) small[i * width + j]! += value * image[r * width + j]!;
    }
  }
  const ritz = symmetricEigen(small, width);
  const order = Array.from(ritz.values.keys()).sort(
    (a, b) => Math.abs(ritz.values[b]!) - Math.abs(ritz.values[a]!),
  );
  const found = Math.min(count, width);
  const vectors = new Float64Array(n * found);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < found; k++) {
      let sum = 0;
      for (let i = 0; i < width; i++)
        sum += q[r * width + i]! * ritz.vectors[i * width + order[k]!]!;
      vectors[r * found + k] = sum;
    }
  }
  return {
    vectors,
    values: Float64Array.from({ length: found }, (_, k) => ritz.values[order[k]!]!),
    found,
  };
}
