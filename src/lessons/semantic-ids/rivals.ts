/** Which other ways train beside a run, and what of them stands in its rows: no tfjs. */
import { BUCKETS } from "./buckets.ts";
import { type SemanticConfig, WAYS, type Way } from "./settings.ts";

/** What is measured on every slice, and compared. */
export const MEASURED = ["AUC", "GAUC", "Log loss"] as const;
export type Measured = (typeof MEASURED)[number];

/** "AUC" and "AUC unseen" to "Log loss heavy"; in the run's rows "AUC tail id" is that of the own row. */
export const COMPARED = [
  ...MEASURED.flatMap((metric) => [metric, ...BUCKETS.map((bucket) => `${metric} ${bucket}`)]),
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
