/**
 * One test asked three ways: among the whole catalogue, among a hundred items drawn uniformly, and among
 * a hundred drawn by popularity. Papers report all three as "NDCG@10"; the same model gets three numbers.
 */
import type { Split } from "../data/split.ts";
import type { Metrics } from "../declarations/run.ts";
import { Rng } from "../numbers/random.ts";
import { oncePer } from "../once.ts";
import { RankingEvaluator } from "./metrics.ts";
import { type Candidates, drawCandidates, SampledEvaluator } from "./sampled-metrics.ts";

/** Gathers the test metrics under the three protocols while users are scored block by block. */
export class ProtocolEvaluator {
  readonly #full: RankingEvaluator;
  readonly #uniform: SampledEvaluator;
  readonly #popular: SampledEvaluator;

  constructor(split: Split) {
    const { uniform, popular } = hundredCandidates(split);
    this.#full = new RankingEvaluator(split, "test");
    this.#uniform = new SampledEvaluator(split, uniform);
    this.#popular = new SampledEvaluator(split, popular);
  }

  /** @param scores [users, items], higher is better; read, not kept */
  add(users: Int32Array, scores: Float32Array): void {
    this.#full.add(users, scores);
    this.#uniform.add(users, scores);
    this.#popular.add(users, scores);
  }

  metrics(): Metrics {
    return {
      ...this.#full.metrics(),
      "NDCG@10, 100 uniform": this.#uniform.metrics()["NDCG@10"],
      "HR@10, 100 uniform": this.#uniform.metrics()["HR@10"],
      "NDCG@10, 100 popular": this.#popular.metrics()["NDCG@10"],
      "HR@10, 100 popular": this.#popular.metrics()["HR@10"],
    };
  }
}

/** The same hundred items for every model and seed, so that models are asked the same question. */
const hundredCandidates = oncePer((split: Split): { uniform: Candidates; popular: Candidates } => ({
  uniform: drawCandidates(split, "test", "uniform", new Rng(1)),
  popular: drawCandidates(split, "test", "popularity", new Rng(2)),
}));
