/** The reader's own runs that differ in the names (and the seed) only. Pure functions. */
import type { Run } from "../../components/session/state.ts";
import type { Setup } from "../../engine/declarations/run.ts";

export interface Summary {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
}

/** Finished runs with these names, all else as in the set-up, the newest of each seed. */
export function runsNamed(runs: readonly Run[], setup: Setup, names: string): Run[] {
  const found = new Map<number, Run>();
  for (const run of runs) {
    if (run.status !== "finished" || run.fork || run.setup.dataset !== setup.dataset) continue;
    const same = Object.keys(setup.config).every(
      (key) => key === "names" || run.setup.config[key] === setup.config[key],
    );
    if (same && run.setup.config.names === names) found.set(run.setup.seed, run);
  }
  return [...found.values()];
}

/** A metric over seeds; null without a run. */
export function summaryOf(runs: readonly Run[], metric: string): Summary | null {
  const values = runs.flatMap(({ metrics }) => metrics?.[metric] ?? []);
  if (values.length === 0) return null;
  return {
    mean: values.reduce((sum, x) => sum + x, 0) / values.length,
    low: Math.min(...values),
    high: Math.max(...values),
    seeds: values.length,
  };
}
