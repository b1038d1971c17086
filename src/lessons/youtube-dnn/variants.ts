/** Rows of the table that the reader’s own runs fill: what each changes. Data and pure functions. */
import type { Variant } from "../../components/session/variants-table.tsx";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { FEATURES, POOLINGS, TARGETS } from "./settings.ts";

/** Settings that the table is about, as they are where a row does not say. */
export const PLAIN: Config = {
  pooling: "mean",
  target: "future",
  perUser: 0,
  age: false,
  moment: "now",
  logq: true,
  corrected: false,
};

/** Examples a person of the row with equal examples: about as many a step and an epoch as there are films. */
export const EQUAL = 130;

export const VARIANTS: readonly Variant[] = [
  ...TARGETS.flatMap(({ value: target, label }) =>
    POOLINGS.map(({ value: pooling, label: name }) => ({
      label: `${name}; target: ${label.toLowerCase()}`,
      change: { pooling, target },
    })),
  ),
  { label: "Mean; equal examples", change: { perUser: EQUAL } },
  { label: "Mean; example age, asked with 0", change: { age: true, moment: "now" } },
  { label: "Mean; example age, asked with their own", change: { age: true, moment: "own" } },
  { label: "Mean; no importance weights", change: { logq: false } },
  { label: "Mean; positive left out", change: { corrected: true } },
];

/** What the network reads, the least first, as the paper’s figure 6 adds it. */
export const READ: readonly Variant[] = [
  ...FEATURES.map(({ value, label }) => ({ label, change: { features: value, age: false } })),
  { label: "+ example age", change: { features: "all", age: true, moment: "own" } },
];
export const DEPTHS = [0, 1, 2, 3] as const;
