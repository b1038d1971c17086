/** Which datasets there are: apart from their loading, so that the page does not carry that. */

/** The datasets that the page and the command line offer, the default first. */
export const DATASETS = [
  { id: "movielens-small", label: "MovieLens small (5-core)" },
  { id: "synthetic", label: "Synthetic, with known truth" },
] as const;
