/** Which other readers train beside a run, and what of them stands in its rows: no tfjs. */
import { READERS, type Reader, type TargetConfig } from "./settings.ts";

export const MEASURED = ["GAUC", "GAUC popular", "AUC", "Log loss"] as const;
export type Measured = (typeof MEASURED)[number];
/** In the run's rows "GAUC mean" is that of the mean; each is judged at its own best epoch. */
export const COMPARED = [...MEASURED, "Validation AUC"];

export function rivalsOf({ reader, beside }: Pick<TargetConfig, "reader" | "beside">): Reader[] {
  if (beside === "none") return [];
  const others = READERS.map(({ value }) => value).filter((value) => value !== reader);
  return beside === "all" ? others : others.filter((value) => value !== "bst");
}
