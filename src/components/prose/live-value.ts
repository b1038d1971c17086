/** Numbers that prose and formulas show, read from the session at that moment. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { flatten, setupWith } from "../../engine/declarations/setup.ts";
import { shown } from "../charts/number-text.ts";
import { numberText } from "../controls/setting-value.ts";
import { groupedText } from "../language/language.ts";
import { finishedRun } from "../session/predictions.ts";
import type { Run, SessionState } from "../session/state.ts";

/**
 * Reads a value by name: a metric or `loss` (of the current run, or of the baseline named by `of`), `step`, `epoch`, `users`, `items`, `interactions`, `parameters`, or the key of a setting.
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
  return textOf(state.lesson, name, value);
}

function metricOf(state: SessionState, name: string, of: string | undefined): number | undefined {
  // A baseline that this task does not have is no number, least of all the run's own.
  if (of) return state.opened?.baselines[of]?.[name];
  return numberOf(
    state.runs.find(({ id }) => id === state.currentRun),
    name,
  );
}

/** Of the epoch that is the run's result; what is measured once an epoch only, of the last one. */
const numberOf = (run: Run | undefined, name: string): number | undefined =>
  run?.metrics?.[name] ?? run?.history.findLast((row) => name in row)?.[name];

/**
 * A number of the finished run that a sentence speaks of: the lesson's defaults with these settings, on the
 * seed, the data and the device of the controls.
 * @returns null as long as there is no such run
 */
export function readOfRun(state: SessionState, name: string, run: Config): string | null {
  const found = finishedRun(state.runs, setupWith(state.lesson, run, state.setup));
  const value = name === "loss" ? found?.history.at(-1)?.loss : numberOf(found, name);
  if (value === undefined || !Number.isFinite(value)) return null;
  return textOf(state.lesson, name, value);
}

function textOf({ metrics }: Lesson, name: string, value: number): string {
  const digits = metrics.find((metric) => metric.name === name)?.digits;
  return digits === undefined ? shown(value) : value.toFixed(digits);
}
