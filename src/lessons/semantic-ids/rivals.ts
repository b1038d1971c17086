/** Which other ways train beside a run, and what of them stands in its rows: no tfjs. */
import { BUCKETS } from "./buckets.ts";
import { type SemanticConfig, WAYS, type Way } from "./settings.ts";

/** "AUC" and "AUC unseen" to "AUC heavy"; in the run's rows "AUC tail id" is that of the own row. */
export const COMPARED = [
  "AUC",
  ...BUCKETS.map((bucket) => `AUC ${bucket}`),
  "Table",
  // Each is judged at its own best epoch.
  "Validation loss",
];

const FEW: readonly Way[] = ["id", "hash", "codes"];

export function rivalsOf({ film, beside }: Pick<SemanticConfig, "film" | "beside">): Way[] {
  if (beside === "none") return [];
  const all = WAYS.map(({ value }) => value);
  return all.filter((way) => way !== film && (beside === "all" || FEW.includes(way)));
}
