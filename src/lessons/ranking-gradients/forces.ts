/**
 * The forces on one list, without tfjs: small enough to be worked out again while a film is dragged. The
 * tests hold them against the gradients of the losses that train (losses.ts) and against swapping films
 * by brute force (swap-delta.ts).
 *
 * A gradient says where the loss rises; a film moves the other way. `movement` is minus the gradient.
 */
import type { RankingConfig } from "./lesson.ts";
import { discount, gain, idealDcg } from "./list-metrics.ts";

export type LossName = RankingConfig["loss"];
export type Measure = RankingConfig["measure"];

/** For the measures that know only good and bad: four stars and more. */
export const RELEVANT = 3;

export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** One film list under the microscope. */
export interface OneList {
  readonly scores: readonly number[];
  readonly grades: readonly number[];
}

/** r_i from 1; of equal scores the film that stands first in the list. */
export function ranksOf(scores: readonly number[]): number[] {
  const ranks = new Array<number>(scores.length);
  orderOf(scores).forEach((film, n) => {
    ranks[film] = n + 1;
  });
  return ranks;
}

/** The films, best first. */
export function orderOf(scores: readonly number[]): number[] {
  return scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** The measure of a list in this order. */
export function measureOf(order: readonly number[], grades: readonly number[], measure: Measure) {
  if (measure === "ndcg") {
    const ideal = idealDcg(grades);
    const dcg = order.reduce((sum, film, n) => sum + gain(grades[film]!) * discount(n + 1), 0);
    return ideal === 0 ? 1 : dcg / ideal;
  }
  const relevant = order.map((film) => grades[film]! >= RELEVANT);
  if (measure === "mrr") {
    const first = relevant.indexOf(true);
    return first < 0 ? 0 : 1 / (first + 1);
  }
  let [found, sum] = [0, 0];
  relevant.forEach((good, n) => {
    if (good) sum += ++found / (n + 1);
  });
  return found === 0 ? 0 : sum / found;
}

/** |delta M_ij|: films i and j swapped in the ranking, the others left where they are. */
export function swapDeltas(list: OneList, measure: Measure): number[][] {
  if (measure !== "ndcg") return swapDeltasByForce(list, measure);
  // Only two discounts change hands: |2^l_i - 2^l_j| |1 / log2(1 + r_i) - 1 / log2(1 + r_j)| / IDCG
  const gains = list.grades.map(gain);
  const discounts = ranksOf(list.scores).map(discount);
  const ideal = idealDcg(list.grades);
  return gains.map((gi, i) =>
    gains.map((gj, j) =>
      ideal === 0 ? 0 : (Math.abs(gi - gj) * Math.abs(discounts[i]! - discounts[j]!)) / ideal,
    ),
  );
}

/** The same for any measure, by swapping each pair and measuring again. */
export function swapDeltasByForce({ scores, grades }: OneList, measure: Measure): number[][] {
  const order = orderOf(scores);
  const rank = ranksOf(scores);
  const now = measureOf(order, grades, measure);
  return scores.map((_, i) =>
    scores.map((_, j) => {
      if (i === j) return 0;
      const swapped = [...order];
      swapped[rank[i]! - 1] = j;
      swapped[rank[j]! - 1] = i;
      return Math.abs(measureOf(swapped, grades, measure) - now);
    }),
  );
}

/** What stands in the pair matrix, [n][n]; zero where the film of the row has not the higher grade. */
export interface Pairs {
  /** 1 - P_ij = sigma(s_j - s_i): how wrong the model still is about the pair. */
  readonly sigma: number[][];
  readonly delta: number[][];
  /** lambda_ij, the gradient on s_i of the pair; minus it is the gradient on s_j. */
  readonly lambda: number[][];
}

export function pairsOf(list: OneList, loss: "ranknet" | "lambdarank", measure: Measure): Pairs {
  const { scores, grades } = list;
  const delta = swapDeltas(list, measure);
  const sigma = scores.map((si, i) =>
    scores.map((sj, j) => (grades[i]! > grades[j]! ? sigmoid(sj - si) : 0)),
  );
  return { sigma, delta, lambda: lambdas(sigma, loss === "lambdarank" ? delta : null) };
}

/** lambda_ij = -(1 - P_ij), with LambdaRank times |delta M_ij|. */
function lambdas(sigma: number[][], weight: number[][] | null): number[][] {
  return sigma.map((row, i) =>
    row.map((s, j) => (s === 0 ? 0 : -s * (weight === null ? 1 : weight[i]![j]!))),
  );
}

export interface Forces {
  /** dL / ds_i of every film; minus this is where it is pulled. */
  readonly gradient: number[];
  readonly loss: number;
}

/** The loss of one list and its gradient on every score: sums over films or pairs, not means. */
export function forcesOf(list: OneList, loss: LossName, measure: Measure): Forces {
  const { scores, grades } = list;
  switch (loss) {
    case "mse":
      return {
        gradient: scores.map((s, i) => 2 * (s - grades[i]!)),
        loss: total(scores.map((s, i) => (s - grades[i]!) ** 2)),
      };
    case "bce":
      return {
        gradient: scores.map((s, i) => sigmoid(s) - grades[i]! / 4),
        loss: total(scores.map((s, i) => softplus(s) - (grades[i]! / 4) * s)),
      };
    case "ranknet":
      return pairwise(list, null);
    case "lambdarank":
      return pairwise(list, swapDeltas(list, measure));
    case "listnet":
      return listwise(softmaxOf(grades), scores);
    case "softmax": {
      const gains = grades.map(gain);
      const sum = Math.max(1, total(gains));
      return listwise(
        gains.map((g) => g / sum),
        scores,
      );
    }
  }
}

/** lambda_i = the sum of lambda_ij over worse films j, minus the sum of lambda_ji over better ones. */
function pairwise({ scores, grades }: OneList, weight: number[][] | null): Forces {
  const gradient = scores.map(() => 0);
  let loss = 0;
  for (let i = 0; i < scores.length; i++) {
    for (let j = 0; j < scores.length; j++) {
      if (grades[i]! <= grades[j]!) continue;
      const by = weight === null ? 1 : weight[i]![j]!;
      const behind = scores[j]! - scores[i]!;
      gradient[i]! -= by * sigmoid(behind);
      gradient[j]! += by * sigmoid(behind);
      loss += by * softplus(behind);
    }
  }
  return { gradient, loss };
}

/** Cross entropy of softmax(s) under q; the gradient is softmax(s) - q, as q sums to 1 (or to 0). */
function listwise(q: readonly number[], scores: readonly number[]): Forces {
  const p = softmaxOf(scores);
  const whole = total(q);
  return {
    gradient: p.map((share, i) => whole * share - q[i]!),
    loss: -total(q.map((share, i) => (share === 0 ? 0 : share * Math.log(p[i]!)))),
  };
}

/** e^x_i over their sum. */
export function softmaxOf(x: readonly number[]): number[] {
  const highest = Math.max(...x);
  const powers = x.map((value) => Math.exp(value - highest));
  const sum = total(powers);
  return powers.map((power) => power / sum);
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0);
}
