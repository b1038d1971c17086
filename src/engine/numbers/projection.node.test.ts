import { describe, expect, it } from "vitest";
import { leadingEigenvectors, symmetricEigen } from "./eigen.ts";
import { projectPoint, projectRows } from "./projection.ts";
import { Rng } from "./random.ts";

/** Rows with standard deviation scale[c] along each of the columns, then mixed by a random rotation. */
function cloud(rows: number, scale: readonly number[], seed: number): Float32Array {
  const rng = new Rng(seed);
  const n = scale.length;
  const basis = symmetricEigen(symmetric(n, rng), n).vectors;
  const values = new Float32Array(rows * n);
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < n; k++) {
      const amount = scale[k]! * rng.normal();
      for (let c = 0; c < n; c++) values[r * n + c]! += amount * basis[c * n + k]! + 0.1 / n;
    }
  }
  return values;
}

function symmetric(n: number, rng: Rng): Float64Array {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      a[i * n + j] = rng.normal();
      a[j * n + i] = a[i * n + j]!;
    }
  }
  return a;
}

/** The covariance, as literally as its definition. */
function covariance(values: Float32Array, rows: number, n: number): Float64Array {
  const mean = Array.from({ length: n }, (_, c) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += values[r * n + c]!;
    return sum / rows;
  });
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [a, b] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let r = 0; r < rows; r++) {
      sum += (values[r * n + a]! - mean[a]!) * (values[r * n + b]! - mean[b]!);
    }
    return sum / rows;
  });
}

const distance = (x: Float32Array, y: Float32Array, i: number, j: number) =>
  Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);

describe("eigenvectors", () => {
  it("rebuild a symmetric matrix", () => {
    const a = symmetric(9, new Rng(1));
    const { values, vectors } = symmetricEigen(a, 9);
    for (let i = 0; i < 9; i++) {
      for (let j = 0; j < 9; j++) {
        let sum = 0;
        for (let k = 0; k < 9; k++) sum += vectors[i * 9 + k]! * values[k]! * vectors[j * 9 + k]!;
        expect(sum).toBeCloseTo(a[i * 9 + j]!, 10);
      }
      if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1]!);
    }
  });

  it("of a subspace are the leading ones of the whole, close eigenvalues or not", () => {
    for (const scale of [
      [5, 3, 1, 1, 1, 1, 0.5, 0.5, 0.2, 0.1, 0.1, 0.1],
      [1, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.9, 0.89],
    ]) {
      const a = covariance(cloud(400, scale, 2), 400, 12);
      const whole = symmetricEigen(a, 12);
      const { variances, vectors, width } = leadingEigenvectors(a, 12, 2);
      for (let k = 0; k < 2; k++) {
        expect(variances[k]).toBeCloseTo(whole.values[k]!, 8);
        let dot = 0;
        for (let r = 0; r < 12; r++) dot += vectors[r * width + k]! * whole.vectors[r * 12 + k]!;
        expect(Math.abs(dot)).toBeCloseTo(1, 6);
      }
    }
  });
});

describe("the map", () => {
  it("keeps data of rank 2 exactly", () => {
    const values = cloud(60, [3, 1, 0, 0, 0, 0, 0, 0, 0], 3);
    const { x, y, explainedVariance, neighbourOverlap } = projectRows(values, 60, 9);
    expect(explainedVariance[0] + explainedVariance[1]).toBeCloseTo(1, 6);
    expect(neighbourOverlap).toBe(1);
    for (let i = 1; i < 60; i++) {
      const a = values.subarray(0, 9);
      const b = values.subarray(9 * i, 9 * i + 9);
      expect(distance(x, y, 0, i)).toBeCloseTo(Math.hypot(...a.map((v, c) => v - b[c]!)), 4);
    }
  });

  it("explains the variance that the two largest eigenvalues hold", () => {
    const values = cloud(300, [3, 2.5, 2, 1, 1, 0.5, 0.5, 0.5], 4);
    const eigenvalues = symmetricEigen(covariance(values, 300, 8), 8).values;
    const total = eigenvalues.reduce((sum, value) => sum + value, 0);
    const { explainedVariance } = projectRows(values, 300, 8);
    expect(explainedVariance[0]).toBeCloseTo(eigenvalues[0]! / total, 8);
    expect(explainedVariance[1]).toBeCloseTo(eigenvalues[1]! / total, 8);
  });

  it("lies on the frame before, whatever rotation or reflection the space went through", () => {
    const n = 8;
    const values = cloud(200, [3, 2.9, 1, 1, 1, 0.5, 0.5, 0.5], 5);
    const before = projectRows(values, 200, n);
    for (const seed of [6, 7, 8, 9]) {
      const rotation = symmetricEigen(symmetric(n, new Rng(seed)), n).vectors;
      const turned = new Float32Array(values.length);
      for (let r = 0; r < 200; r++) {
        for (let a = 0; a < n; a++) {
          for (let b = 0; b < n; b++)
            turned[r * n + a]! += values[r * n + b]! * rotation[b * n + a]!;
        }
      }
      const after = projectRows(turned, 200, n, before);
      let largest = 0;
      for (let r = 0; r < 200; r++) {
        const moved = Math.hypot(after.x[r]! - before.x[r]!, after.y[r]! - before.y[r]!);
        largest = Math.max(largest, moved);
      }
      expect(largest).toBeLessThan(1e-4);
    }
  });

  it("moves little when the vectors do, though two variances are close and change places", () => {
    const values = cloud(300, [2, 2, 0.5, 0.5, 0.5, 0.5], 10);
    let frame = projectRows(values, 300, 6);
    const rng = new Rng(11);
    for (let step = 0; step < 5; step++) {
      for (let n = 0; n < values.length; n++) values[n]! += 0.01 * rng.normal();
      const next = projectRows(values, 300, 6, frame);
      const moved = Array.from(next.x, (x, r) =>
        Math.hypot(x - frame.x[r]!, next.y[r]! - frame.y[r]!),
      );
      expect(moved.reduce((sum, m) => sum + m, 0) / 300).toBeLessThan(0.05);
      frame = next;
    }
  });

  it("places another vector as it places the rows", () => {
    const values = cloud(100, [3, 2, 1, 1, 1], 12);
    const before = projectRows(cloud(100, [3, 2, 1, 1, 1], 13), 100, 5);
    for (const frame of [projectRows(values, 100, 5), projectRows(values, 100, 5, before)]) {
      const { x, y } = projectPoint(frame, values.subarray(35, 40));
      expect(x).toBeCloseTo(frame.x[7]!, 5);
      expect(y).toBeCloseTo(frame.y[7]!, 5);
    }
  });

  it("counts the neighbours that stay neighbours", () => {
    const rows = 100;
    const n = 11;
    const values = cloud(rows, [2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1], 14);
    const { x, y, neighbourOverlap } = projectRows(values, rows, n);
    const nearest = (d: (i: number) => number, point: number) =>
      Array.from({ length: rows }, (_, i) => i)
        .filter((i) => i !== point)
        .sort((a, b) => d(a) - d(b))
        .slice(0, 10);
    let kept = 0;
    for (let p = 0; p < rows; p++) {
      const own = values.subarray(p * n, p * n + n);
      const inSpace = nearest((i) => Math.hypot(...own.map((v, c) => v - values[i * n + c]!)), p);
      const onMap = nearest((i) => distance(x, y, p, i), p);
      kept += inSpace.filter((i) => onMap.includes(i)).length;
    }
    expect(neighbourOverlap).toBeCloseTo(kept / (10 * rows), 10);
    expect(neighbourOverlap).toBeGreaterThan(0.05);
    expect(neighbourOverlap).toBeLessThan(0.9);
  });

  it("shows two dimensions as they are", () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 9);
    const frame = projectRows(values, 3, 2);
    expect([...frame.x]).toEqual([1, 3, 5]);
    expect([...frame.y]).toEqual([2, 4, 9]);
    expect(frame.neighbourOverlap).toBe(1);
    expect(frame.explainedVariance[0] + frame.explainedVariance[1]).toBeCloseTo(1, 12);
    expect(projectPoint(frame, Float32Array.of(7, 8))).toEqual({ x: 7, y: 8 });
    expect([...projectRows(values, 6, 1).x]).toEqual([...values]);
  });

  it("survives vectors that are all alike, and those that are not numbers", () => {
    const still = projectRows(new Float32Array(50 * 4).fill(2), 50, 4);
    expect([...still.x, ...still.y].every((v) => v === 0)).toBe(true);
    expect(still.explainedVariance).toEqual([0, 0]);
    const lost = projectRows(new Float32Array(50 * 4).fill(Number.NaN), 50, 4, still);
    expect(lost.explainedVariance).toEqual([0, 0]);
    expect(lost.neighbourOverlap).toBe(0);
    const again = projectRows(cloud(50, [2, 1, 1, 1], 15), 50, 4, lost);
    expect([...again.x].every(Number.isFinite)).toBe(true);
  });
});
