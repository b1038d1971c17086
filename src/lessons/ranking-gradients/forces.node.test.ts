/** The forces of the bench against arithmetic by hand, finite differences and their invariants. */
import { describe, expect, test } from "vitest";
import { Rng } from "../../engine/numbers/random.ts";
import {
  forcesOf,
  type LossName,
  type Measure,
  measureOf,
  type OneList,
  orderOf,
  pairsOf,
  swapDeltas,
  swapDeltasByForce,
  total,
} from "./forces.ts";
import { ndcg, pairAccuracy, pairLoss, ranking } from "./list-metrics.ts";
import { gradeOf } from "./lists.ts";

const LOSSES: LossName[] = ["mse", "bce", "ranknet", "lambdarank", "listnet", "softmax"];
const MEASURES: Measure[] = ["ndcg", "map", "mrr"];

const list: OneList = {
  scores: [0.3, -0.2, 1.4, 0.9, -1.1, 0.31, 2.2],
  grades: [4, 0, 1, 3, 3, 0, 2],
};

test("at equal scores the better film is pulled up by a half", () => {
  const { gradient } = forcesOf({ scores: [1, 1], grades: [3, 1] }, "ranknet", "ndcg");
  expect(gradient).toEqual([-0.5, 0.5]);
});

test("a pair of equal grades pulls nothing", () => {
  const { gradient, loss } = forcesOf({ scores: [3, -2], grades: [2, 2] }, "ranknet", "ndcg");
  expect(gradient.map(Math.abs)).toEqual([0, 0]);
  expect(loss).toBe(0);
});

test.each(["ranknet", "lambdarank", "listnet", "softmax"] as const)(
  "the forces of %s sum to zero",
  (loss) => {
    for (const measure of MEASURES) {
      expect(total(forcesOf(list, loss, measure).gradient)).toBeCloseTo(0, 12);
    }
  },
);

test.each(LOSSES)("a constant added to all scores, with %s", (loss) => {
  const shifted = { ...list, scores: list.scores.map((s) => s + 5) };
  const [before, after] = [forcesOf(list, loss, "ndcg"), forcesOf(shifted, loss, "ndcg")];
  const moved = Math.abs(after.loss - before.loss);
  if (loss === "mse" || loss === "bce") expect(moved).toBeGreaterThan(1);
  else {
    expect(moved).toBeLessThan(1e-9);
    after.gradient.forEach((g, i) => {
      expect(g).toBeCloseTo(before.gradient[i]!, 9);
    });
  }
});

test.each(LOSSES)("the gradient of %s agrees with finite differences", (loss) => {
  const { gradient } = forcesOf(list, loss, "ndcg");
  // The weights of LambdaRank stay those of the scores as they were.
  const { delta } = pairsOf(list, "lambdarank", "ndcg");
  const at = (scores: number[]) => {
    if (loss !== "lambdarank") return forcesOf({ ...list, scores }, loss, "ndcg").loss;
    return total(
      scores.flatMap((si, i) =>
        scores.map((sj, j) =>
          list.grades[i]! > list.grades[j]! ? delta[i]![j]! * Math.log1p(Math.exp(sj - si)) : 0,
        ),
      ),
    );
  };
  gradient.forEach((g, i) => {
    const h = 1e-5;
    const up = list.scores.map((s, n) => (n === i ? s + h : s));
    const down = list.scores.map((s, n) => (n === i ? s - h : s));
    expect(g).toBeCloseTo((at(up) - at(down)) / (2 * h), 6);
  });
});

test("|delta NDCG| by the formula is what swapping changes", () => {
  const deltas = swapDeltas(list, "ndcg");
  swapDeltasByForce(list, "ndcg").forEach((row, i) => {
    row.forEach((delta, j) => {
      expect(deltas[i]![j]).toBeCloseTo(delta, 12);
    });
  });
});

describe("metrics of a list", () => {
  test("NDCG by hand: a perfect order is 1, and ties put the lower grade first", () => {
    expect(ndcg([3, 2, 1], [4, 2, 0])).toBe(1);
    // Order 0, 2: (0 / log2 2 + 3 / log2 3) / (3 / log2 2)
    expect(ndcg([1, 1], [2, 0])).toBeCloseTo(1 / Math.log2(3), 12);
    expect(ranking([1, 1, Number.NaN], [2, 0, 4])).toEqual([1, 0, 2]);
  });

  test("with two grades pair accuracy is the area under the ROC curve", () => {
    expect(pairAccuracy([3, 1, 2, 0], [1, 0, 0, 1])).toBeCloseTo(2 / 4, 12);
    expect(pairAccuracy([1, 1], [1, 0])).toBe(0);
  });

  test("RankNet’s loss in bits: one for equal scores, never below the share of wrong pairs", () => {
    expect(pairLoss([1, 1, 1], [2, 1, 0])).toBeCloseTo(1, 12);
    expect(pairLoss([2, 0], [1, 0])).toBeCloseTo(Math.log2(1 + Math.exp(-2)), 12);
    expect(pairLoss([-800, 0], [1, 0])).toBeCloseTo(800 / Math.LN2, 6);
    const draw = new Rng(3);
    for (let n = 0; n < 100; n++) {
      const scores = Array.from({ length: 9 }, () => 4 * draw.normal());
      const grades = scores.map(() => draw.int(5));
      const wrong = grades.some((g) => g !== grades[0]) ? 1 - pairAccuracy(scores, grades) : 0;
      expect(pairLoss(scores, grades)).toBeGreaterThanOrEqual(wrong);
    }
  });

  test("average precision and reciprocal rank by hand", () => {
    const grades = [4, 0, 3, 1];
    expect(measureOf([1, 0, 3, 2], grades, "map")).toBeCloseTo((1 / 2 + 2 / 4) / 2, 12);
    expect(measureOf([1, 0, 3, 2], grades, "mrr")).toBe(0.5);
    expect(orderOf([0, 1, 1])).toEqual([1, 2, 0]);
  });

  test("stars become grades", () => {
    expect([0.5, 1, 1.5, 2, 3, 3.5, 4, 4.5, 5].map(gradeOf)).toEqual([0, 0, 1, 1, 2, 3, 3, 4, 4]);
  });
});
