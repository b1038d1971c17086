/** Numbers that prose and formulas show, read from the session at that moment. */
import { flatten } from "../../engine/declarations/setup.ts";
import { numberText } from "../controls/setting-value.ts";
import { groupedText } from "../language/language.ts";
import type { SessionState } from "../session/state.ts";
import { shown } from "./grade.ts";

/**
 * Reads a value by name: a metric or `loss` (of the current run, or of the baseline or run named by
 * `of`), `step`, `epoch`, `users`, `items`, `interactions`, `parameters`, or the key of a setting.
 * @returns null until there is one
 */
export function readLive(state: SessionState, name: string, of?: string): string | null {
  const { opened } = state;
  switch (name) {
    case "step":
      return groupedText(state.step);
    case "epoch":
      return shown(state.epoch);
    case "users":
    case "items":
    case "interactions":
      return opened && groupedText(opened.dataset[name]);
    case "parameters":
      return opened && groupedText(opened.parameterCount);
  }
  const setting = flatten(state.setup)[name];
  // `loss` is the key of a setting too; without `of: "setting"` it means the number.
  if (setting !== undefined && (name !== "loss" || of === "setting")) {
    return typeof setting === "number" ? numberText(setting) : String(setting);
  }
  const value = metricOf(state, name, of);
  if (value === undefined || !Number.isFinite(value)) return null;
  const digits = state.lesson.metrics.find((metric) => metric.name === name)?.digits;
  return digits === undefined ? shown(value) : value.toFixed(digits);
}

function metricOf(state: SessionState, name: string, of: string | undefined): number | undefined {
  // A baseline that this task does not have is no number, least of all the run's own.
  if (of && of !== "previous") return state.opened?.baselines[of]?.[name];
  const at = state.runs.findIndex(({ id }) => id === state.currentRun);
  const run = state.runs[of === "previous" ? at - 1 : at];
  if (!run) return undefined;
  return run.metrics?.[name] ?? run.history.findLast((row) => name in row)?.[name];
}
