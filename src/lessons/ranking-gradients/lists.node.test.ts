/// <reference types="node" />
/** Lists with one grade: any order of them is right, so they say nothing and are left out. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadDataset } from "../../engine/data/dataset.ts";
import { leaveOneOut } from "../../engine/data/split.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { datasetOf } from "../../engine/own-data/own.ts";
import { readTables } from "../../engine/own-data/testing.ts";
import lesson from "./lesson.ts";
import { shareOf } from "./list-shares.ts";
import { type Lists, prepareLists } from "./lists.ts";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, root)));
const config = defaults(lesson.hyperparameters);

const gradesOf = ({ offsets, grade, user }: Lists) =>
  [...user.keys()].map((n) => new Set(grade.subarray(offsets[n], offsets[n + 1])).size);

test("stars of 4.5 and 5 are one grade, and nothing is left to learn from", async () => {
  const { reader } = await readTables({
    "half.csv": read("src/engine/own-data/field/half_stars_top.csv"),
  });
  const split = leaveOneOut(datasetOf(reader.take({ core: 0, name: "x" })));
  expect(() => prepareLists(split, config, createStreams(1))).toThrow(/whose own ratings differ/);
});

test("in MovieLens small every list has two grades or more", async () => {
  const dataset = await loadDataset(
    "movielens-small",
    async (path) => read(`public/${path}`).buffer,
  );
  const { lists } = prepareLists(leaveOneOut(dataset), config, createStreams(1));
  for (const part of Object.values(lists)) expect(Math.min(...gradesOf(part))).toBeGreaterThan(1);
  expect(lists.test.user.length).toBe(658);
}, 30_000);

test("a list’s shares sum to one, what they are asked for as well, and equal scores share alike", () => {
  const list = { scores: [0, 0, Math.log(2)], grades: [2, 0, 1] };
  const shares = shareOf(list, "softmax");
  expect(shares.map(({ film }) => film)).toEqual([2, 0, 1]);
  expect(shares.map(({ scored }) => scored)).toEqual(
    [0.5, 0.25, 0.25].map((x) => expect.closeTo(x, 12)),
  );
  // Gains 3, 0, 1 over their sum.
  expect(shares.map(({ asked }) => asked)).toEqual(
    [0.25, 0.75, 0].map((x) => expect.closeTo(x, 12)),
  );
  const netted = shareOf(list, "listnet").reduce((sum, { asked }) => sum + asked, 0);
  expect(netted).toBeCloseTo(1, 12);
});
