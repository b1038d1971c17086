/** Finds among the runs of the page those with given settings, whatever their seed. Pure functions. */

import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import type { Run } from "./state.ts";

/** Finished runs with this configuration on the same data, the newest of each seed. */
export function runsWith(runs: readonly Run[], setup: Setup, config: Config): Run[] {
  const found = new Map<number, Run>();
  for (const run of runs) {
    if (run.status !== "finished" || run.fork || run.setup.dataset !== setup.dataset) continue;
    if (sameConfig(run.setup.config, config)) found.set(run.setup.seed, run);
  }
  return [...found.values()];
}

export function sameConfig(a: Config, b: Config): boolean {
  return Object.keys(b).every((key) => a[key] === b[key]);
}

export interface Summary {
  readonly mean: number;
  readonly seeds: number;
  readonly low: number;
  readonly high: number;
}

/** A metric over runs that differ in their seeds; null without any. */
export function summary(runs: readonly Run[], metric: string): Summary | null {
  const values = runs.flatMap(({ metrics }) => metrics?.[metric] ?? []);
  if (values.length === 0) return null;
  return {
    mean: values.reduce((sum, x) => sum + x, 0) / values.length,
    seeds: values.length,
    low: Math.min(...values),
    high: Math.max(...values),
  };
}
