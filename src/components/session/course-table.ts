/**
 * Every model that has been trained in this browser, across lessons: those that answer the same question of
 * the same people are ranked together, seeds as one row. Pure functions.
 */
import type { Lesson, MetricDeclaration } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import type { Sentence } from "../../engine/declarations/sentence.ts";
import { seedGroups } from "./runs.ts";
import type { Run } from "./state.ts";

/** A lesson with the runs that are kept of it. */
export interface Work {
  readonly lesson: Lesson;
  readonly runs: readonly Run[];
}

export interface TableRow {
  readonly lesson: Lesson;
  /** The newest of the seeds, which stands for its settings. */
  readonly run: Run;
  readonly setup: Setup;
  readonly seeds: number;
  /** Of the group's metric over seeds; NaN where these settings do not measure it. */
  readonly mean: number;
  /** Of one run, by the seeds; null with one seed. */
  readonly deviation: number | null;
  /** What one mean over so many people leaves open, as a standard error; null where ranks do not say. */
  readonly people: number | null;
  /** Means over seeds: seconds to train, and numbers learnt (null where the run does not say). */
  readonly seconds: number;
  readonly parameters: number | null;
  /** Why it is compared with nothing; null where it is. */
  readonly unlike: Sentence | null;
}

export interface TableGroup {
  readonly ruler: string;
  readonly dataset: Run["dataset"];
  readonly metric: MetricDeclaration;
  /** Best first; what cannot be compared comes after, in the order of the course. */
  readonly rows: readonly TableRow[];
  readonly apart: readonly TableRow[];
}

/** In the order of the course; runs that have not finished, and forks, are in no group. */
export function courseTable(work: readonly Work[]): readonly TableGroup[] {
  const groups = new Map<string, { ruler: string; rows: TableRow[] }>();
  for (const { lesson, runs } of work) {
    for (const alike of seedGroups(runs.filter(isWhole))) {
      const row = rowOf(lesson, alike);
      const ruler = lesson.ruler?.name ?? lesson.title;
      const key = JSON.stringify([ruler, row.setup.dataset]);
      const group = groups.get(key) ?? { ruler, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ ruler, rows }) => {
    const [{ lesson, run }] = rows as [TableRow, ...TableRow[]];
    const metric = lesson.metrics[0]!;
    const sign = metric.better === "higher" ? -1 : 1;
    const ranked = rows.filter(({ unlike, mean }) => !unlike && Number.isFinite(mean));
    return {
      ruler,
      dataset: run.dataset,
      metric,
      rows: ranked.toSorted((a, b) => sign * (a.mean - b.mean)),
      apart: rows.filter((row) => !ranked.includes(row)),
    };
  });
}

const isWhole = ({ status, fork, metrics }: Run) => status === "finished" && !fork && metrics;

function rowOf(lesson: Lesson, runs: readonly Run[]): TableRow {
  const run = runs.at(-1)!;
  const name = lesson.metrics[0]!.name;
  const values = runs.map(({ metrics }) => metrics?.[name] ?? Number.NaN);
  const mean = meanOf(values);
  return {
    lesson,
    run,
    setup: run.setup,
    seeds: runs.length,
    mean,
    deviation: runs.length < 2 ? null : deviationOf(values),
    people: uncertaintyOf(
      run,
      mean,
      meanOf(runs.map(({ metrics }) => metrics?.["HR@10"] ?? Number.NaN)),
    ),
    seconds: meanOf(runs.map(({ seconds }) => seconds)),
    parameters: run.parameters ?? null,
    unlike: lesson.ruler?.unlike?.(run.setup.config) ?? null,
  };
}

/**
 * The standard error of NDCG@10 over people with one hidden film each. Its second moment is not kept with a
 * run; with hits x of mean NDCG / HR it is at least HR (NDCG / HR)^2, so this is a lower bound.
 */
function uncertaintyOf({ dataset }: Run, ndcg: number, hits: number): number | null {
  if (!(hits > 0) || !(ndcg > 0)) return null;
  return Math.sqrt(Math.max(0, ndcg ** 2 / hits - ndcg ** 2) / dataset.users);
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** With one less than there are, as an estimate from few. */
function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
  );
}

/** Two rows of different lessons on one ruler, and what is to be thought of their difference. */
export interface Compared {
  readonly better: TableRow;
  readonly other: TableRow;
  readonly difference: number;
  /** The standard error of the difference: by people and, where both have some, by seeds. */
  readonly people: number;
  readonly seeds: number | null;
  /** More than twice the larger of both. */
  readonly apart: boolean;
}

/** The best rows of the two best lessons of a group whose ranks say what people leave open. */
export function bestTwo({ rows }: Pick<TableGroup, "rows">): Compared | null {
  const [better] = rows;
  const other = rows.find(({ lesson }) => lesson.slug !== better?.lesson.slug);
  if (!better || !other || better.people === null || other.people === null) return null;
  const difference = Math.abs(better.mean - other.mean);
  const people = Math.hypot(better.people, other.people);
  const seeds =
    better.deviation === null || other.deviation === null
      ? null
      : Math.hypot(
          better.deviation / Math.sqrt(better.seeds),
          other.deviation / Math.sqrt(other.seeds),
        );
  return {
    better,
    other,
    difference,
    people,
    seeds,
    apart: difference > 2 * Math.max(people, seeds ?? 0),
  };
}
