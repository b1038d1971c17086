import { useMemo } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import CurveChart from "../charts/curve-chart.tsx";
import type { Curve } from "../charts/curve-model.ts";
import { useLanguage } from "../language/language.ts";
import { say } from "../language/say.ts";
import { nameText } from "./run-words.ts";
import { drawnRuns, seedGroups } from "./runs.ts";
import type { Run } from "./state.ts";
import { useSession } from "./use-session.ts";

/** One column of the history ("loss", "Validation NDCG@10") of all runs, over training. */
export function MetricCurve({ title, column }: { title: string; column: string }) {
  const runs = useSession((state) => state.runs);
  const lesson = useSession((state) => state.lesson);
  const opened = useSession((state) => state.opened);
  const step = useSession((state) => state.step);
  const totalSteps = useSession((state) => state.totalSteps);
  const status = useSession((state) => state.status.name);
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the curves' names are in the reader's language
  const curves = useMemo(() => curvesOf(lesson, runs, column), [lesson, runs, column, language]);
  const held = lesson.baseline ?? "popularity";
  const baseline = opened?.baselines[held]?.[column];
  const metric = lesson.metrics.find(({ name }) => column.endsWith(name));
  const higherIsBetter = metric?.better === "higher";
  const lossesDiffer = column === "loss" && new Set(runs.map(lossKind)).size > 1;
  return (
    <CurveChart
      title={title}
      metric={metric ? columnText(column) : say("Loss")}
      curves={curves}
      baseline={baseline === undefined ? undefined : { name: say(held), value: baseline }}
      higherIsBetter={higherIsBetter}
      shownStep={status === "Training" ? null : step}
      totalSteps={totalSteps || undefined}
      stepsPerEpoch={runs.every(alike(opened?.stepsPerEpoch)) ? opened?.stepsPerEpoch : undefined}
      note={
        lossesDiffer
          ? say("Losses of different kinds, or with other negatives, do not compare.")
          : undefined
      }
    />
  );
}

/** Whether epochs of a run all have so many steps: where a log grows by rounds they do not. */
const alike =
  (stepsPerEpoch = 0) =>
  ({ history }: Run): boolean =>
    history.every(({ step, epoch }) => Math.abs(step - epoch * stepsPerEpoch) < 1);

/** A column of the history as it is shown: metrics have one name in every language. */
export function columnText(column: string): string {
  const [, metric] = /^Validation (.+)$/.exec(column) ?? [];
  return metric ? say("Validation {metric}", { metric }) : column;
}

function lossKind({ setup: { config } }: Run): string {
  return [config.loss, config.negatives, config.numNegatives].join();
}

/** One curve a run; runs that differ in nothing but the seed become one curve with their band. */
function curvesOf(lesson: Lesson, runs: readonly Run[], column: string): Curve[] {
  return seedGroups(drawnRuns(runs)).flatMap((group) => {
    const curves = group.map((run) => curveOf(lesson, run, column));
    const newest = curves.at(-1)!;
    return group.length < 3 ? curves : [{ ...newest, ...meanAndBand(curves) }];
  });
}

function meanAndBand(curves: readonly Curve[]): Pick<Curve, "name" | "points" | "band"> {
  const [first, ...others] = curves.map(({ points }) => points);
  const together = first!.flatMap(({ x, y }) => {
    const values = others.map((points) => points.find((point) => point.x === x)?.y);
    return values.includes(undefined) ? [] : [{ x, values: [y, ...(values as number[])] }];
  });
  return {
    name: say("mean of {n} seeds", { n: curves.length }),
    points: together.map(({ x, values }) => ({
      x,
      y: values.reduce((sum, value) => sum + value, 0) / values.length,
    })),
    band: together.map(({ x, values }) => ({
      x,
      low: Math.min(...values),
      high: Math.max(...values),
    })),
  };
}

function curveOf(lesson: Lesson, run: Run, column: string): Curve {
  return {
    id: run.id,
    number: run.number,
    name: nameText(lesson, run),
    points: run.history.flatMap((row) =>
      row[column] === undefined ? [] : [{ x: row.step, y: row[column] }],
    ),
    highlighted: run.highlighted,
    fork: run.fork && { parent: run.fork.parent, step: run.fork.step },
  };
}
