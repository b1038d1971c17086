/** Eigenvectors of small symmetric matrices, in plain TypeScript. */
import { Rng } from "./random.ts";

const MAX_ITERATIONS = 100;
const TOLERANCE = 1e-6;

/**
 * The leading eigenvectors of a symmetric positive semi-definite matrix, by subspace iteration with a
 * Rayleigh-Ritz step (Rutishauser 1969; Golub and Van Loan, Matrix Computations, 8.2.4). The subspace has
 * a few more columns than are wanted, so that close eigenvalues cost few iterations; started from the
 * result for a slightly different matrix it takes a handful.
 *
 * @param a [n, n]
 * @param count how many are wanted; they are accurate to a residual of 1e-6 of the largest eigenvalue,
 *   or as far as 100 iterations come
 * @param start [n, width] a subspace found before; a fixed random one if absent
 * @returns vectors [n, width], orthonormal columns, the leading first; variances [width], descending
 */
export function leadingEigenvectors(
  a: Float64Array,
  n: number,
  count: number,
  start?: Float64Array,
): { vectors: Float64Array; variances: Float64Array; width: number } {
  const width = Math.min(n, count + 6);
  const fresh = () => Float64Array.from(new Rng(1).normals(n * width));
  let q: Float64Array = start?.length === n * width ? start.slice() : fresh();
  orthonormalise(q, n, width);
  let variances: Float64Array = new Float64Array(width);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    // Ritz: the eigenvectors of A restricted to the subspace.
    const z = multiply(a, q, n, width);
    const small = new Float64Array(width * width);
    for (let r = 0; r < n; r++) {
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < width; j++)
          small[i * width + j]! += q[r * width + i]! * z[r * width + j]!;
      }
    }
    const ritz = symmetricEigen(small, width);
    q = rotate(q, ritz.vectors, n, width);
    const image = rotate(z, ritz.vectors, n, width);
    variances = ritz.values;
    if (residual(image, q, variances, n, width, count) <= TOLERANCE * Math.abs(variances[0]!))
      break;
    // Three plain power steps for each Ritz step; image is A q already.
    q = multiply(a, multiply(a, image, n, width), n, width);
    orthonormalise(q, n, width);
  }
  return { vectors: q, variances, width };
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, 8.5).
 * @param a [n, n], not changed
 * @returns values [n], descending; vectors [n, n], column k belongs to values[k]
 */
export function symmetricEigen(
  a: Float64Array,
  n: number,
): { values: Float64Array; vectors: Float64Array } {
  const m = a.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        all += m[i * n + j]! ** 2;
        if (i !== j) off += m[i * n + j]! ** 2;
      }
    }
    if (!(off > 1e-28 * all)) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = m[p * n + q]!;
        if (apq === 0) continue;
        const theta = (m[q * n + q]! - m[p * n + p]!) / (2 * apq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (let k = 0; k < n; k++) turn(m, k * n + p, k * n + q, c, s);
        for (let k = 0; k < n; k++) turn(m, p * n + k, q * n + k, c, s);
        for (let k = 0; k < n; k++) turn(v, k * n + p, k * n + q, c, s);
      }
    }
  }
  const order = Array.from({ length: n }, (_, k) => k).sort(
    (i, j) => m[j * n + j]! - m[i * n + i]! || i - j,
  );
  const vectors = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) vectors[r * n + k] = v[r * n + order[k]!]!;
  }
  return { values: Float64Array.from(order, (k) => m[k * n + k]!), vectors };
}

function turn(m: Float64Array, i: number, j: number, c: number, s: number): void {
  const [a, b] = [m[i]!, m[j]!];
  m[i] = c * a - s * b;
  m[j] = s * a + c * b;
}

/** a [n, n] times q [n, width]. */
function multiply(a: Float64Array, q: Float64Array, n: number, width: number): Float64Array {
  const product = new Float64Array(n * width);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < n; k++) {
      const value = a[r * n + k]!;
      for (let c = 0; c < width; c++) product[r * width + c]! += value * q[k * width + c]!;
    }
  }
  return product;
}

/** q [n, width] times v [width, width]. */
function rotate(q: Float64Array, v: Float64Array, n: number, width: number): Float64Array {
  const product = new Float64Array(n * width);
  for (let r = 0; r < n; r++) {
    for (let k = 0; k < width; k++) {
      const value = q[r * width + k]!;
      for (let c = 0; c < width; c++) product[r * width + c]! += value * v[k * width + c]!;
    }
  }
  return product;
}

/** The largest |A q_k - lambda_k q_k| of the first `count` columns. */
function residual(
  image: Float64Array,
  q: Float64Array,
  values: Float64Array,
  n: number,
  width: number,
  count: number,
): number {
  let largest = 0;
  for (let k = 0; k < Math.min(count, width); k++) {
    let sum = 0;
    for (let r = 0; r < n; r++)
      sum += (image[r * width + k]! - values[k]! * q[r * width + k]!) ** 2;
    largest = Math.max(largest, Math.sqrt(sum));
  }
  return largest;
}

/** Gram and Schmidt, modified and done twice; a column that vanishes becomes a coordinate axis's rest. */
export function orthonormalise(q: Float64Array, n: number, width: number): void {
  for (let c = 0; c < width; c++) {
    for (let attempt = 0; attempt <= n; attempt++) {
      const before = lengthOf(q, n, width, c);
      for (let twice = 0; twice < 2; twice++) {
        for (let b = 0; b < c; b++) {
          let dot = 0;
          for (let r = 0; r < n; r++) dot += q[r * width + b]! * q[r * width + c]!;
          for (let r = 0; r < n; r++) q[r * width + c]! -= dot * q[r * width + b]!;
        }
      }
      const length = lengthOf(q, n, width, c);
      if (length > 1e-12 * before) {
        for (let r = 0; r < n; r++) q[r * width + c]! /= length;
        break;
      }
      for (let r = 0; r < n; r++) q[r * width + c] = r === attempt ? 1 : 0;
    }
  }
}

function lengthOf(q: Float64Array, n: number, width: number, c: number): number {
  let sum = 0;
  for (let r = 0; r < n; r++) sum += q[r * width + c]! ** 2;
  return Math.sqrt(sum);
}
