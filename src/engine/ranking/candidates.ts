/**
 * Metrics of a ranker on candidates that somebody else has chosen: a held-out item that is not among
 * them is not found, however good the ranker is (the retriever's recall is the ceiling).
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Part, Split } from "../data/split.ts";
import type { Metrics } from "../declarations/run.ts";
import { scoreUsers } from "./evaluate.ts";
import { meanOverRanks, topItems } from "./metrics.ts";

/** For each user the items to rank; rows are filled up with -1. */
export interface CandidateLists {
  /** [users, size] */
  readonly items: Int32Array;
  readonly size: number;
}

/**
 * HR@10, NDCG@10 and MRR of the ranker's order, Coverage@10, and "Recall@C" of the candidates, C their
 * number: a held-out item outside of the list has no rank and counts 0 everywhere. "AUC@C" is the share of the
 * other candidates that score below it, a mean over those that are in their list. Ties and scores that
 * are no numbers count against the held-out item.
 * @param score of these candidates for these users, both [users, size]; an empty place of a list is asked as 0
 */
export async function evaluateCandidates(
  split: Split,
  part: Part,
  lists: CandidateLists,
  score: (users: Int32Array, candidates: Int32Array) => tf.Tensor2D,
): Promise<Metrics> {
  const { size } = lists;
  const { user: asked, item: heldOut } = split[part];
  const wanted = new Map(Array.from(asked, (user, n) => [user, heldOut[n]!]));
  const ranks: number[] = [];
  const shown = new Uint8Array(split.train.items);
  const none = new Uint8Array(size);
  let found = 0;
  let below = 0;
  const rowOf = (user: number) => lists.items.subarray(user * size, (user + 1) * size);
  await scoreUsers(
    asked,
    (users) => {
      const ids = new Int32Array(users.length * size);
      users.forEach((user, n) => {
        ids.set(
          rowOf(user).map((item) => Math.max(0, item)),
          n * size,
        );
      });
      return score(users, ids);
    },
    (users, scores) => {
      users.forEach((user, n) => {
        const own = scores.slice(n * size, (n + 1) * size);
        const row = rowOf(user);
        row.forEach((item, at) => {
          if (item < 0) own[at] = Number.NEGATIVE_INFINITY;
        });
        for (const at of topItems(own, none)) if (row[at]! >= 0) shown[row[at]!] = 1;
        const at = row.indexOf(wanted.get(user)!);
        const rank = at < 0 ? Number.POSITIVE_INFINITY : rankAmong(at, own, row);
        ranks.push(rank);
        if (at < 0) return;
        found++;
        const others = row.reduce((n, item) => n + (item < 0 ? 0 : 1), -1);
        below += others > 0 ? 1 - (rank - 1) / others : 1;
      });
    },
    Math.max(1, Math.floor(65_536 / size)),
  );
  return {
    ...meanOverRanks(ranks),
    "Coverage@10": shown.reduce((sum, bit) => sum + bit, 0) / shown.length,
    [`Recall@${size}`]: asked.length === 0 ? 0 : found / asked.length,
    [`AUC@${size}`]: found === 0 ? 0 : below / found,
  };
}

/** From 1: one more than the others whose score is not lower. */
function rankAmong(at: number, scores: Float32Array, items: Int32Array): number {
  let rank = 1;
  scores.forEach((score, other) => {
    if (other !== at && items[other]! >= 0 && !(score < scores[at]!)) rank++;
  });
  return rank;
}
