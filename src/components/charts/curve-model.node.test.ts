import { expect, test } from "vitest";
import {
  type Curve,
  curveSentence,
  curveTable,
  ownPart,
  readAt,
  sharedPast,
  stepScale,
  valueScale,
} from "./curve-model.ts";

const line = (from: number, to: number, slope: number) =>
  Array.from({ length: (to - from) / 10 + 1 }, (_, i) => ({
    x: from + i * 10,
    y: slope * (from + i * 10),
  }));

const parent: Curve = {
  id: "a",
  number: 1,
  name: "defaults",
  points: line(0, 100, 1),
  highlighted: true,
};
const child: Curve = {
  id: "b",
  number: 2,
  name: "hard",
  points: line(50, 120, 2),
  highlighted: true,
  fork: { parent: "a", step: 40 },
};
const grandchild: Curve = {
  id: "c",
  number: 3,
  name: "lr 0.01",
  points: line(90, 150, 3),
  highlighted: false,
  fork: { parent: "b", step: 80 },
};

test("a fork's past is its parent's up to the fork, and its grandparent's before that", () => {
  const past = sharedPast(child, [parent, child]);
  expect(past.map((point) => point.x)).toEqual([0, 10, 20, 30, 40]);
  expect(ownPart(child, past)[0]).toEqual({ x: 40, y: 40 });
  const older = sharedPast(grandchild, [parent, child, grandchild]);
  expect(older.map((point) => point.x)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
  expect(older.at(-1)!.y).toBe(160);
});

test("reading a step gives every run that has a value there, highlighted first", () => {
  const reads = readAt([parent, child, grandchild], 100);
  expect(reads.map((read) => [read.curve.id, read.point.y])).toEqual([
    ["b", 200],
    ["a", 100],
    ["c", 300],
  ]);
  expect(readAt([parent, child], 20).map((read) => read.point.y)).toEqual([20, 20]);
  expect(readAt([parent, child], 118).map((read) => read.curve.id)).toEqual(["b"]);
});

test("scales hold everything, the baseline too, and epochs get whole ticks", () => {
  const values = valueScale([parent], { name: "popularity", value: 130 }, true);
  expect(values.domain[0]).toBe(0);
  expect(values.domain[1]).toBeGreaterThanOrEqual(130);
  const steps = stepScale([parent], 880, 88, 5);
  expect(steps.domain).toEqual([0, 880]);
  expect(steps.ticks.every((tick) => tick % 88 === 0)).toBe(true);
});

test("the sentence is made from the numbers", () => {
  const said = curveSentence("NDCG@10", [parent], { name: "popularity", value: 50 }, true);
  expect(said).toContain("2.00 times popularity");
  expect(said).toContain("its best so far");
  const fallen = { ...parent, points: line(0, 100, -1) };
  expect(curveSentence("Loss", [fallen], undefined, false)).toContain("fell from 0 to −100");
  const once = { ...parent, points: [{ x: 8, y: 0.26 }] };
  expect(curveSentence("Invalid", [once], undefined, false)).toMatch(
    /invalid 0\.260* after 8 steps/,
  );
  expect(curveSentence("NDCG@10", [], { name: "popularity", value: 0.02 }, true)).toContain(
    "popularity alone reaches 0.0200",
  );
});

test("the table has a row a step and a column a run", () => {
  const table = curveTable([parent, child], 10);
  expect(table.columns.map((column) => column.name)).toEqual([
    "Step",
    "Epoch",
    "Run 1: defaults",
    "Run 2: hard",
  ]);
  expect(table.rows[0]).toEqual([0, 0, 0, null]);
  expect(table.rows.at(-1)).toEqual([120, 12, null, 240]);
});
