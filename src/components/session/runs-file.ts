/**
 * Runs as files: JSON that holds everything and can be read back, CSV for a spreadsheet, and the words
 * for what a run was trained with. Pure functions.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { defaultSetup, flatten } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { settingName, valueName } from "./runs.ts";
import type { Run } from "./state.ts";

export const RUNS_FORMAT = "live-recsys-runs";
export const RUNS_VERSION = 1;

export function runsToJson(lesson: Lesson, runs: readonly Run[]): string {
  const file = { format: RUNS_FORMAT, version: RUNS_VERSION, lesson: lesson.slug, runs };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** One row a run: what it was trained with and what it came to. */
export function runsToCsv(lesson: Lesson, runs: readonly Run[]): string {
  const settings = Object.keys(lesson.hyperparameters);
  const metrics = lesson.metrics.map(({ name }) => name);
  const head = [
    "run",
    "name",
    "status",
    "lesson",
    "seed",
    "dataset",
    "device",
    "backend",
    "adapter",
    ...settings,
    "forked from",
    "forked at step",
    "step",
    "steps",
    "seconds",
    "best epoch",
    ...metrics,
  ];
  const numbers = new Map(runs.map(({ id, number }) => [id, number]));
  const rows = runs.map((run) => [
    run.number,
    run.name,
    run.status,
    run.setup.lesson,
    run.setup.seed,
    run.dataset.label ? `${run.dataset.label} (${run.setup.dataset})` : run.setup.dataset,
    run.setup.backend,
    run.backend.name,
    run.backend.adapter,
    ...settings.map((key) => run.setup.config[key] ?? ""),
    run.fork ? (numbers.get(run.fork.parent) ?? "") : "",
    run.fork?.step ?? "",
    run.step,
    run.totalSteps,
    run.seconds.toFixed(1),
    run.bestEpoch ?? "",
    ...metrics.map((name) => run.metrics?.[name] ?? ""),
  ]);
  return `${[head, ...rows].map((row) => row.map(field).join(",")).join("\n")}\n`;
}

function field(value: string | number | boolean): string {
  const text = String(value);
  // A leading sign would make a spreadsheet take a name for a formula.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "negatives popularity, α 1": the settings of a run that are not the lesson's defaults. */
export function settingsText(lesson: Lesson, run: Run): string {
  const base = flatten(defaultSetup(lesson));
  const own = flatten(run.setup);
  const parts = Object.entries(lesson.hyperparameters).flatMap(([key, declared]) => {
    const value = own[key];
    if (value === undefined || value === base[key]) return [];
    return [`${settingName(declared)} ${valueName(declared, value)}`];
  });
  if (run.dataset.label) parts.unshift(say("on {data}", { data: run.dataset.label }));
  return parts.join(", ") || say("defaults");
}

/** The run that a run is best compared with: the one it was forked from, else the one before. */
export function comparedWith(run: Run, runs: readonly Run[]): Run | undefined {
  if (run.fork) return runs.find(({ id }) => id === run.fork?.parent);
  return runs.filter(({ number }) => number < run.number).at(-1);
}
