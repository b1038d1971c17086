/** Runs of the page that differ in some settings and the seed only, and what they say together. Pure functions. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import type { Run } from "./state.ts";

/** Metrics by name, of a run or of what has trained beside it. */
export type Values = Readonly<Record<string, number>>;

/** A metric over seeds. */
export interface Summary {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
}

/** Finished runs with this configuration on the same data, the newest of each seed. */
export function runsWith(runs: readonly Run[], setup: Setup, config: Config): Run[] {
  const found = new Map<number, Run>();
  for (const run of runs) {
    if (run.status !== "finished" || run.fork || run.setup.dataset !== setup.dataset) continue;
    if (sameConfig(run.setup.config, config)) found.set(run.setup.seed, run);
  }
  return [...found.values()];
}

/** Runs with all else as in the set-up, finished or not; `free` are the settings that may differ. */
export function runsAlike(runs: readonly Run[], setup: Setup, free: readonly string[]): Run[] {
  return runs.filter(
    ({ fork, setup: { config, dataset } }) =>
      !fork &&
      dataset === setup.dataset &&
      Object.keys(setup.config).every(
        (key) => free.includes(key) || config[key] === setup.config[key],
      ),
  );
}

export function sameConfig(a: Config, b: Config): boolean {
  return Object.keys(b).every((key) => a[key] === b[key]);
}

/** A metric over runs that differ in their seeds; null without any. */
export const summary = (runs: readonly Run[], metric: string): Summary | null =>
  summaryOf(
    runs.flatMap<Values>(({ metrics }) => metrics ?? []),
    metric,
  );

/** A metric over seeds; null without a value. */
export function summaryOf(of: readonly Values[], metric: string): Summary | null {
  const values = of.flatMap((row) => row[metric] ?? []);
  if (values.length === 0) return null;
  return {
    mean: values.reduce((sum, x) => sum + x, 0) / values.length,
    low: Math.min(...values),
    high: Math.max(...values),
    seeds: values.length,
  };
}
