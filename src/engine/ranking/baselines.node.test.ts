/// <reference types="node" />
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../data/dataset.ts";
import { itemsOf, leaveOneOut, type Split, seen, temporalSplit } from "../data/split.ts";
import { syntheticDataset } from "../data/synthetic.ts";
import { Rng } from "../numbers/random.ts";
import {
  easeScorer,
  evaluateScorer,
  invertPositiveDefinite,
  itemKnnScorer,
  popularityScorer,
} from "./baselines.ts";

describe("against the definitions, on small data", () => {
  const split = leaveOneOut(
    syntheticDataset({ users: 30, items: 50, interactionsPerUser: 12 }).dataset,
  );
  const users = Int32Array.from({ length: 30 }, (_, user) => user);
  const x = Array.from(users, (user) => indicator(itemsOf(split.train, user)));

  function indicator(items: Int32Array): number[] {
    const row = new Array<number>(50).fill(0);
    for (const item of items) row[item] = 1;
    return row;
  }
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, n) => sum + value * b[n]!, 0);
  const columnOf = (item: number) => x.map((row) => row[item]!);

  /** The largest difference between a scorer's answers and h times a matrix of item-item weights. */
  function difference(scores: Float32Array, part: "validation" | "test", weights: number[][]) {
    let largest = 0;
    for (const user of users) {
      const h = indicator(seen(split, part, user));
      for (let j = 0; j < 50; j++) {
        const expected = h.reduce((sum, value, i) => sum + value * weights[i]![j]!, 0);
        largest = Math.max(largest, Math.abs(expected - scores[user * 50 + j]!));
      }
    }
    return largest;
  }

  it("popularity orders by count, then by id", () => {
    const scores = popularityScorer(split)(Int32Array.of(0, 1), "test");
    expect(scores.slice(0, 50)).toEqual(scores.slice(50));
    for (let a = 0; a < 50; a++) {
      for (let b = 0; b < a; b++) {
        const first = split.popularity[b]! >= split.popularity[a]!;
        expect(scores[b]! > scores[a]!).toBe(first);
      }
    }
  });

  it.each(["validation", "test"] as const)("item-kNN on %s", (part) => {
    const similarity = (i: number, j: number) => {
      const [a, b] = [columnOf(i), columnOf(j)];
      return i === j ? 0 : dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) + 10);
    };
    const weights = Array.from({ length: 50 }, () => new Array<number>(50).fill(0));
    for (let j = 0; j < 50; j++) {
      Array.from({ length: 50 }, (_, i) => i)
        .sort((a, b) => similarity(b, j) - similarity(a, j) || a - b)
        .slice(0, 7)
        .forEach((i) => {
          weights[i]![j] = similarity(i, j);
        });
    }
    expect(difference(itemKnnScorer(split, { k: 7 })(users, part), part, weights)).toBeLessThan(
      1e-6,
    );
  });

  it.each(["validation", "test"] as const)(
    "EASE on %s, with the catalogue's own inverse",
    (part) => {
      const gram = new Float64Array(50 * 50);
      for (let i = 0; i < 50; i++) {
        for (let j = 0; j < 50; j++) {
          gram[i * 50 + j] = dot(columnOf(i), columnOf(j)) + (i === j ? 3 : 0);
        }
      }
      const p = invertPositiveDefinite(gram, 50);
      const weights = Array.from({ length: 50 }, (_, i) =>
        Array.from({ length: 50 }, (_, j) => (i === j ? 0 : -p[i * 50 + j]! / p[j * 50 + j]!)),
      );
      expect(difference(easeScorer(split, { lambda: 3 })(users, part), part, weights)).toBeLessThan(
        1e-6,
      );
    },
  );

  it("inverts positive definite matrices, and refuses others", () => {
    const n = 12;
    const half = new Rng(3).normals(n * n);
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) a[i * n + j]! += half[i * n + k]! * half[j * n + k]!;
      }
      a[i * n + i]! += 1;
    }
    const inverse = invertPositiveDefinite(a.slice(), n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += a[i * n + k]! * inverse[k * n + j]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    }
    expect(() => invertPositiveDefinite(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/not positive/);
  });
});

/** Figures of an independent implementation in PyTorch; the protocol is right if these come out. */
describe("on MovieLens small", { timeout: 60_000 }, () => {
  let split: Split;
  let temporal: Split;
  beforeAll(async () => {
    const root = new URL("../../../public/", import.meta.url);
    const dataset = await loadDataset(
      "movielens-small",
      async (path) => new Uint8Array(readFileSync(new URL(path, root))).buffer,
    );
    split = leaveOneOut(dataset);
    temporal = temporalSplit(dataset, 0.8, "last");
  });
  const within = (found: number, expected: number) =>
    expect(Math.abs(found - expected), `${found} for ${expected}`).toBeLessThan(0.001);

  it("popularity", () => {
    const metrics = evaluateScorer(split, "test", popularityScorer(split));
    within(metrics["HR@10"], 0.0447);
    within(metrics["NDCG@10"], 0.0203);
    within(metrics.MRR, 0.0191);
  });

  it("item-kNN", () => {
    const metrics = evaluateScorer(split, "test", itemKnnScorer(split));
    within(metrics["NDCG@10"], 0.0355);
  });

  it("EASE", () => {
    const metrics = evaluateScorer(split, "test", easeScorer(split));
    within(metrics["HR@10"], 0.0805);
    within(metrics["NDCG@10"], 0.0418);
  });

  it("popularity and EASE under one cut in time", () => {
    const popularity = evaluateScorer(temporal, "test", popularityScorer(temporal));
    within(popularity["HR@10"], 0.024);
    within(popularity["NDCG@10"], 0.02);
    const ease = evaluateScorer(temporal, "test", easeScorer(temporal));
    within(ease["HR@10"], 0.064);
    within(ease["NDCG@10"], 0.049);
  });
});
