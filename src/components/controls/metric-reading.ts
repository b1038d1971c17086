/** What the metric bar shows: pure functions of a run. */
import type { HistoryRow } from "../../engine/declarations/run.ts";
import type { Run } from "../session/state.ts";

/** The metric at the step on screen: of the last evaluation up to it. */
export function metricAt(run: Run | undefined, name: string, step: number): number | null {
  return run?.history.findLast((row) => name in row && row.step <= step)?.[name] ?? null;
}

/** The evaluation that is a finished run's result: the one that validation has chosen. */
export function resultRow(run: Run | undefined): HistoryRow | undefined {
  if (run?.status !== "finished" || run.bestEpoch === null) return undefined;
  return run.history.findLast(({ epoch }) => epoch === run.bestEpoch);
}

/** "+0.0123", with a true minus. */
export function changeText(change: number, digits: number): string {
  const text = Math.abs(change).toFixed(digits);
  if (Number(text) === 0) return "±0";
  return `${change > 0 ? "+" : "−"}${text}`;
}
