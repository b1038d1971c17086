/**
 * The metrics of this lesson: the full ranking that every retrieval lesson has, the same model ranked
 * among a hundred drawn films (which can reverse an order), and where films held out of training land.
 */
import * as tf from "@tensorflow/tfjs-core";
import { RankingEvaluator, rankOf } from "../../engine/metrics.ts";
import { Rng } from "../../engine/random.ts";
import type { Metrics } from "../../engine/run.ts";
import { type Candidates, drawCandidates, SampledEvaluator } from "../../engine/sampled-metrics.ts";
import { type Part, type Split, seen } from "../../engine/split.ts";
import type { TwoTowerSplit } from "./hold-out.ts";

const USERS_PER_BLOCK = 256;
/** A held-out film counts as found among so many. */
const FOUND_WITHIN = 100;

/** Scores of every film for these users, [users, items]. */
export type Score = (users: tf.Tensor1D, part: Part) => tf.Tensor2D;

export async function evaluate(split: TwoTowerSplit, score: Score): Promise<Metrics> {
  const validation = new RankingEvaluator(split, "validation");
  await scoreAll(split, "validation", score, (users, scores) => validation.add(users, scores));

  const test = new RankingEvaluator(split, "test");
  const { uniform, popular } = candidatesOf(split);
  const amongUniform = new SampledEvaluator(split, uniform);
  const amongPopular = new SampledEvaluator(split, popular);
  const cold = new ColdEvaluator(split);
  await scoreAll(split, "test", score, (users, scores) => {
    test.add(users, scores);
    amongUniform.add(users, scores);
    amongPopular.add(users, scores);
    cold.add(users, scores);
  });
  const underValidation = Object.entries(validation.metrics()).map(([name, value]) => [
    `Validation ${name}`,
    value,
  ]);
  return {
    ...test.metrics(),
    ...Object.fromEntries(underValidation),
    "NDCG@10, 100 uniform": amongUniform.metrics()["NDCG@10"],
    "NDCG@10, 100 popular": amongPopular.metrics()["NDCG@10"],
    ...cold.metrics(),
  };
}

/** Scores everybody block by block, so that memory stays bounded. */
async function scoreAll(
  split: Split,
  part: Part,
  score: Score,
  take: (users: Int32Array, scores: Float32Array) => void,
): Promise<void> {
  const everybody = Int32Array.from({ length: split.train.users }, (_, user) => user);
  for (let start = 0; start < everybody.length; start += USERS_PER_BLOCK) {
    const users = everybody.subarray(start, start + USERS_PER_BLOCK);
    const scored = tf.tidy(() => score(tf.tensor1d(users, "int32"), part));
    // Read in place: nobody keeps the array, so it need not be copied.
    take(users, (await scored.data()) as Float32Array);
    scored.dispose();
  }
}

const drawn = new WeakMap<Split, { uniform: Candidates; popular: Candidates }>();

/** The same hundred films for every model and seed, so that models are asked the same question. */
function candidatesOf(split: Split): { uniform: Candidates; popular: Candidates } {
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

/**
 * For each interaction with a film that was held out of training: where does the film stand for that
 * user, among all films the user has not watched?
 * - Cold recall@100: the share that stand among the first hundred;
 * - Cold AUC: the mean share of the other held-out films that stand below it, one half by chance.
 */
class ColdEvaluator {
  readonly #split: TwoTowerSplit;
  /** The held-out films that each user watched. */
  readonly #watched = new Map<number, number[]>();
  readonly #excluded: Uint8Array;
  /** [items] 1 for a film that is not held out. */
  readonly #known: Uint8Array;
  #found = 0;
  #below = 0;
  #pairs = 0;

  constructor(split: TwoTowerSplit) {
    this.#split = split;
    split.coldCases.user.forEach((user, n) => {
      const films = this.#watched.get(user) ?? [];
      films.push(split.coldCases.item[n]!);
      this.#watched.set(user, films);
    });
    this.#excluded = new Uint8Array(split.train.items);
    this.#known = split.isCold.map((bit) => 1 - bit);
  }

  /** @param scores [users, items] */
  add(users: Int32Array, scores: Float32Array): void {
    const { items } = this.#split.train;
    users.forEach((user, row) => {
      const films = this.#watched.get(user);
      if (!films) return;
      const own = scores.subarray(row * items, (row + 1) * items);
      for (const film of seen(this.#split, "test", user)) this.#excluded[film] = 1;
      for (const film of films) {
        if (rankOf(film, own, this.#excluded) <= FOUND_WITHIN) this.#found++;
      }
      this.#excluded.fill(0);
      // Among the held-out films alone, the user's own left out.
      for (const film of films) this.#known[film] = 1;
      const others = this.#split.cold.length - films.length;
      for (const film of others > 0 ? films : []) {
        this.#below += 1 - (rankOf(film, own, this.#known) - 1) / others;
        this.#pairs++;
      }
      for (const film of films) this.#known[film] = 0;
    });
  }

  metrics(): Metrics {
    const cases = this.#split.coldCases.user.length;
    if (cases === 0) return {};
    return {
      "Cold recall@100": this.#found / cases,
      "Cold AUC": this.#pairs === 0 ? 0 : this.#below / this.#pairs,
    };
  }
}
