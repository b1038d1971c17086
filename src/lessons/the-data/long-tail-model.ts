/** The long tail in numbers. Pure functions. */

/** Interactions of each item, the most first. */
export function ranked(popularity: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: popularity.length }, (_, i) => popularity[i]!)
    .sort()
    .reverse();
}

/** [k] the share of all interactions that the first k items hold, k from 0 to all. */
export function headShares(counts: ArrayLike<number>): Float64Array {
  const shares = new Float64Array(counts.length + 1);
  for (let rank = 0; rank < counts.length; rank++) shares[rank + 1] = shares[rank]! + counts[rank]!;
  const all = shares[counts.length] || 1;
  return shares.map((sum) => sum / all);
}

/** About `count` ranks from 1 to `last`, evenly spread on a log scale, each once. */
export function logRanks(last: number, count: number): number[] {
  const ranks = new Set<number>();
  for (let n = 0; n < count; n++) ranks.add(Math.round(last ** (n / (count - 1))));
  return [...ranks].filter((rank) => rank >= 1 && rank <= last);
}

/** Items it takes for this share of the interactions. */
export function itemsFor(shares: ArrayLike<number>, share: number): number {
  for (let k = 0; k < shares.length; k++) if (shares[k]! >= share) return k;
  return shares.length - 1;
}
