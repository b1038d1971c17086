/** The numbers of this lesson: the full catalogue, and the same question among a hundred films. */
import { evaluateScorer, type Scorer } from "../../engine/baselines.ts";
import type { Metrics } from "../../engine/run.ts";
import { SampledEvaluator } from "../../engine/sampled-metrics.ts";
import type { Stream } from "./stream.ts";

export function measure(split: Stream, scorer: Scorer): Metrics {
  const validation = evaluateScorer(split, "validation", scorer);
  const sampled = new SampledEvaluator(split, split.candidates);
  const test = evaluateScorer(split, "test", (users, part) => {
    const scores = scorer(users, part);
    sampled.add(users, scores);
    return scores;
  });
  return {
    ...test,
    "Sampled HR@10": sampled.metrics()["HR@10"],
    "Validation NDCG@10": validation["NDCG@10"],
    "Validation HR@10": validation["HR@10"],
  };
}
