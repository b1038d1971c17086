/** Which datasets there are: apart from their loading, so that the page does not carry that. */

/** The datasets that the page and the command line offer, the default first. */
export const DATASETS = [
  { id: "movielens-small", label: "MovieLens small" },
  { id: "synthetic", label: "Synthetic, with known truth" },
] as const;

/** The id of a reader's own data: made from its content, and kept in their browser only. */
const OWN_ID = /^own-[0-9a-f]{16}$/;

export const isOwnId = (id: unknown): id is string => typeof id === "string" && OWN_ID.test(id);
