import { describe, expect, it } from "vitest";
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { shown } from "../charts/number-text.ts";
import type { Settled } from "../session/prediction.ts";
import { explanationOf, grade, valueAt } from "./grade.ts";
import { curveColumns } from "./predict-scale.ts";

const common = { id: "p", question: "?", run: {}, explanation: "So." };
const settled: Settled = {
  outcome: {
    run: { "NDCG@10": 0.038, Coverage: 0.2 },
    against: { "NDCG@10": 0.031, Coverage: 0.1 },
    baseline: { "NDCG@10": 0.02 },
  },
  curve: [
    { epoch: 1, value: 0.01 },
    { epoch: 2, value: 0.02 },
    { epoch: 4, value: 0.04 },
  ],
};

describe("a choice", () => {
  const prediction: Prediction = {
    ...common,
    kind: "choice",
    options: [
      { id: "up", label: "It rises" },
      { id: "down", label: "It falls" },
    ],
    grade: ({ run, against }) => ({
      answer: run.Coverage! > against.Coverage! ? "up" : "down",
      because: "Coverage went from 0.1 to 0.2.",
    }),
  };
  it("is settled by the run", () => {
    expect(grade(prediction, { kind: "choice", option: "up" }, settled)).toMatchObject({
      right: true,
      because: "Coverage went from 0.1 to 0.2.",
    });
    expect(grade(prediction, { kind: "choice", option: "down" }, settled)).toMatchObject({
      right: false,
      yours: "It falls",
      theirs: "It rises",
    });
  });
  it("is not graded by an answer of another kind", () => {
    expect(grade(prediction, { kind: "value", value: 1 }, settled)).toBeNull();
  });
});

describe("a winner", () => {
  const prediction: Prediction = {
    ...common,
    kind: "winner",
    metric: "NDCG@10",
    labels: ["hard", "uniform"],
    tie: 0.003,
    explanation: { run: "Hard teaches.", against: "Easy teaches.", tie: "Neither." },
  };
  const answer = { kind: "winner", side: "run" } as const;
  const seedsOf = (run: readonly number[], against: readonly number[]): Settled => ({
    ...settled,
    outcome: {
      run: { "NDCG@10": run[0]! },
      against: { "NDCG@10": against[0]! },
      baseline: {},
    },
    seeds: run.map((value, i) => ({
      run: { "NDCG@10": value },
      against: { "NDCG@10": against[i]! },
      baseline: {},
    })),
  });
  const graded = (of: Settled) => grade(prediction, answer, of)!;

  it("is the run that ends clearly higher, and the words are of that outcome", () => {
    expect(graded(settled)).toMatchObject({ right: true, outcome: "run" });
    expect(explanationOf(prediction, graded(settled))).toBe("Hard teaches.");
  });
  it("is not known within twice the noise of seeds, as long as there is one seed", () => {
    const { seeds: _none, ...one } = seedsOf([0.033], [0.031]);
    expect(graded(one)).toMatchObject({ right: null, outcome: null });
    expect(explanationOf(prediction, graded(one))).toBeNull();
  });
  it("is the one whose three seeds lie above all of the other's, else nobody", () => {
    const apart = seedsOf([0.0345, 0.0359, 0.0352], [0.0337, 0.031, 0.0322]);
    expect(graded(apart)).toMatchObject({ right: true, outcome: "run" });
    const among = seedsOf([0.028, 0.0352, 0.0292], [0.0337, 0.031, 0.0322]);
    expect(graded(among)).toMatchObject({ right: false, outcome: "tie" });
    expect(explanationOf(prediction, graded(among))).toBe("Neither.");
  });
  it("is nobody within the noise where the seed changes nothing", () => {
    const still = (value: number) => [value, value, value];
    expect(graded(seedsOf(still(0.033), still(0.031)))).toMatchObject({ outcome: "tie" });
    expect(graded(seedsOf(still(0.036), still(0.031)))).toMatchObject({ outcome: "run" });
  });
  it("is not known without the metric", () => {
    const other = { ...prediction, metric: "AUC" };
    expect(grade(other, answer, settled)).toBeNull();
  });
});

describe("a curve and a value", () => {
  it("have the mean distance as their gap", () => {
    const prediction: Prediction = { ...common, kind: "curve", metric: "NDCG@10", range: [0, 0.1] };
    const answer = { kind: "curve", epochs: [1, 2, 3, 9], values: [0.02, 0.02, 0.02, 1] } as const;
    expect(grade(prediction, answer, settled)?.gap).toBeCloseTo(0.02 / 3);
  });
  it("say both numbers", () => {
    const prediction: Prediction = { ...common, kind: "value", metric: "Coverage", range: [0, 1] };
    const graded = grade(prediction, { kind: "value", value: 0.5 }, settled);
    expect(graded).toMatchObject({ yours: "0.5", theirs: "0.2" });
    expect(graded?.gap).toBeCloseTo(0.3);
  });
  it("are read between epochs", () => {
    expect(valueAt(settled.curve, 3)).toBeCloseTo(0.03);
    expect(valueAt(settled.curve, 5)).toBeUndefined();
    expect(valueAt([], 1)).toBeUndefined();
  });
  it("have at most sixteen columns, evenly apart, the last epoch among them", () => {
    expect(curveColumns(4)).toEqual([1, 2, 3, 4]);
    expect(curveColumns(15)).toHaveLength(15);
    expect(curveColumns(40)).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34, 37, 40]);
  });
});

it("writes numbers as people do", () => {
  expect([0, 0.0312345, 12345.6, 1.5, 0.00002].map(shown)).toEqual([
    "0",
    "0.0312",
    "12,346",
    "1.5",
    "2.0e-5",
  ]);
});
