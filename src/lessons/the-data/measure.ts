/** The numbers of this lesson: the full catalogue, and the same question among a hundred films. */

import type { Metrics } from "../../engine/declarations/run.ts";
import { evaluateScorer, type Scorer } from "../../engine/ranking/baselines.ts";
import { SampledEvaluator } from "../../engine/ranking/sampled-metrics.ts";
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
