/**
 * The metrics of this lesson: the full ranking that every retrieval lesson has, the same model ranked
 * among a hundred drawn films (which can reverse an order), and where films held out of training land.
 */
import { type Part, seen } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { popularityScorer } from "../../engine/ranking/baselines.ts";
import { rankOf } from "../../engine/ranking/metrics.ts";
import { inTensors, underProtocols } from "../../engine/ranking/protocols.ts";
import type { Measure } from "../../engine/training/training.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import { allFilms, inputsOf } from "./inputs.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import { type Parameters, score } from "./model.ts";

/** A held-out film counts as found among so many. */
const FOUND_WITHIN = 100;

/** The held-out metrics, among them where films held out of training land. */
async function evaluate(parameters: Parameters, config: Config, split: TwoTowerSplit) {
  const cold = new ColdEvaluator(split);
  const films = allFilms(split, config);
  const scorer = (users: Int32Array, part: Part) =>
    score(parameters, inputsOf(users, split, part, config), films, config);
  const metrics = await underProtocols(
    split,
    scorer,
    () => Int32Array.from({ length: split.train.users }, (_, user) => user),
    (users, scores) => cold.add(users, scores),
  );
  return { ...metrics, ...cold.metrics() };
}

/** Popularity under the same rulers; it has nothing to say of films held out of training. */
const baselines = async (split: TwoTowerSplit) => ({
  popularity: await underProtocols(split, inTensors(popularityScorer(split), split)),
});

export const measure: Measure<Config, TwoTowerSplit, Parameters> = { evaluate, baselines };

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
