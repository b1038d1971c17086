/** What stands on the bench of one list: its numbers, worked out from dragged scores. Pure functions. */
import {
  forcesOf,
  type LossName,
  type Measure,
  measureOf,
  type OneList,
  orderOf,
  pairsOf,
  ranksOf,
  sigmoid,
  total,
} from "./forces.ts";
import { gain, idealDcg, pairAccuracy } from "./list-metrics.ts";

export const LOSS_NAMES: Readonly<Record<LossName, string>> = {
  ranknet: "RankNet",
  lambdarank: "LambdaRank",
  listnet: "ListNet",
  softmax: "Softmax",
  mse: "Squared error",
  bce: "BCE",
};
export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  ndcg: "NDCG",
  map: "MAP",
  mrr: "MRR",
};

/** One loss's column on the bench. Movements, not gradients: up is a higher score. */
export interface Column {
  readonly loss: LossName;
  readonly movement: readonly number[];
  readonly sum: number;
  readonly value: number;
}

export function columnOf(list: OneList, loss: LossName, measure: Measure): Column {
  const { gradient, loss: value } = forcesOf(list, loss, measure);
  const movement = gradient.map((g) => (g === 0 ? 0 : -g));
  return { loss, movement, sum: total(movement), value };
}

/** The scores after one move along a loss: its strongest pull moves a film by `reach`. */
export function moved({ scores }: OneList, column: Column, reach: number): number[] {
  const strongest = Math.max(1e-12, ...column.movement.map(Math.abs));
  const eta = Math.min(reach / strongest, 1e6);
  return scores.map((s, i) => s + eta * column.movement[i]!);
}

/** The movement that pair (i, j) asks of film i: up if i has the higher grade. */
export function pairMovements(
  list: OneList,
  term: "sigma" | "delta" | "product",
  measure: Measure,
): number[][] {
  const { sigma, delta } = pairsOf(list, "ranknet", measure);
  return list.scores.map((_, i) =>
    list.scores.map((_, j) => {
      const sign = Math.sign(list.grades[i]! - list.grades[j]!);
      if (sign === 0) return 0;
      const wrong = sign > 0 ? sigma[i]![j]! : sigma[j]![i]!;
      const swap = delta[i]![j]!;
      return sign * (term === "sigma" ? wrong : term === "delta" ? swap : wrong * swap);
    }),
  );
}

/** The pair whose product of both terms is largest, better film first; null if all grades are equal. */
export function strongestPair(list: OneList, measure: Measure): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let most = -1;
  pairMovements(list, "product", measure).forEach((row, i) => {
    row.forEach((force, j) => {
      if (list.grades[i]! > list.grades[j]! && force > most) {
        most = force;
        best = [i, j];
      }
    });
  });
  return best;
}

/** Everything that is written out about one pair. */
export interface PairNumbers {
  readonly better: number;
  readonly worse: number;
  readonly difference: number;
  readonly sigma: number;
  readonly ranks: readonly [number, number];
  readonly gains: readonly [number, number];
  readonly ideal: number;
  readonly delta: number;
  /** The slope of |delta M| log(1 + e^-(s_i - s_j)) at s_i, by finite difference. */
  readonly checked: number;
}

export function pairNumbers(list: OneList, i: number, j: number, measure: Measure): PairNumbers {
  const { scores, grades } = list;
  const [better, worse] = grades[i]! >= grades[j]! ? [i, j] : [j, i];
  const delta = pairsOf(list, "lambdarank", measure).delta[better]![worse]!;
  const difference = scores[better]! - scores[worse]!;
  const cost = (d: number) => delta * Math.log1p(Math.exp(-d));
  const h = 1e-4;
  const rank = ranksOf(scores);
  return {
    better,
    worse,
    difference,
    sigma: sigmoid(-difference),
    ranks: [rank[better]!, rank[worse]!],
    gains: [gain(grades[better]!), gain(grades[worse]!)],
    ideal: idealDcg(grades),
    delta,
    checked: (cost(difference + h) - cost(difference - h)) / (2 * h),
  };
}

/** The list as a whole, in the order of its scores. */
export function listState(list: OneList) {
  return {
    order: orderOf(list.scores),
    ndcg: measureOf(orderOf(list.scores), list.grades, "ndcg"),
    pairs: pairAccuracy(list.scores, list.grades),
  };
}

/** Places at least `gap` apart, in the order wanted and as near to it as fits between two bounds. */
export function spreadOut(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = new Array<number>(wanted.length);
  let floor = low;
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, floor);
    floor = placed[i]! + gap;
  }
  let ceiling = high;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i]!, ceiling);
    ceiling = placed[i]! - gap;
  }
  return placed;
}
