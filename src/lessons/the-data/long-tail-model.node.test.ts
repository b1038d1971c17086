import { expect, test } from "vitest";
import { headShares, itemsFor, logRanks, ranked } from "./long-tail-model.ts";

test("counts are ranked and summed from the head", () => {
  const counts = ranked([1, 6, 3]);
  expect([...counts]).toEqual([6, 3, 1]);
  const shares = headShares(counts);
  expect([...shares]).toEqual([0, 0.6, 0.9, 1]);
  expect(itemsFor(shares, 0.5)).toBe(1);
  expect(itemsFor(shares, 0.61)).toBe(2);
  expect(itemsFor(shares, 1)).toBe(3);
});

test("ranks on a log scale start at one, end at the last and do not repeat", () => {
  const ranks = logRanks(3496, 120);
  expect(ranks[0]).toBe(1);
  expect(ranks.at(-1)).toBe(3496);
  expect(new Set(ranks).size).toBe(ranks.length);
  expect(ranks.length).toBeLessThanOrEqual(120);
});
