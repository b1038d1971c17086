import { expect, test } from "vitest";
import { counted, leaderOf, nextRound, totalOf } from "./votes.ts";

test("hands are counted, taken back, and never less than none", () => {
  let votes = counted([], 3, 1, 1);
  votes = counted(votes, 3, 1, 1);
  votes = counted(votes, 3, 0, 1);
  expect(votes).toEqual([[1, 2, 0]]);
  votes = counted(counted(votes, 3, 0, -1), 3, 0, -1);
  expect(votes).toEqual([[0, 2, 0]]);
  expect(totalOf(votes[0]!)).toBe(2);
});

test("a second vote leaves the first as it was, and is not begun twice", () => {
  const first = counted([], 2, 0, 1);
  const second = nextRound(first, 2);
  expect(second).toEqual([
    [1, 0],
    [0, 0],
  ]);
  expect(nextRound(second, 2)).toBe(second);
  expect(counted(second, 2, 1, 1)).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test("who leads is said only where one does", () => {
  expect(leaderOf([])).toBeNull();
  expect(leaderOf([[0, 0]])).toBeNull();
  expect(leaderOf([[2, 2, 1]])).toBeNull();
  expect(
    leaderOf([
      [9, 0, 0],
      [1, 2, 0],
    ]),
  ).toBe(1);
});
