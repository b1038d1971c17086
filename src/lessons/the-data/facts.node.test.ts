import { describe, expect, it } from "vitest";
import { itemsOf, leaveOneOut, seen } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { Rng } from "../../engine/numbers/random.ts";
import {
  blocks,
  bursts,
  genreMix,
  ratingsByStars,
  ratingsByYear,
  usersByRatings,
} from "./facts.ts";
import { hidden } from "./hidden.ts";
import { divide } from "./splits.ts";

const HOUR = 3600;
const NEW_YEAR = Date.UTC(2000, 0, 1) / 1000;
/** Two users: three ratings, two of them in one second; two ratings two years later. */
const rows = {
  users: 2,
  items: 6,
  offsets: Int32Array.of(0, 3, 5),
  item: Int32Array.of(0, 1, 2, 0, 5),
  rating: Float32Array.of(5, 4, 3, 2, 1),
  time: Float64Array.of(
    NEW_YEAR,
    NEW_YEAR,
    NEW_YEAR + 2 * HOUR,
    NEW_YEAR + 730 * 24 * HOUR + 24 * HOUR,
    NEW_YEAR + 732 * 24 * HOUR,
  ),
};

describe("facts of a handful of ratings", () => {
  it("counts users by activity and ratings by year", () => {
    expect(usersByRatings(rows)).toEqual([{ name: "1 to 4", count: 2 }]);
    expect(usersByRatings({ ...rows, users: 1, offsets: Int32Array.of(0, 10) })).toEqual([
      { name: "10 to 19", count: 1 },
    ]);
    expect(ratingsByYear(rows)).toEqual([
      { name: "2000", count: 3 },
      { name: "2001", count: 0 },
      { name: "2002", count: 2 },
    ]);
  });

  it("finds bursts", () => {
    const { gaps, simultaneous, medianHours, lastTied } = bursts(rows);
    expect(gaps.map(({ count }) => count)).toEqual([1, 0, 0, 0, 1, 1, 0]);
    expect(simultaneous).toBe(2 / 5);
    expect(medianHours).toBe(24);
    expect(lastTied).toBe(0);
  });

  it("shares ratings among genres", () => {
    const catalogue = {
      ids: new Int32Array(6),
      titles: [],
      years: new Int16Array(6),
      genres: ["A", "B"],
      genreBits: Uint32Array.of(1, 3, 0, 0, 0, 2),
    };
    expect(genreMix(rows, catalogue)).toEqual([
      { name: "A", ratings: 3 / 5, films: 2 / 6 },
      { name: "B", ratings: 2 / 5, films: 2 / 6 },
    ]);
  });

  it("puts every rating into one block, the busiest first", () => {
    const { counts } = blocks(rows, rows, 2, 3);
    // By popularity: film 0 (twice), then 1, 2, 5, then 3, 4.
    expect([...counts]).toEqual([2, 1, 0, 1, 1, 0]);
  });
});

describe("three splits of the same ratings", () => {
  const base = leaveOneOut(
    syntheticDataset({ users: 40, items: 80, interactionsPerUser: 16 }).dataset,
  );
  const random = divide(base, "random", new Rng(3));
  const temporal = divide(base, "temporal", new Rng(3));

  it("hide two films a user, and lose none", () => {
    for (let user = 0; user < 40; user++) {
      const all = [...itemsOf(random.train, user)];
      all.push(random.validation.item[user]!, random.test.item[user]!);
      expect(all.sort()).toEqual([...itemsOf(base.whole, user)].sort());
      expect(seen(random, "test", user).includes(random.test.item[user]!)).toBe(false);
      const times = random.train.time.slice(
        random.train.offsets[user],
        random.train.offsets[user + 1],
      );
      expect([...times]).toEqual([...times.toSorted()]);
    }
  });

  it("depend on the seed alone", () => {
    expect(divide(base, "random", new Rng(3)).test).toEqual(random.test);
    expect(divide(base, "random", new Rng(4)).test).not.toEqual(random.test);
    expect(divide(base, "last", new Rng(4))).toBe(base);
  });

  it("leak what they are said to leak", () => {
    expect(hidden(base).laterOfOwn).toBe(0);
    expect(hidden(base).laterOfAll).toBeGreaterThan(0.2);
    expect(hidden(random).laterOfOwn).toBeGreaterThan(0.3);
    expect(hidden(temporal).laterOfOwn).toBe(0);
    expect(hidden(temporal).laterOfAll).toBe(0);
  });

  it("paint every rating once", () => {
    const { rows } = hidden(random, 40);
    for (const { kind } of rows) {
      expect(kind.filter((k) => k === 1)).toHaveLength(1);
      expect(kind.filter((k) => k === 2)).toHaveLength(1);
      expect(kind.filter((k) => k === 3)).toHaveLength(0);
    }
  });
});

it("ratings are counted by their stars, from the lowest", () => {
  const rating = Float32Array.of(4, 0.5, 4, 5);
  expect(ratingsByStars({ rating } as Parameters<typeof ratingsByStars>[0])).toEqual([
    { name: "0.5", count: 1 },
    { name: "4", count: 2 },
    { name: "5", count: 1 },
  ]);
});
