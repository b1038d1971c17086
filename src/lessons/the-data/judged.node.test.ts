import { expect, test } from "vitest";
import { judge, stopsOf } from "./judged.ts";

test("rank 3 is a hit, worth half of the top in NDCG, and nearly all of AUC", () => {
  expect(judge(3, 101)).toEqual({ "HR@10": 1, "NDCG@10": 0.5, MRR: 1 / 3, AUC: 0.98 });
  expect(judge(1, 101)).toEqual({ "HR@10": 1, "NDCG@10": 1, MRR: 1, AUC: 1 });
  expect(judge(11, 101)).toEqual({ "HR@10": 0, "NDCG@10": 0, MRR: 1 / 11, AUC: 0.9 });
  expect(judge(101, 101).AUC).toBe(0);
});

test("the slider goes from the first to the last rank, and stops at each of the first ten", () => {
  expect(stopsOf(3496).slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(stopsOf(3496).at(-1)).toBe(3496);
  expect(stopsOf(5)).toEqual([1, 2, 3, 4, 5]);
});
