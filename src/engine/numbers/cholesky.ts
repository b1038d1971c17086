/** Symmetric positive definite systems, by Cholesky's factor (Golub and Van Loan, 4.2). */

/** L with L L' = A, [n, n], below and on the diagonal. @throws RangeError if A is not positive definite */
export function factor(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let left = a[i * n + j]!;
      for (let k = 0; k < j; k++) left -= l[i * n + k]! * l[j * n + k]!;
      if (i !== j) l[i * n + j] = left / l[j * n + j]!;
      else if (left > 0) l[i * n + i] = Math.sqrt(left);
      else throw new RangeError("The matrix is not positive definite");
    }
  }
  return l;
}

/** x with A x = b. @param a [n, n] @param b [n] */
export function solve(a: Float64Array, b: Float64Array): Float64Array {
  return substituted(factor(a, b.length), b);
}

/** A^-1, [n, n] */
export function inverse(a: Float64Array, n: number): Float64Array {
  const l = factor(a, n);
  const whole = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    whole.set(substituted(l, unit), j * n);
  }
  return whole;
}

/** x with L L' x = b: first down, then up. */
function substituted(l: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  return x;
}
