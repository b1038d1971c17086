/** Rows of the table that the reader’s own runs fill: what each changes. Data and pure functions. */
import type { Summary } from "../../components/session/alike-runs.ts";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { FEATURES, POOLINGS, TARGETS } from "./settings.ts";

export interface Variant {
  readonly label: string;
  readonly change: Config;
}

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

/** "0.053 (0.051 to 0.055)" */
export const withBand = (one: Summary | null): string =>
  !one
    ? "–"
    : one.seeds === 1
      ? one.mean.toFixed(4)
      : `${one.mean.toFixed(4)} (${one.low.toFixed(4)} to ${one.high.toFixed(4)})`;
