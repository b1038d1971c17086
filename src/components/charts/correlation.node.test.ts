import { expect, test } from "vitest";
import { correlation } from "./correlation.ts";

test("a line is 1, a falling line -1, no spread 0", () => {
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
  expect(correlation([1, 2, 3], [5, 5, 5])).toBe(0);
  expect(correlation([1, 2, 3, Number.NaN], [2, 4, 6, 1])).toBeCloseTo(1);
});
