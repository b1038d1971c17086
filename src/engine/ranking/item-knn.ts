/** Which items are similar, because the same users have them: the part of item-kNN that is learnt. */
import { type Interactions, itemsOf } from "../data/split.ts";

export interface ItemKnnOptions {
  readonly k?: number;
  readonly shrinkage?: number;
}

/** For each item i: the items that count it among their nearest, and how similar they are. */
export interface ItemNeighbours {
  readonly to: readonly (readonly number[])[];
  readonly by: readonly (readonly number[])[];
}

/** Adds sim(i, j) to every j's score for every i of a history. */
export function addSimilar(
  { to, by }: ItemNeighbours,
  history: Int32Array,
  scores: Float32Array,
): void {
  for (const i of history) {
    const candidates = to[i]!;
    const weights = by[i]!;
    for (let c = 0; c < candidates.length; c++) scores[candidates[c]!]! += weights[c]!;
  }
}

/** The similarities of `itemKnnScorer`, learnt from these interactions. */
export function itemNeighbours(
  train: Interactions,
  { k = 100, shrinkage = 10 }: ItemKnnOptions = {},
): ItemNeighbours {
  const { items } = train;
  const byItem = transpose(train);
  const counts = Int32Array.from({ length: items }, (_, item) => byItem(item).length);
  const to: number[][] = Array.from({ length: items }, () => []);
  const by: number[][] = Array.from({ length: items }, () => []);
  const together = new Int32Array(items);
  const similarity = new Float64Array(items);
  const positive = new Float64Array(items);
  for (let j = 0; j < items; j++) {
    together.fill(0);
    for (const user of byItem(j)) {
      const end = train.offsets[user + 1]!;
      for (let n = train.offsets[user]!; n < end; n++) together[train.item[n]!]!++;
    }
    const having = together[j]!;
    together[j] = 0;
    let neighbours = 0;
    for (let i = 0; i < items; i++) {
      const both = together[i]!;
      similarity[i] = 0;
      if (both === 0) continue;
      similarity[i] = both / (Math.sqrt(counts[i]! * having) + shrinkage);
      positive[neighbours++] = similarity[i]!;
    }
    const kept = Math.min(k, neighbours);
    const threshold =
      kept > 0 ? nthLargest(positive.subarray(0, neighbours), kept) : Number.POSITIVE_INFINITY;
    let ties = kept;
    for (let n = 0; n < neighbours; n++) if (positive[n]! > threshold) ties--;
    for (let i = 0; i < items; i++) {
      const s = similarity[i]!;
      if (s < threshold || (s === threshold && ties-- <= 0)) continue;
      to[i]!.push(j);
      by[i]!.push(s);
    }
  }
  return { to, by };
}

/** The nth largest of some numbers, n from 1 (Hoare's FIND, 1961); reorders them. */
export function nthLargest(values: Float64Array, n: number): number {
  const at = n - 1;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i > j) break;
      const kept = values[i]!;
      values[i++] = values[j]!;
      values[j--] = kept;
    }
    if (at <= j) high = j;
    else if (at >= i) low = i;
    else break;
  }
  return values[at]!;
}

/** The users of each item, ascending. */
export function transpose(train: Interactions): (item: number) => Int32Array {
  const offsets = new Int32Array(train.items + 1);
  for (const item of train.item) offsets[item + 1]!++;
  for (let item = 0; item < train.items; item++) offsets[item + 1]! += offsets[item]!;
  const next = offsets.slice();
  const users = new Int32Array(train.item.length);
  for (let user = 0; user < train.users; user++) {
    for (const item of itemsOf(train, user)) users[next[item]!++] = user;
  }
  return (item) => users.subarray(offsets[item], offsets[item + 1]);
}
