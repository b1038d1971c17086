/**
 * Ranking metrics. For each case the whole catalogue is ranked, less what the user has seen; the rank of
 * the held-out item is 1 plus the number of other items whose score is not lower than its own. So ties
 * never favour the held-out item, and a score that is not a number counts as one (a model that answers
 * NaN everywhere finds nothing).
 *
 * One relevant item a case makes the metrics short: HR@k = [rank <= k], NDCG@k = [rank <= k] /
 * log2(rank + 1) (Järvelin and Kekäläinen 2002; the ideal list has gain 1 at rank 1), RR = 1 / rank.
 */
import { type Part, type Split, seen } from "../data/split.ts";

/** [rank <= k] */
export function hitRate(rank: number, k = 10): number {
  return rank <= k ? 1 : 0;
}

/** 1 / log2(rank + 1), or 0 beyond rank k. */
export function ndcg(rank: number, k = 10): number {
  return rank <= k ? 1 / Math.log2(rank + 1) : 0;
}

/** 1 / rank, without a cut-off. */
export function reciprocalRank(rank: number): number {
  return 1 / rank;
}

/** The names under which metrics are shown, stored and written to JSON. */
export type RankingMetricName = "HR@10" | "NDCG@10" | "MRR" | "Coverage@10" | "Mean popularity@10";
export type RankingMetrics = Readonly<Record<RankingMetricName, number>>;

const TOP = 10;

/**
 * The rank of one item among candidates, from 1.
 * @param scores [items]
 * @param excluded [items] 1 where an item does not take part; the item itself always does
 */
export function rankOf(item: number, scores: Float32Array, excluded: Uint8Array): number {
  const score = scores[item]!;
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    // Not "score of the other >= score": with NaN on either side, the other goes first.
    if (excluded[other] === 0 && other !== item && !(scores[other]! < score)) rank++;
  }
  return rank;
}

/**
 * The items with the k highest scores, best first; equal scores in the order of item ids, NaN last.
 * @param scores [items]
 * @param excluded [items] 1 where an item may not be recommended
 * @returns up to k item ids
 */
export function topItems(scores: Float32Array, excluded: Uint8Array, k = TOP): Int32Array {
  const items = new Int32Array(k);
  const kept = new Float32Array(k);
  let size = 0;
  for (let item = 0; item < scores.length; item++) {
    if (excluded[item] !== 0) continue;
    const score = Number.isNaN(scores[item]!) ? Number.NEGATIVE_INFINITY : scores[item]!;
    if (size === k && score <= kept[k - 1]!) continue;
    let place = size < k ? size++ : k - 1;
    for (; place > 0 && score > kept[place - 1]!; place--) {
      kept[place] = kept[place - 1]!;
      items[place] = items[place - 1]!;
    }
    kept[place] = score;
    items[place] = item;
  }
  return items.subarray(0, size);
}

/**
 * Gathers the metrics of one part of a split while its users are scored block by block.
 *
 * HR@10, NDCG@10, MRR are means over the cases; Coverage@10 is the share of the catalogue that is among
 * the first ten of any case's user; Mean popularity@10 is the mean number of training interactions of
 * what is in those lists.
 */
export class RankingEvaluator {
  readonly #split: Split;
  readonly #part: Part;
  /** [users] the held-out item of each user, -1 without one. */
  readonly #heldOut: Int32Array;
  /** [items] for one user at a time. */
  readonly #excluded: Uint8Array;
  /** [users] 0 until the user was added. */
  readonly #ranks: Int32Array;
  readonly #recommended: Uint8Array;
  #slots = 0;
  #popularity = 0;

  constructor(split: Split, part: Part) {
    const { users, items } = split.train;
    this.#split = split;
    this.#part = part;
    this.#heldOut = new Int32Array(users).fill(-1);
    const { user, item } = split[part];
    for (let n = 0; n < user.length; n++) this.#heldOut[user[n]!] = item[n]!;
    this.#excluded = new Uint8Array(items);
    this.#ranks = new Int32Array(users);
    this.#recommended = new Uint8Array(items);
  }

  /**
   * Adds users, each at most once and in any order; those without a case are skipped.
   * @param users [n]
   * @param scores [n, items], higher is better; read, not kept
   */
  add(users: Int32Array, scores: Float32Array): void {
    const { items } = this.#split.train;
    if (scores.length !== users.length * items) {
      throw new RangeError(
        `Scores of ${users.length} users and ${items} items are ${users.length * items} numbers, ` +
          `but ${scores.length} were given`,
      );
    }
    for (let n = 0; n < users.length; n++) {
      const user = users[n]!;
      const item = this.#heldOut[user]!;
      if (item < 0) continue;
      if (this.#ranks[user] !== 0) throw new RangeError(`User ${user} was added before`);
      const row = scores.subarray(n * items, (n + 1) * items);
      const known = seen(this.#split, this.#part, user);
      for (const other of known) this.#excluded[other] = 1;
      this.#ranks[user] = rankOf(item, row, this.#excluded);
      for (const shown of topItems(row, this.#excluded)) {
        this.#recommended[shown] = 1;
        this.#popularity += this.#split.popularity[shown]!;
        this.#slots++;
      }
      for (const other of known) this.#excluded[other] = 0;
    }
  }

  /** [users] the rank of each user's held-out item, from 1; 0 for users without a case or not yet added. */
  ranks(): Int32Array {
    return this.#ranks.slice();
  }

  /** Over the users added so far; all 0 before the first. */
  metrics(): RankingMetrics {
    const covered = this.#recommended.reduce((sum, shown) => sum + shown, 0);
    return {
      ...meanOverRanks(this.#ranks.filter((rank) => rank > 0)),
      "Coverage@10": covered / this.#recommended.length,
      "Mean popularity@10": this.#slots === 0 ? 0 : this.#popularity / this.#slots,
    };
  }
}

/** The three metrics that depend on the held-out items' ranks alone; 0 without any. */
export function meanOverRanks(
  ranks: ArrayLike<number>,
): Readonly<Record<"HR@10" | "NDCG@10" | "MRR", number>> {
  const mean = (metric: (rank: number) => number) =>
    ranks.length === 0
      ? 0
      : Array.from(ranks).reduce((sum, rank) => sum + metric(rank), 0) / ranks.length;
  return {
    "HR@10": mean((rank) => hitRate(rank, TOP)),
    "NDCG@10": mean((rank) => ndcg(rank, TOP)),
    MRR: mean(reciprocalRank),
  };
}
