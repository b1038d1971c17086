/** Rows of the table that the reader’s own runs fill. */
import type { Variant } from "../../components/session/variants-table.tsx";
import type { Config } from "../../engine/declarations/hyperparameters.ts";

export const PLAIN: Config = { teach: "random", outside: "out" };

export const VARIANTS: readonly Variant[] = [
  { label: "Random films", change: { teach: "random" } },
  { label: "Candidates", change: { teach: "candidates" } },
  { label: "Half and half", change: { teach: "both" } },
  {
    label: "Candidates; missed positives kept",
    change: { teach: "candidates", outside: "kept" },
  },
];
