/** For whom a model finds the held-out film: for those whose film many people rated, or for all. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { askScorer, itemKnnScorer, popularityScorer } from "../../engine/ranking/baselines.ts";
import { scoreUsers } from "../../engine/ranking/evaluate.ts";
import { hitRate, RankingEvaluator } from "../../engine/ranking/metrics.ts";

/** The test cases in groups of about equal size, by the training ratings of the held-out film. */
export interface HitsByPopularity {
  /** The fewest and the most ratings that a held-out film of the group has. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Cases of each group. */
  readonly cases: readonly number[];
  /** HR@10 of each group: of the model, and of the two baselines that need no training. */
  readonly model: readonly number[];
  readonly popularity: readonly number[];
  readonly itemKnn: readonly number[];
}

const GROUPS = 5;

/**
 * HR@10 of the test over the full catalogue, by how often the held-out film was rated.
 * @param score scores of every film for these users, [users, items]
 */
export async function hitsByPopularity(
  split: Split,
  score: (users: Int32Array) => tf.Tensor2D,
): Promise<HitsByPopularity> {
  const { user, item } = split.test;
  const evaluator = new RankingEvaluator(split, "test");
  await scoreUsers(user, score, (users, scores) => evaluator.add(users, scores));
  const ranks = evaluator.ranks();
  const baselines = baselineRanks(split);
  // Films with equally many ratings stay in one group.
  const ratings = Array.from(item, (film) => split.popularity[film]!);
  const groups = cut(ratings);
  const each = <T>(value: (cases: readonly number[]) => T) => groups.map(value);
  const rate = (of: Int32Array) =>
    each(
      (cases) =>
        cases.reduce((sum, n) => sum + hitRate(of[user[n]!]!), 0) / Math.max(1, cases.length),
    );
  return {
    from: each((cases) => Math.min(...cases.map((n) => ratings[n]!))),
    to: each((cases) => Math.max(...cases.map((n) => ratings[n]!))),
    cases: each((cases) => cases.length),
    model: rate(ranks),
    popularity: rate(baselines.popularity),
    itemKnn: rate(baselines.itemKnn),
  };
}

/** Places of `values` in groups of about equal size, from small to large; equal values together. */
export function cut(values: readonly number[], groups = GROUPS): number[][] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
  const made: number[][] = [];
  let start = 0;
  for (let group = 1; group <= groups && start < order.length; group++) {
    let end = Math.max(start + 1, Math.round((group * order.length) / groups));
    while (end < order.length && values[order[end]!] === values[order[end - 1]!]) end++;
    made.push(order.slice(start, end));
    start = end;
  }
  return made;
}

/** Once for the data in question: they ask the same whatever is trained beside them. */
const baselineRanks = oncePer((split: Split) => ({
  popularity: askScorer(split, "test", popularityScorer(split)).ranks(),
  itemKnn: askScorer(split, "test", itemKnnScorer(split)).ranks(),
}));
