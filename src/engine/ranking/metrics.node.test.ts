import { describe, expect, it } from "vitest";
import { leaveOneOut, type Part, type Split, seen } from "../data/split.ts";
import { syntheticDataset } from "../data/synthetic.ts";
import { Rng } from "../numbers/random.ts";
import { hitRate, ndcg, RankingEvaluator, rankOf, reciprocalRank, topItems } from "./metrics.ts";
import { drawCandidates, SampledEvaluator } from "./sampled-metrics.ts";

const { dataset } = syntheticDataset({ users: 40, items: 60, interactionsPerUser: 12 });
const split = leaveOneOut(dataset);
const users = Int32Array.from({ length: 40 }, (_, user) => user);

/** Scores with many ties, and with some NaN and infinities where asked. */
function drawScores(rng: Rng, odd: boolean): Float32Array {
  return Float32Array.from({ length: 40 * 60 }, () => {
    const drawn = rng.int(20);
    if (odd && drawn === 0) return Number.NaN;
    if (odd && drawn === 1) return Number.NEGATIVE_INFINITY;
    if (odd && drawn === 2) return Number.POSITIVE_INFINITY;
    return drawn / 3;
  });
}

/** The metrics again, by sorting everything and as literally as the definitions read. */
function bruteForce(part: Part, scores: Float32Array, of: Split = split) {
  const number = (score: number) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score);
  const ranks: number[] = [];
  const shown: number[] = [];
  of[part].user.forEach((user, n) => {
    const held = of[part].item[n]!;
    const known = new Set(seen(of, part, user));
    const candidates = Array.from({ length: 60 }, (_, item) => item)
      .filter((item) => !known.has(item))
      .map((item) => ({ item, score: scores[user * 60 + item]! }));
    const own = scores[user * 60 + held]!;
    const ahead = ({ item, score }: { item: number; score: number }) =>
      item !== held && (score >= own || Number.isNaN(score) || Number.isNaN(own));
    ranks.push(1 + candidates.filter(ahead).length);
    const sorted = candidates.sort((a, b) => {
      const [x, y] = [number(a.score), number(b.score)];
      return x === y ? a.item - b.item : x < y ? 1 : -1;
    });
    shown.push(...sorted.slice(0, 10).map(({ item }) => item));
  });
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  return {
    "HR@10": mean(ranks.map((rank) => (rank <= 10 ? 1 : 0))),
    "NDCG@10": mean(ranks.map((rank) => (rank <= 10 ? Math.LN2 / Math.log(rank + 1) : 0))),
    MRR: mean(ranks.map((rank) => 1 / rank)),
    "Coverage@10": new Set(shown).size / 60,
    "Mean popularity@10": mean(shown.map((item) => of.popularity[item]!)),
  };
}

describe("ranking metrics", () => {
  it.each([
    ["validation", false],
    ["test", false],
    ["validation", true],
    ["test", true],
  ] as const)("agree with brute force on %s, odd scores: %s", (part, odd) => {
    const scores = drawScores(new Rng(odd ? 5 : 6), odd);
    const evaluator = new RankingEvaluator(split, part);
    // Blocks of uneven size, out of order.
    evaluator.add(users.subarray(25), scores.subarray(25 * 60));
    evaluator.add(users.subarray(0, 7), scores.subarray(0, 7 * 60));
    evaluator.add(users.subarray(7, 25), scores.subarray(7 * 60, 25 * 60));
    const expected = bruteForce(part, scores);
    const metrics = evaluator.metrics();
    expect(Object.keys(metrics)).toEqual(Object.keys(expected));
    for (const [name, value] of Object.entries(metrics)) {
      expect(value, name).toBeCloseTo(expected[name as keyof typeof expected], 12);
    }
  });

  it("never let ties or NaN favour the held-out item", () => {
    const nothing = new Uint8Array(5);
    expect(rankOf(2, new Float32Array(5), nothing)).toBe(5);
    expect(rankOf(2, new Float32Array(5).fill(Number.NaN), nothing)).toBe(5);
    expect(rankOf(2, Float32Array.of(Number.NaN, 0, 1, 0, 0), nothing)).toBe(2);
    expect(rankOf(2, Float32Array.of(9, 9, 1, 0, 0), Uint8Array.of(1, 0, 0, 0, 0))).toBe(2);
    for (const value of [0, Number.NaN]) {
      const evaluator = new RankingEvaluator(split, "test");
      evaluator.add(users, new Float32Array(40 * 60).fill(value));
      expect(evaluator.metrics()["HR@10"]).toBe(0);
    }
  });

  it("have the values of the papers at each rank", () => {
    expect([1, 2, 3, 10, 11].map((rank) => hitRate(rank))).toEqual([1, 1, 1, 1, 0]);
    expect(ndcg(1)).toBe(1);
    expect(ndcg(3)).toBeCloseTo(0.5, 15);
    expect(ndcg(11)).toBe(0);
    expect(ndcg(11, 20)).toBeCloseTo(1 / Math.log2(12), 15);
    expect(reciprocalRank(20)).toBe(0.05);
  });

  it("reach 1 when the held-out item has the highest score, seen ones notwithstanding", () => {
    const scores = new Float32Array(40 * 60);
    split.test.user.forEach((user, n) => {
      scores[user * 60 + split.test.item[n]!] = 1;
      for (const item of seen(split, "test", user)) scores[user * 60 + item] = 2;
    });
    const evaluator = new RankingEvaluator(split, "test");
    evaluator.add(users, scores);
    expect(evaluator.metrics()).toMatchObject({ "HR@10": 1, "NDCG@10": 1, MRR: 1 });
    expect([...evaluator.ranks()].every((rank) => rank === 1)).toBe(true);
  });

  it("list equal scores in the order of item ids", () => {
    const scores = Float32Array.of(1, 3, Number.NaN, 3, 2, 3);
    expect([...topItems(scores, new Uint8Array(6), 4)]).toEqual([1, 3, 5, 4]);
    expect([...topItems(scores, Uint8Array.of(0, 1, 0, 0, 0, 0), 10)]).toEqual([3, 5, 4, 0, 2]);
  });

  it("skip users without a case, and refuse a user twice or scores of another size", () => {
    const short = syntheticDataset({ users: 5, items: 60, interactionsPerUser: 12 }).dataset;
    const none = leaveOneOut({
      ...short,
      interactions: {
        user: short.interactions.user.slice(0, 2),
        item: short.interactions.item.slice(0, 2),
        rating: short.interactions.rating.slice(0, 2),
        time: short.interactions.time.slice(0, 2),
      },
    });
    const empty = new RankingEvaluator(none, "test");
    empty.add(Int32Array.of(0, 1), new Float32Array(120));
    expect(empty.metrics()).toEqual({
      "HR@10": 0,
      "NDCG@10": 0,
      MRR: 0,
      "Coverage@10": 0,
      "Mean popularity@10": 0,
    });
    const evaluator = new RankingEvaluator(split, "test");
    evaluator.add(Int32Array.of(3), new Float32Array(60));
    expect(() => evaluator.add(Int32Array.of(3), new Float32Array(60))).toThrow(/added before/);
    expect(() => evaluator.add(Int32Array.of(4), new Float32Array(50))).toThrow(/50 were given/);
  });
});

describe("sampled metrics", () => {
  it("draw distinct unseen items, the same from the same stream", () => {
    const drawn = drawCandidates(split, "test", "uniform", new Rng(1), 20);
    expect(drawCandidates(split, "test", "uniform", new Rng(1), 20)).toEqual(drawn);
    split.test.user.forEach((user, n) => {
      const items = drawn.item.subarray(drawn.offsets[n], drawn.offsets[n + 1]);
      expect(new Set(items).size).toBe(20);
      expect(items).not.toContain(split.test.item[n]);
      for (const known of seen(split, "test", user)) expect(items).not.toContain(known);
    });
  });

  it("take all there is where too few are left", () => {
    const drawn = drawCandidates(split, "validation", "uniform", new Rng(1));
    split.validation.user.forEach((user, n) => {
      const left = 60 - 1 - seen(split, "validation", user).length;
      expect(drawn.offsets[n + 1]! - drawn.offsets[n]!).toBe(left);
    });
  });

  it("draw items of popularity n with probability proportional to n", () => {
    // One negative a case, many cases: the mean popularity of what is drawn tells the distribution.
    const mean = (by: "uniform" | "popularity") => {
      let sum = 0;
      let count = 0;
      for (let seed = 0; seed < 50; seed++) {
        for (const item of drawCandidates(split, "test", by, new Rng(seed), 1).item) {
          sum += split.popularity[item]!;
          count++;
        }
      }
      return sum / count;
    };
    let expected = 0;
    let uniform = 0;
    split.test.user.forEach((user, n) => {
      const known = new Set([...seen(split, "test", user), split.test.item[n]!]);
      const open = [...split.popularity].filter((_, item) => !known.has(item));
      const total = open.reduce((sum, p) => sum + p, 0);
      expected += open.reduce((sum, p) => sum + p * p, 0) / total / 40;
      uniform += total / open.length / 40;
    });
    expect(Math.abs(mean("popularity") - expected)).toBeLessThan(0.35);
    expect(Math.abs(mean("uniform") - uniform)).toBeLessThan(0.35);
    expect(expected).toBeGreaterThan(uniform + 1);
  });

  it("rank among the candidates only, ties against the held-out item", () => {
    const candidates = drawCandidates(split, "test", "popularity", new Rng(3), 15);
    const scores = drawScores(new Rng(4), true);
    const evaluator = new SampledEvaluator(split, candidates);
    evaluator.add(users.subarray(0, 11), scores.subarray(0, 11 * 60));
    evaluator.add(users.subarray(11), scores.subarray(11 * 60));
    let reciprocal = 0;
    split.test.user.forEach((user, n) => {
      const own = scores[user * 60 + split.test.item[n]!]!;
      let rank = 1;
      for (const item of candidates.item.slice(candidates.offsets[n], candidates.offsets[n + 1])) {
        const score = scores[user * 60 + item]!;
        if (score >= own || Number.isNaN(score) || Number.isNaN(own)) rank++;
      }
      reciprocal += 1 / rank / 40;
    });
    expect(evaluator.metrics().MRR).toBeCloseTo(reciprocal, 12);
  });
});
