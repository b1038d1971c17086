/**
 * One test asked three ways: among the whole catalogue, among a hundred items drawn uniformly, and among
 * a hundred drawn by popularity. Papers report all three as "NDCG@10"; the same model gets three numbers.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../data/split.ts";
import type { Metrics } from "../declarations/run.ts";
import { Rng } from "../numbers/random.ts";
import { RankingEvaluator } from "./metrics.ts";
import { type Candidates, drawCandidates, SampledEvaluator } from "./sampled-metrics.ts";

const USERS_PER_BLOCK = 256;

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

/** Scores users block by block, so that memory stays bounded. */
export async function scoreUsers(
  users: Int32Array,
  score: (users: Int32Array) => tf.Tensor2D,
  take: (users: Int32Array, scores: Float32Array) => void,
): Promise<void> {
  for (let start = 0; start < users.length; start += USERS_PER_BLOCK) {
    const block = users.subarray(start, start + USERS_PER_BLOCK);
    const scored = tf.tidy(() => score(block));
    // Read in place: nobody keeps the array, so it need not be copied.
    take(block, (await scored.data()) as Float32Array);
    scored.dispose();
  }
}

/** The metrics of the validation part by the names they have in a history. */
export function underValidation(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, x]) => [`Validation ${name}`, x]));
}

const drawn = new WeakMap<Split, { uniform: Candidates; popular: Candidates }>();

/** The same hundred items for every model and seed, so that models are asked the same question. */
function hundredCandidates(split: Split): { uniform: Candidates; popular: Candidates } {
  let candidates = drawn.get(split);
  if (!candidates) {
    candidates = {
      uniform: drawCandidates(split, "test", "uniform", new Rng(1)),
      popular: drawCandidates(split, "test", "popularity", new Rng(2)),
    };
    drawn.set(split, candidates);
  }
  return candidates;
}
