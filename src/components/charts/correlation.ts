/** Pearson's correlation of two columns; NaN pairs are left out, 0 where there is no spread. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [n, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    n++;
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const spread = Math.sqrt((sumAA - sumA ** 2 / n) * (sumBB - sumB ** 2 / n));
  return spread > 0 ? (sumAB - (sumA * sumB) / n) / spread : 0;
}
