/**
 * How well scores order a list with graded ratings. Gain 2^grade - 1, discount 1 / log2(rank + 1), the
 * ideal over the whole list (Järvelin and Kekäläinen 2002; Burges et al. 2005). Equal scores never favour
 * the better film: among them the lower grade goes first, and a pair of equal scores is not in order.
 */
import type { Lists } from "./lists.ts";

type Numbers = ArrayLike<number>;

export const gain = (grade: number) => 2 ** grade - 1;
export const discount = (rank: number) => 1 / Math.log2(rank + 1);

/** The films in the order of their scores, best first; among equal scores, the lower grade first. */
export function ranking(scores: Numbers, grades: Numbers): number[] {
  return Array.from(scores, (_, i) => i).sort(
    (a, b) => value(scores[b]!) - value(scores[a]!) || grades[a]! - grades[b]!,
  );
}

// A score that is not a number is the worst.
const value = (score: number) => (Number.isNaN(score) ? -1e30 : score);

/** Gains of the first k, each with its rank's discount. */
export function dcg(order: readonly number[], grades: Numbers, k = order.length): number {
  let sum = 0;
  for (let n = 0; n < Math.min(k, order.length); n++) {
    sum += gain(grades[order[n]!]!) * discount(n + 1);
  }
  return sum;
}

/** The largest DCG that an order can have. */
export function idealDcg(grades: Numbers, k = grades.length): number {
  const sorted = Array.from(grades, (_, i) => i).sort((a, b) => grades[b]! - grades[a]!);
  return dcg(sorted, grades, k);
}

/** DCG@k divided by the ideal DCG@k; 1 for a list without any gain. */
export function ndcg(scores: Numbers, grades: Numbers, k = grades.length): number {
  const ideal = idealDcg(grades, k);
  return ideal === 0 ? 1 : dcg(ranking(scores, grades), grades, k) / ideal;
}

/**
 * The share of pairs with different grades that the scores put in order. With two grades this is the
 * area under the ROC curve (ties counted as wrong).
 */
export function pairAccuracy(scores: Numbers, grades: Numbers): number {
  let right = 0;
  let pairs = 0;
  for (let i = 0; i < grades.length; i++) {
    for (let j = 0; j < grades.length; j++) {
      if (grades[i]! <= grades[j]!) continue;
      pairs++;
      if (scores[i]! > scores[j]!) right++;
    }
  }
  return pairs === 0 ? 1 : right / pairs;
}

/**
 * RankNet's loss of a list, -log2 sigma(s_i - s_j), in bits a pair of different grades. A pair of equal scores
 * costs one bit and a wrong one more, so it is never below the share of pairs that are not in order.
 */
export function pairLoss(scores: Numbers, grades: Numbers): number {
  let bits = 0;
  let pairs = 0;
  for (let i = 0; i < grades.length; i++) {
    for (let j = 0; j < grades.length; j++) {
      if (grades[i]! <= grades[j]!) continue;
      pairs++;
      const behind = scores[j]! - scores[i]!; // log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)
      bits += (Math.max(behind, 0) + Math.log1p(Math.exp(-Math.abs(behind)))) / Math.LN2;
    }
  }
  return pairs === 0 ? 0 : bits / pairs;
}

/**
 * Means over lists, and the standard error of the mean NDCG@10: how much it would vary with other
 * people in the lists.
 * @param scores [films]
 */
export function listMetrics(lists: Lists, scores: Float32Array) {
  const n = lists.user.length;
  let [ten, five, whole, pairs, squares] = [0, 0, 0, 0, 0];
  for (let list = 0; list < n; list++) {
    const [start, end] = [lists.offsets[list]!, lists.offsets[list + 1]!];
    const s = scores.subarray(start, end);
    const grades = lists.grade.subarray(start, end);
    const order = ranking(s, grades);
    const atTen = ratio(dcg(order, grades, 10), idealDcg(grades, 10));
    ten += atTen / n;
    squares += atTen ** 2 / n;
    whole += ratio(dcg(order, grades), idealDcg(grades)) / n;
    five += ratio(dcg(order, grades, 5), idealDcg(grades, 5)) / n;
    pairs += pairAccuracy(s, grades) / n;
  }
  return {
    "NDCG@10": ten,
    "NDCG@5": five,
    NDCG: whole,
    "Pair accuracy": pairs,
    "NDCG@10 standard error": Math.sqrt(Math.max(0, squares - ten ** 2) / n),
  };
}

/** The mean of `pairLoss` over lists. */
export function meanPairLoss({ offsets, grade, user }: Lists, scores: Float32Array): number {
  let bits = 0;
  for (let list = 0; list < user.length; list++) {
    const [start, end] = [offsets[list]!, offsets[list + 1]!];
    bits += pairLoss(scores.subarray(start, end), grade.subarray(start, end)) / user.length;
  }
  return bits;
}

const ratio = (dcg: number, ideal: number) => (ideal === 0 ? 1 : dcg / ideal);
