/** Hits by popularity against counting them one by one, and groups that keep equal values together. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut, seen } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { cut, hitsByPopularity } from "./hits-by-popularity.ts";

const { dataset } = syntheticDataset({ seed: 4, users: 60, items: 50, interactionsPerUser: 8 });
const split = leaveOneOut(dataset);
const { users, items } = split.train;
const table = new Rng(5).normals(users * items);

/** Whether fewer than ten films that the user has not seen are as good as theirs. */
function found(user: number, wanted: number, score: (item: number) => number): boolean {
  const known = new Set(seen(split, "test", user));
  const others = Array.from({ length: items }, (_, item) => item).filter(
    (item) => item !== wanted && !known.has(item) && score(item) >= score(wanted),
  );
  return others.length < 10;
}

forEachBackend("Hits by popularity", () => {
  test("are those that one counts", async () => {
    const all = tf.tensor2d(table, [users, items]);
    const reading = await hitsByPopularity(split, (asked) =>
      tf.gather(all, tf.tensor1d([...asked], "int32")),
    );
    expect(reading.cases.reduce((sum, n) => sum + n, 0)).toBe(split.test.user.length);
    reading.from.forEach((from, group) => {
      const cases = [...split.test.item.keys()].filter((n) => {
        const ratings = split.popularity[split.test.item[n]!]!;
        return ratings >= from && ratings <= reading.to[group]!;
      });
      expect(cases).toHaveLength(reading.cases[group]!);
      const share = (score: (user: number, item: number) => number) =>
        cases.filter((n) => {
          const user = split.test.user[n]!;
          return found(user, split.test.item[n]!, (item) => score(user, item));
        }).length / cases.length;
      expect(reading.model[group]).toBeCloseTo(
        share((user, item) => table[user * items + item]!),
        10,
      );
      // Of equally popular films the one with the lower id comes first.
      const popular = (_: number, item: number) => split.popularity[item]! - item / (2 * items);
      expect(reading.popularity[group]).toBeCloseTo(share(popular), 10);
    });
    all.dispose();
  });
});

test("equal values are never divided, and nothing is left over", () => {
  expect(cut([5, 1, 1, 1, 9, 7], 3)).toEqual([[1, 2, 3], [0], [5, 4]]);
  expect(cut([2, 2, 2], 5)).toEqual([[0, 1, 2]]);
  expect(cut([], 5)).toEqual([]);
});
