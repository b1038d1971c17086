/**
 * Vectors of many dimensions on a flat map: principal components (Pearson 1901; Hotelling 1933), turned
 * and mirrored onto the frame before, with two figures that say how far the map can be trusted.
 */
import { leadingEigenvectors } from "./eigen.ts";
import { nearestRows } from "./nearest.ts";

export interface Projection {
  /** [rows] */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The shares of the total variance along the first and the second principal component. */
  readonly explainedVariance: readonly [number, number];
  /**
   * The mean share, 0 to 1, of a point's 10 nearest neighbours in full space that are among its 10
   * nearest on the map, over a fixed sample of 104 points.
   */
  readonly neighbourOverlap: number;
  /** [columns] what is subtracted before projecting. */
  readonly mean: Float64Array;
  /** [columns, 2] the map's axes in full space. */
  readonly axes: Float64Array;
  /** [columns, width] where the next frame starts its search for components. */
  readonly subspace: Float64Array;
}

const NEIGHBOURS = 10;
/** Comparing each with every row is most of a frame's time; the share's standard error is about 0.015. */
const SAMPLE = 104;

/**
 * Projects rows on their first two principal components. Rows that have two dimensions or fewer are shown
 * as they are.
 * @param values [rows, columns]; read, not kept
 * @param before the frame before; if it has as many rows, the new one is turned and mirrored (never
 *   scaled) to lie as near to it as possible, and if as many columns, the search starts from its result
 */
export function projectRows(
  values: Float32Array,
  rows: number,
  columns: number,
  before?: Projection,
): Projection {
  const mean = columnMeans(values, rows, columns);
  const covariance = covarianceOf(values, rows, columns, mean);
  let total = 0;
  for (let c = 0; c < columns; c++) total += covariance[c * columns + c]!;
  const share = (variance: number) => (total > 0 ? Math.min(1, Math.max(0, variance / total)) : 0);

  if (columns <= 2) {
    const axes = columns === 2 ? Float64Array.of(1, 0, 0, 1) : Float64Array.of(1, 0);
    const [x, y] = place(values, rows, columns, new Float64Array(columns), axes);
    return {
      x,
      y,
      explainedVariance: [share(covariance[0]!), columns === 2 ? share(covariance[3]!) : 0],
      neighbourOverlap: rows > 1 ? 1 : 0,
      mean: new Float64Array(columns),
      axes,
      subspace: axes,
    };
  }
  const usable = before && before.mean.length === columns && before.subspace.every(Number.isFinite);
  const { vectors, variances, width } = leadingEigenvectors(
    covariance,
    columns,
    2,
    usable ? before.subspace : undefined,
  );
  const axes = new Float64Array(2 * columns);
  for (let k = 0; k < 2; k++) {
    const sign = signOfLargest(vectors, columns, width, k);
    for (let c = 0; c < columns; c++) axes[2 * c + k] = sign * vectors[c * width + k]!;
  }
  const [x, y] = place(values, rows, columns, mean, axes);
  if (before?.x.length === rows) align(x, y, axes, before);
  return {
    x,
    y,
    explainedVariance: [share(variances[0]!), share(variances[1]!)],
    neighbourOverlap: neighbourOverlap(values, rows, columns, x, y),
    mean,
    axes,
    subspace: vectors,
  };
}

/** Where one more vector, [columns], lies on the map. */
export function projectPoint(
  { mean, axes }: Pick<Projection, "mean" | "axes">,
  vector: Float32Array,
): { x: number; y: number } {
  const [x, y] = place(vector, 1, mean.length, mean, axes);
  return { x: x[0]!, y: y[0]! };
}

/** (values - mean) axes, as two columns. */
function place(
  values: Float32Array,
  rows: number,
  columns: number,
  mean: Float64Array,
  axes: Float64Array,
): [Float32Array, Float32Array] {
  const x = new Float32Array(rows);
  const y = new Float32Array(rows);
  const stride = columns === 1 ? 1 : 2;
  for (let r = 0; r < rows; r++) {
    let first = 0;
    let second = 0;
    for (let c = 0; c < columns; c++) {
      const value = values[r * columns + c]! - mean[c]!;
      first += value * axes[stride * c]!;
      if (stride === 2) second += value * axes[2 * c + 1]!;
    }
    x[r] = first;
    y[r] = second;
  }
  return [x, y];
}

/**
 * Orthogonal Procrustes (Schönemann 1966) in two dimensions: the rotation or reflection R that minimises
 * |Y R - B|, for the new frame Y and the one before B, both [rows, 2]. With M = Y'B, the best rotation
 * reaches trace(R'M) = hypot(m00 + m11, m01 - m10), the best reflection hypot(m00 - m11, m01 + m10).
 * Turns the points and the axes in place.
 */
function align(x: Float32Array, y: Float32Array, axes: Float64Array, before: Projection): void {
  let [m00, m01, m10, m11] = [0, 0, 0, 0];
  for (let r = 0; r < x.length; r++) {
    m00 += x[r]! * before.x[r]!;
    m01 += x[r]! * before.y[r]!;
    m10 += y[r]! * before.x[r]!;
    m11 += y[r]! * before.y[r]!;
  }
  const turned = Math.hypot(m00 + m11, m01 - m10);
  const mirrored = Math.hypot(m00 - m11, m01 + m10);
  const best = Math.max(turned, mirrored);
  if (!(best > 0) || !Number.isFinite(best)) return;
  const mirror = mirrored > turned ? -1 : 1;
  // R = [cos, sin; -mirror sin, mirror cos]
  const cos = (m00 + mirror * m11) / best;
  const sin = (m01 - mirror * m10) / best;
  for (let r = 0; r < x.length; r++) {
    const [a, b] = [x[r]!, y[r]!];
    x[r] = cos * a - mirror * sin * b;
    y[r] = sin * a + mirror * cos * b;
  }
  for (let c = 0; c < axes.length; c += 2) {
    const [a, b] = [axes[c]!, axes[c + 1]!];
    axes[c] = cos * a - mirror * sin * b;
    axes[c + 1] = sin * a + mirror * cos * b;
  }
}

/** A component and its negative are both right; take the one whose largest entry is positive. */
function signOfLargest(vectors: Float64Array, columns: number, width: number, k: number): 1 | -1 {
  let largest = 0;
  for (let c = 0; c < columns; c++) {
    const entry = vectors[c * width + k]!;
    if (Math.abs(entry) > Math.abs(largest)) largest = entry;
  }
  return largest < 0 ? -1 : 1;
}

function columnMeans(values: Float32Array, rows: number, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) mean[c]! += values[r * columns + c]!;
  }
  return mean.map((sum) => sum / Math.max(rows, 1));
}

/** [columns, columns], symmetric, divided by the number of rows. */
function covarianceOf(
  values: Float32Array,
  rows: number,
  columns: number,
  mean: Float64Array,
): Float64Array {
  const covariance = new Float64Array(columns * columns);
  // Four rows at a time, so that each entry is loaded and stored a quarter as often; the last ones are 0.
  const block = new Float64Array(4 * columns);
  for (let start = 0; start < rows; start += 4) {
    for (let k = 0; k < 4; k++) {
      const r = start + k;
      for (let c = 0; c < columns; c++) {
        block[4 * c + k] = r < rows ? values[r * columns + c]! - mean[c]! : 0;
      }
    }
    for (let a = 0; a < columns; a++) {
      const v0 = block[4 * a]!;
      const v1 = block[4 * a + 1]!;
      const v2 = block[4 * a + 2]!;
      const v3 = block[4 * a + 3]!;
      for (let b = a; b < columns; b++) {
        covariance[a * columns + b]! +=
          v0 * block[4 * b]! +
          v1 * block[4 * b + 1]! +
          (v2 * block[4 * b + 2]! + v3 * block[4 * b + 3]!);
      }
    }
  }
  for (let a = 0; a < columns; a++) {
    for (let b = a; b < columns; b++) {
      covariance[a * columns + b]! /= Math.max(rows, 1);
      covariance[b * columns + a] = covariance[a * columns + b]!;
    }
  }
  return covariance;
}

/** See Projection.neighbourOverlap. Sampled points are spread evenly over the rows. */
function neighbourOverlap(
  values: Float32Array,
  rows: number,
  columns: number,
  x: Float32Array,
  y: Float32Array,
): number {
  const count = Math.min(NEIGHBOURS, rows - 1);
  if (count < 1) return 0;
  const size = Math.min(SAMPLE, rows);
  const sample = Int32Array.from({ length: size }, (_, n) => Math.floor((n * rows) / size));
  const flat = new Float32Array(2 * rows);
  for (let r = 0; r < rows; r++) {
    flat[2 * r] = x[r]!;
    flat[2 * r + 1] = y[r]!;
  }
  const inSpace = nearestRows(values, rows, columns, sample, count);
  const onMap = nearestRows(flat, rows, 2, sample, count);
  let kept = 0;
  for (let n = 0; n < inSpace.length; n += count) {
    const near = onMap.subarray(n, n + count);
    for (const other of inSpace.subarray(n, n + count))
      if (other >= 0 && near.includes(other)) kept++;
  }
  return kept / inSpace.length;
}
