/** How many products of numbers one list takes, counted from the widths of the layers. */
import type { TargetConfig } from "./settings.ts";
import { rowWidth, UNITS_ABOVE, UNITS_OF_DIN } from "./widths.ts";

export interface Served {
  readonly way: string;
  /** Films that are put before the history, one by one. */
  readonly pairs: number;
  readonly products: number;
}

/** Of this ranker over all films, of two towers, and of the ranker over what those found. */
export function served(films: number, config: TargetConfig): readonly Served[] {
  const ranked = Math.min(films, SECOND_STAGE);
  const towers = config.history * config.dim + films * config.dim;
  return [
    {
      way: `${NAMES[config.reader]} over all films`,
      pairs: films,
      products: films * perPair(config),
    },
    { way: "Two towers over all films", pairs: 0, products: towers },
    {
      way: `Two towers, then ${NAMES[config.reader]} over ${ranked}`,
      pairs: ranked,
      products: towers + ranked * perPair(config),
    },
  ];
}

/** Films that a first stage hands on. */
const SECOND_STAGE = 200;
const NAMES = { none: "A ranker", mean: "A mean", din: "DIN", bst: "BST" } as const;

/** For one candidate: reading the history, and the layers above. */
export function perPair({ reader, history: T, dim: d, blocks }: TargetConfig): number {
  const w = rowWidth(d);
  const above = (width: number) =>
    width * UNITS_ABOVE[0] + UNITS_ABOVE[0] * UNITS_ABOVE[1] + UNITS_ABOVE[1];
  switch (reader) {
    case "none":
      return above(d);
    case "mean":
      return T * d + d + above(3 * d);
    case "din": // [q; k; q - k; q * k] W, w, and the sum
      return T * (d + 4 * d * UNITS_OF_DIN + UNITS_OF_DIN + d) + d + above(3 * d);
    case "bst": {
      const n = T + 1; // queries, keys, values, output, two layers; scores and their sums
      return blocks * (6 * n * w * w + 2 * n * n * w) + above(n * w);
    }
  }
}
