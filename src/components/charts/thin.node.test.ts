import { expect, test } from "vitest";
import { nearest, thin } from "./thin.ts";

const line = (length: number, y: (i: number) => number) =>
  Array.from({ length }, (_, i) => ({ x: i, y: y(i) }));

test("a short line is drawn whole, without what is not a number", () => {
  const points = [...line(5, (i) => i), { x: 5, y: Number.NaN }];
  expect(thin(points)).toHaveLength(5);
});

test("a long line keeps its first, last, lowest and highest point and stays short", () => {
  const points = line(5000, (i) => (i === 1234 ? -9 : i === 3210 ? 9 : Math.sin(i / 70)));
  const thinned = thin(points);
  expect(thinned.length).toBeLessThanOrEqual(200);
  expect(thinned[0]).toBe(points[0]);
  expect(thinned.at(-1)).toBe(points.at(-1));
  expect(thinned).toContain(points[1234]);
  expect(thinned).toContain(points[3210]);
  for (const point of thinned) expect(points).toContain(point);
  expect(thinned.every((point, at) => at === 0 || point.x > thinned[at - 1]!.x)).toBe(true);
});

test("the nearest point is found, or none within reach", () => {
  const points = line(11, (i) => i * i).filter((point) => point.x % 5 === 0);
  expect(nearest(points, 6)?.x).toBe(5);
  expect(nearest(points, 8)?.x).toBe(10);
  expect(nearest(points, -3)?.x).toBe(0);
  expect(nearest(points, 7.4, 1)).toBeNull();
  expect(nearest([], 1)).toBeNull();
});
