import { expect, test } from "vitest";
import { riseOf } from "./rise.ts";

const rows = (...losses: number[]) =>
  losses.map((loss, n) => ({ step: 10 * n + 1, epoch: n / 4, loss }));

test("a loss ten times its start is told, with the checkpoint before its lowest", () => {
  const rise = riseOf(rows(0.7, 0.5, 0.9, 7.1), 40, [0, 10, 20, 30]);
  expect(rise).toEqual({ times: 7.1 / 0.7, loss: 7.1, lowest: 0.5, at: 10 });
});

test("less than that, rows of another time and losses below zero are not", () => {
  expect(riseOf(rows(0.7, 0.5, 6.9), 40, [0])).toBeNull();
  expect(riseOf(rows(0.7, 0.5, 0.9, 7.1), 25, [0])).toBeNull();
  expect(riseOf(rows(-0.7, -0.5, 9), 40, [0])).toBeNull();
  expect(riseOf([], 0, [])).toBeNull();
});
