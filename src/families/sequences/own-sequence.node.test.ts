import { expect, test } from "vitest";
import { added, moved } from "./own-sequence.ts";

test("a film moves by one place, and not past the ends", () => {
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 2, -1)).toEqual([1, 3, 2]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});

test("a film is there once, as the newest", () => {
  expect(added([1, 2, 3], 1)).toEqual([2, 3, 1]);
  expect(added([], 4)).toEqual([4]);
});
