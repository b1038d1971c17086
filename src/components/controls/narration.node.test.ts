import { expect, test } from "vitest";
import type { SessionState } from "../session/state.ts";
import { narration } from "./narration.ts";

const metrics = [{ name: "NDCG@10", help: "", better: "higher", digits: 3 }];
const history = Array.from({ length: 10 }, (_, i) => ({
  step: (i + 1) * 100,
  epoch: i + 1,
  loss: 1,
  "NDCG@10": 0.01 * (i + 1),
}));
const run = {
  id: "a",
  status: "running",
  history,
  bestEpoch: 9,
  totalSteps: 1000,
  baselines: { popularity: { "NDCG@10": 0.02 } },
};
const state = (name: string, step: number, status = "running") =>
  ({
    lesson: { metrics, steps: [] },
    predictions: {},
    status: { name, detail: "the loss is no longer a number" },
    opened: { stepsPerEpoch: 100 },
    runs: [{ ...run, status, history: history.filter((row) => row.step <= step) }],
    currentRun: "a",
    step,
    totalSteps: 1000,
  }) as unknown as SessionState;

test("a whole run is told in five sentences", () => {
  const told = new Set<string>();
  for (let step = 1; step < 1000; step++) told.add(narration(state("Training", step)));
  told.add(narration(state("Finished", 1000, "finished")));
  expect([...told]).toEqual([
    "Training",
    "Training: a quarter done. NDCG@10 0.020.",
    "Training: halfway. NDCG@10 0.050.",
    "Training: three quarters done. NDCG@10 0.070.",
    "Finished. NDCG@10 0.090, recommending what is popular 0.020.",
  ]);
});

test("a failure is told with its reason", () => {
  expect(narration(state("Failed", 7))).toBe("Failed: the loss is no longer a number");
});
