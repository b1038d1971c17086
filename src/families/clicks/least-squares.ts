/** Least squares by the normal equations: exact, for a few dozen columns. */

/** @returns the fitted function of a row */
export function leastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
): (row: readonly number[]) => number {
  const n = rows[0]!.length;
  // X^T X w = X^T y, with the right side as the last column
  const system = Array.from({ length: n }, () => new Float64Array(n + 1));
  rows.forEach((row, r) => {
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) system[i]![j]! += row[i]! * row[j]!;
      system[i]![n]! += row[i]! * targets[r]!;
    }
  });
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) system[i]![j] = system[j]![i]!;
  for (let i = 0; i < n; i++) system[i]![i]! += 1e-9 * rows.length;
  for (let i = 0; i < n; i++) {
    for (let below = i + 1; below < n; below++) {
      const factor = system[below]![i]! / system[i]![i]!;
      for (let j = i; j <= n; j++) system[below]![j]! -= factor * system[i]![j]!;
    }
  }
  const w = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let left = system[i]![n]!;
    for (let j = i + 1; j < n; j++) left -= system[i]![j]! * w[j]!;
    w[i] = left / system[i]![i]!;
  }
  return (row) => row.reduce((sum, x, i) => sum + w[i]! * x, 0);
}
