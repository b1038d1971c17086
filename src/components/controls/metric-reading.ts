/** What the metric bar shows: pure functions of a run. */
import type { MetricDeclaration } from "../../engine/declarations/lesson.ts";
import type { HistoryRow } from "../../engine/declarations/run.ts";
import type { Run } from "../session/state.ts";

export interface MetricReading {
  readonly value: number | null;
  /** Since the evaluation before. */
  readonly change: number | null;
}

/**
 * The metric at the step on screen; of a finished run at its end, the result: the metric at the epoch
 * that validation chose.
 */
export function metricReading(run: Run | undefined, name: string, step: number): MetricReading {
  if (!run) return { value: null, change: null };
  const rows = run.history.filter((row) => name in row && row.step <= step);
  const at = isResult(run, step)
    ? rows.findIndex((row) => row.epoch === run.bestEpoch)
    : rows.length - 1;
  const value = rows[at]?.[name] ?? null;
  const before = rows[at - 1]?.[name];
  return { value, change: value === null || before === undefined ? null : value - before };
}

/** Whether the numbers on screen are the run's result, and not a moment of its training. */
export function isResult(run: Run, step: number): boolean {
  return run.status === "finished" && run.bestEpoch !== null && step >= run.totalSteps;
}

/** The loss rows are many; its change is since the row before. */
export function lossChange(history: readonly HistoryRow[], step: number): number | null {
  const rows = history.filter((row) => row.step <= step);
  const [before, now] = rows.slice(-2);
  return before && now ? now.loss - before.loss : null;
}

export function changeText(change: number, digits: number): string {
  const text = Math.abs(change).toFixed(digits);
  if (Number(text) === 0) return "±0";
  return `${change > 0 ? "+" : "−"}${text}`;
}

/** Is the change an improvement? Null when it is none. */
export function improves(change: number, better: MetricDeclaration["better"]): boolean | null {
  if (change === 0) return null;
  return change > 0 === (better === "higher");
}
