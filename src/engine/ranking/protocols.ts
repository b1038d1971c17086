/**
 * One test asked three ways: among the whole catalogue, among a hundred items drawn uniformly, and among
 * a hundred drawn by popularity. Papers report all three as "NDCG@10"; the same model gets three numbers.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Part, Split } from "../data/split.ts";
import type { Metrics } from "../declarations/run.ts";
import { Rng } from "../numbers/random.ts";
import { oncePer } from "../once.ts";
import type { Scorer } from "./baselines.ts";
import { scoreUsers, underValidation } from "./evaluate.ts";
import { RankingEvaluator } from "./metrics.ts";
import { type Candidates, drawCandidates, SampledEvaluator } from "./sampled-metrics.ts";

/** Scores of every item for users in one part, [users, items]. */
type TensorScorer = (users: Int32Array, part: Part) => tf.Tensor2D;

/**
 * The test under the three protocols, and the full ranking of the validation part under "Validation ...".
 * @param usersOf who is asked in a part
 * @param also reads the scores of the test
 */
export async function underProtocols(
  split: Split,
  scorer: TensorScorer,
  usersOf: (part: Part) => Int32Array = (part) => split[part].user,
  also: (users: Int32Array, scores: Float32Array) => void = () => undefined,
): Promise<Metrics> {
  const validation = new RankingEvaluator(split, "validation");
  await scoreUsers(
    usersOf("validation"),
    (users) => scorer(users, "validation"),
    (users, scores) => validation.add(users, scores),
  );
  const test = new ProtocolEvaluator(split);
  await scoreUsers(
    usersOf("test"),
    (users) => scorer(users, "test"),
    (users, scores) => {
      test.add(users, scores);
      also(users, scores);
    },
  );
  return { ...test.metrics(), ...underValidation(validation.metrics()) };
}

/** A scorer without a model, for `underProtocols`. */
export function inTensors(scorer: Scorer, { train }: Split): TensorScorer {
  return (users, part) => tf.tensor2d(scorer(users, part), [users.length, train.items]);
}

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
