import { expect, test } from "vitest";
import { overlaps, placeLabels, spreadLabels } from "./place-labels.ts";

const area = { x: 0, y: 0, width: 300, height: 200 };

test("no two placed labels touch and all lie inside", () => {
  const requests = Array.from({ length: 200 }, (_, id) => ({
    id,
    x: (id * 37) % 300,
    y: (id * 53) % 200,
    radius: 3,
    width: 40 + (id % 5) * 10,
    height: 12,
  }));
  const placed = placeLabels(requests, area);
  expect(placed.length).toBeGreaterThan(10);
  placed.forEach((a, i) => {
    expect(a.box.x).toBeGreaterThanOrEqual(0);
    expect(a.box.x + a.box.width).toBeLessThanOrEqual(300);
    for (const b of placed.slice(i + 1)) expect(overlaps(a.box, b.box)).toBe(false);
  });
});

test("earlier requests win, taken boxes are kept free, the limit holds", () => {
  const request = (id: number) => ({ id, x: 150, y: 100, radius: 3, width: 50, height: 12 });
  const placed = placeLabels([request(7), request(8)], area, { limit: 1 });
  expect(placed.map((label) => label.id)).toEqual([7]);
  expect(placed[0]!.box.x).toBeGreaterThan(150);
  const right = { x: 151, y: 0, width: 149, height: 200 };
  expect(placeLabels([request(7)], area, { taken: [right] })[0]!.box.x).toBeLessThan(150);
});

test("line labels keep their order, their distance and the area", () => {
  const spread = spreadLabels([50, 50, 52, 120, 3], 14, 7, 193);
  const sorted = [...spread].sort((a, b) => a - b);
  for (const [i, y] of sorted.slice(1).entries())
    expect(y - sorted[i]!).toBeGreaterThanOrEqual(14 - 1e-6);
  expect(Math.min(...spread)).toBeGreaterThanOrEqual(7);
  expect(spread[3]).toBe(120);
  expect(spread[2]!).toBeGreaterThan(spread[0]!);
  expect(spreadLabels([], 14, 0, 10)).toEqual([]);
});

test("too many labels for the room share it evenly", () => {
  const spread = spreadLabels([5, 5, 5, 5, 5], 14, 0, 28);
  expect(spread).toEqual([0, 7, 14, 21, 28]);
});
