import { expect, test } from "vitest";
import { MapScene } from "./map-scene.ts";

const reading = (xs: number[], ys: number[]) => ({
  x: Float32Array.from(xs),
  y: Float32Array.from(ys),
  explainedVariance: [0.5, 0.2] as const,
  neighbourOverlap: 0.4,
});
const all = () => true;

function scene() {
  const made = new MapScene();
  made.width = 400;
  made.height = 300;
  made.receive(reading([-1, 1, 1, -1, 0], [-1, -1, 1, 1, 0]), 0, false);
  made.advance(0);
  return made;
}

test("the first reading stands at once, the next is reached by gliding", () => {
  const map = scene();
  expect([...map.x]).toEqual([-1, 1, 1, -1, 0]);
  map.receive(reading([-1, 1, 1, -1, 0.8], [-1, -1, 1, 1, 0]), 1000, false);
  expect(map.advance(1080)).toBe(true);
  expect(map.x[4]).toBeGreaterThan(0.1);
  expect(map.x[4]).toBeLessThan(0.8);
  expect(map.advance(1300)).toBe(false);
  expect(map.x[4]).toBeCloseTo(0.8);
  map.receive(reading([-1, 1, 1, -1, 0], [-1, -1, 1, 1, 0]), 2000, true);
  expect(map.advance(2000)).toBe(false);
  expect(map.x[4]).toBe(0);
});

test("everything fits, equal lengths stay equal, up is up", () => {
  const map = scene();
  const [a, b, c] = [map.place(0), map.place(1), map.place(2)];
  expect(b.x - a.x).toBeCloseTo(b.y - c.y);
  expect(c.y).toBeLessThan(b.y);
  for (const item of [0, 1, 2, 3]) {
    const { x, y } = map.place(item);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(400);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(300);
  }
});

test("zooming keeps what is under the pointer, fit undoes it", () => {
  const map = scene();
  const before = map.place(2);
  map.zoomBy(3, before.x, before.y);
  expect(map.place(2).x).toBeCloseTo(before.x);
  expect(map.place(2).y).toBeCloseTo(before.y);
  map.fit();
  expect(map.place(2)).toEqual(before);
});

test("points are hit within reach, and arrows go to the neighbour in their direction", () => {
  const map = scene();
  const { x, y } = map.place(4);
  expect(map.hit(x + 3, y - 2, 8, all)).toBe(4);
  expect(map.hit(x + 40, y, 8, all)).toBeNull();
  const right = map.neighbour(0, 1, 0, all);
  expect([1, 4]).toContain(right);
  map.forgetMesh();
  expect(map.hit(x, y, 500, (item) => item !== 4)).not.toBe(4);
});
