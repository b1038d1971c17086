/** What item-to-item neighbours say of a film, with and without the person's own part in it. */
import type { Interactions } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { type ItemNeighbours, itemNeighbours } from "../../engine/ranking/item-knn.ts";

/** As in `itemNeighbours`. */
const SHRINKAGE = 10;

export const neighboursOf = oncePer((train: Interactions) => itemNeighbours(train));

/**
 * The score of a film that the person has watched themselves, as if they had not:
 *   sim(i, j) = (n_ij - 1) / (sqrt(n_i (n_j - 1)) + 10)
 * Somebody who watches i and j makes i and j more similar. A film for training would carry its own answer;
 * the film of a test does not, as it is not in what the similarities were counted from. Which films are
 * neighbours at all stays as it is.
 */
export function withoutOwn(
  { to, by }: ItemNeighbours,
  count: ArrayLike<number>,
  history: ArrayLike<number>,
  film: number,
): number {
  const n = count[film]!;
  let sum = 0;
  for (let h = 0; h < history.length; h++) {
    const i = history[h]!;
    const at = placeOf(to[i]!, film);
    if (at < 0) continue;
    const together = by[i]![at]! * (Math.sqrt(count[i]! * n) + SHRINKAGE);
    sum += Math.max(0, together - 1) / (Math.sqrt(count[i]! * (n - 1)) + SHRINKAGE);
  }
  return sum;
}

/** The place of a value in an ascending list, or -1. */
function placeOf(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! === value) return middle;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
