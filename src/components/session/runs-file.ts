/**
 * Runs as files: JSON that holds everything and can be read back, CSV for a spreadsheet, and the words
 * for what a run was trained with. Pure functions.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { setupFields } from "../../engine/declarations/setup.ts";
import { csvOf } from "../parts/csv.ts";
import { nameText } from "./run-words.ts";
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
    "stands on",
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
    nameText(lesson, run),
    run.status,
    run.setup.lesson,
    run.setup.seed,
    run.dataset.label ? `${run.dataset.label} (${run.setup.dataset})` : run.setup.dataset,
    run.setup.backend,
    run.backend.name,
    run.backend.adapter,
    ...settings.map((key) => run.setup.config[key] ?? ""),
    standsOn(lesson, run),
    run.fork ? (numbers.get(run.fork.parent) ?? "") : "",
    run.fork?.step ?? "",
    run.step,
    run.totalSteps,
    run.seconds.toFixed(1),
    run.bestEpoch ?? "",
    ...metrics.map((name) => run.metrics?.[name] ?? ""),
  ]);
  return csvOf([head, ...rows]);
}

/** The run beneath as one field: "matrix-factorization dim=64 seed=9". */
function standsOn({ foundations = {} }: Lesson, { setup: { on } }: Run): string {
  const beneath = on && foundations[on.lesson];
  if (!beneath) return on?.lesson ?? "";
  const { dataset: _data, backend: _device, ...fields } = setupFields(beneath, on);
  return [on.lesson, ...Object.entries(fields).map(([key, value]) => `${key}=${value}`)].join(" ");
}

/** The run that a run is best compared with: the one it was forked from, else the one before. */
export function comparedWith(run: Run, runs: readonly Run[]): Run | undefined {
  if (run.fork) return runs.find(({ id }) => id === run.fork?.parent);
  return runs.filter(({ number }) => number < run.number).at(-1);
}
