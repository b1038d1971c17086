import { expect, test } from "vitest";
import { dot, scoresAfter, triplePlane } from "./triple-plane.ts";

const vectors = {
  p: [0.3, -0.5, 0.8, 0.1],
  qPositive: [0.2, 0.4, 0.6, -0.3],
  qNegative: [-0.5, 0.1, 0.4, 0.9],
  gradP: [0, 0, 0, 0],
  gradPositive: [0, 0, 0, 0],
  gradNegative: [0, 0, 0, 0],
};
// BPR: dL/dp = -g (q_i - q_j), dL/dq_i = -g p, dL/dq_j = g p.
const g = 0.4;
const bpr = {
  ...vectors,
  gradP: vectors.p.map((_, k) => -g * (vectors.qPositive[k]! - vectors.qNegative[k]!)),
  gradPositive: vectors.p.map((x) => -g * x),
  gradNegative: vectors.p.map((x) => g * x),
};

test("dot products with p are kept by the plane, and the positive lies right of the negative", () => {
  const plane = triplePlane(bpr, 0.1);
  const flat = (a: { x: number; y: number }, b: { x: number; y: number }) => a.x * b.x + a.y * b.y;
  const difference = {
    x: plane.positive.from.x - plane.negative.from.x,
    y: plane.positive.from.y - plane.negative.from.y,
  };
  expect(flat(plane.user.from, difference)).toBeCloseTo(
    dot(vectors.p, vectors.qPositive) - dot(vectors.p, vectors.qNegative),
  );
  expect(difference.y).toBeCloseTo(0);
  expect(difference.x).toBeGreaterThan(0);
  expect(plane.kept).toBeGreaterThan(0);
  expect(plane.kept).toBeLessThanOrEqual(1 + 1e-9);
});

test("the user moves towards the positive, the negative away from the user", () => {
  const { user, negative } = triplePlane(bpr, 0.1);
  expect(user.to.x).toBeGreaterThan(user.from.x);
  expect(negative.to.y).toBeLessThan(negative.from.y);
});

test("a step widens the gap between the scores", () => {
  const before = {
    sPositive: dot(vectors.p, vectors.qPositive),
    sNegative: dot(vectors.p, vectors.qNegative),
  };
  const after = scoresAfter(bpr, before, 0.1);
  expect(after.sPositive).toBeGreaterThan(before.sPositive);
  expect(after.sNegative).toBeLessThan(before.sNegative);
  expect(scoresAfter(vectors, before, 0.1)).toEqual(before);
});

test("vectors of nothing do not break the plane", () => {
  const zero = { ...vectors, p: [0, 0, 0, 0], qPositive: [0, 0, 0, 0], qNegative: [0, 0, 0, 0] };
  const plane = triplePlane(zero, 0.1);
  expect(Number.isFinite(plane.user.to.x + plane.user.to.y + plane.kept)).toBe(true);
});
