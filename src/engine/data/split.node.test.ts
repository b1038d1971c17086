/// <reference types="node" />
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Dataset, loadDataset } from "./dataset.ts";
import { itemsOf, leaveOneOut, type Split, seen, temporalSplit } from "./split.ts";
import { syntheticDataset } from "./synthetic.ts";

/** A dataset from rows [user, item, time], already in order. */
function fromRows(rows: readonly (readonly [number, number, number])[]): Dataset {
  const { dataset } = syntheticDataset({ users: 2, items: 20, interactionsPerUser: 5 });
  return {
    ...dataset,
    users: 1 + Math.max(...rows.map(([user]) => user)),
    interactions: {
      user: Int32Array.from(rows, ([user]) => user),
      item: Int32Array.from(rows, ([, item]) => item),
      rating: new Float32Array(rows.length).fill(1),
      time: Float64Array.from(rows, ([, , time]) => time),
    },
  };
}
const cases = (of: { user: Int32Array; item: Int32Array }) =>
  Array.from(of.user, (user, n) => [user, of.item[n]]);

const rows = fromRows([
  [0, 5, 1],
  [0, 6, 2],
  [0, 7, 3],
  [0, 8, 9],
  [1, 5, 4],
  [1, 6, 5],
  [2, 9, 8],
  [2, 5, 10],
  [2, 4, 11],
]);

describe("leave-one-out", () => {
  it("tests on the last, validates on the one before, and trains on users with fewer than three", () => {
    const split = leaveOneOut(rows);
    expect(cases(split.test)).toEqual([
      [0, 8],
      [2, 4],
    ]);
    expect(cases(split.validation)).toEqual([
      [0, 7],
      [2, 5],
    ]);
    expect([0, 1, 2].map((user) => [...itemsOf(split.train, user)])).toEqual([[5, 6], [5, 6], [9]]);
    expect([...seen(split, "validation", 0)]).toEqual([5, 6]);
    expect([...seen(split, "test", 0)]).toEqual([5, 6, 7]);
    expect([...seen(split, "test", 1)]).toEqual([5, 6]);
    expect([...split.popularity.subarray(4, 10)]).toEqual([0, 2, 2, 0, 0, 1]);
  });
});

describe("temporal", () => {
  it("cuts everybody at one time and asks for the first interaction after it", () => {
    // Sorted times 1 2 3 4 5 8 9 10 11: index 6 holds 9, so the cut is at 9.
    const split = temporalSplit(rows, 0.7);
    expect([0, 1, 2].map((user) => [...itemsOf(split.train, user)])).toEqual([[5, 6], [5], [9]]);
    expect(cases(split.validation)).toEqual([
      [0, 7],
      [1, 6],
    ]);
    expect(cases(split.test)).toEqual([
      [0, 8],
      [2, 5],
    ]);
    expect([...seen(split, "test", 0)]).toEqual([5, 6, 7]);
  });

  it("can ask for the last one, of newcomers too, with all that came before it known", () => {
    // The cut is at 8: user 2 is new, user 0's film 8 and user 2's film 4 are in nobody's training.
    const split = temporalSplit(rows, 0.6, "last");
    expect(cases(split.test)).toEqual([]);
    const again = fromRows([
      [0, 5, 1],
      [0, 6, 2],
      [1, 9, 8],
      [1, 4, 10],
      [1, 5, 11],
    ]);
    const asked = temporalSplit(again, 0.5, "last");
    expect(cases(asked.test)).toEqual([[1, 5]]);
    expect([...seen(asked, "test", 1)]).toEqual([9, 4]);
    expect([...itemsOf(asked.train, 1)]).toEqual([]);
    expect(cases(temporalSplit(again, 0.5).test)).toEqual([]);
  });

  it("refuses a quantile outside (0, 1)", () => {
    expect(() => temporalSplit(rows, 1)).toThrow(/between 0 and 1, got 1/);
  });
});

describe("on MovieLens small", () => {
  let dataset: Dataset;
  beforeAll(async () => {
    const root = new URL("../../../public/", import.meta.url);
    dataset = await loadDataset(
      "movielens-small",
      async (path) => new Uint8Array(readFileSync(new URL(path, root))).buffer,
    );
  });

  /** How often a split breaks what every split promises. */
  function broken(split: Split): number {
    let count = 0;
    for (const part of ["validation", "test"] as const) {
      const { user, item } = split[part];
      for (let n = 0; n < user.length; n++) {
        if (seen(split, part, user[n]!).includes(item[n]!)) count++;
        if (n > 0 && user[n]! <= user[n - 1]!) count++;
      }
      for (let u = 0; u < split.train.users; u++) {
        const known = seen(split, part, u);
        if (itemsOf(split.train, u).some((trained, n) => trained !== known[n])) count++;
      }
    }
    const total = split.popularity.reduce((sum, n) => sum + n, 0);
    return count + Math.abs(total - split.train.item.length);
  }

  it("leaves one film out for each of 671 users", () => {
    const split = leaveOneOut(dataset);
    expect(split.test.user.length).toBe(671);
    expect(split.validation.user.length).toBe(671);
    expect(split.train.item.length).toBe(90_072 - 2 * 671);
    expect(broken(split)).toBe(0);
  });

  it("has 20 cases of known users after the cut, and 125 with newcomers", () => {
    const first = temporalSplit(dataset);
    expect(first.test.user.length).toBe(20);
    expect(broken(first)).toBe(0);
    const last = temporalSplit(dataset, 0.8, "last");
    expect(last.test.user.length).toBe(125);
    expect(broken(last)).toBe(0);
    const { user, item, time } = dataset.interactions;
    const latestKnown = first.history.test.time.reduce((a, b) => Math.max(a, b));
    const earliestAsked = Math.min(
      ...Array.from(first.test.user, (u, n) => {
        const row = user.findIndex((v, r) => v === u && item[r] === first.test.item[n]);
        return time[row]!;
      }),
    );
    expect(latestKnown).toBeLessThan(earliestAsked);
  });
});
