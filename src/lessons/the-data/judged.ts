/** What the ranking metrics make of one list with one hidden film in it. Pure functions. */

/** The metrics of a list of `films` in which the hidden film has this rank, from 1; ties left out. */
export function judge(rank: number, films: number) {
  return {
    // Is it among the first ten?
    "HR@10": rank <= 10 ? 1 : 0,
    // How high among them? 1 / log2(rank + 1), 1 at the top.
    "NDCG@10": rank <= 10 ? 1 / Math.log2(rank + 1) : 0,
    // One over the rank.
    MRR: 1 / rank,
    // The share of the other films that are ranked below it.
    AUC: films > 1 ? (films - rank) / (films - 1) : 1,
  } as const;
}

/** Ranks that a slider stops at: each of the first twenty, then wider and wider apart, to the last. */
export function stopsOf(films: number): number[] {
  const stops: number[] = [];
  for (let rank = 1; rank < films; rank = rank < 20 ? rank + 1 : Math.ceil(rank * 1.25)) {
    stops.push(rank);
  }
  return [...stops, films];
}
