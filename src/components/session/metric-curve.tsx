import { useMemo } from "react";
import CurveChart from "../charts/curve-chart.tsx";
import type { Curve } from "../charts/curve-model.ts";
import { seedGroups } from "./runs.ts";
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
  const curves = useMemo(() => curvesOf(runs, column), [runs, column]);
  const held = lesson.baseline ?? "popularity";
  const baseline = opened?.baselines[held]?.[column];
  const metric = lesson.metrics.find(({ name }) => column.endsWith(name));
  const higherIsBetter = metric?.better === "higher";
  const lossesDiffer = column === "loss" && new Set(runs.map(lossKind)).size > 1;
  return (
    <CurveChart
      title={title}
      metric={metric ? column : "Loss"}
      curves={curves}
      baseline={baseline === undefined ? undefined : { name: held, value: baseline }}
      higherIsBetter={higherIsBetter}
      shownStep={status === "Training" ? null : step}
      totalSteps={totalSteps || undefined}
      stepsPerEpoch={opened?.stepsPerEpoch}
      note={
        lossesDiffer
          ? "Losses of different kinds, or with other negatives, do not compare."
          : undefined
      }
    />
  );
}

function lossKind({ setup: { config } }: Run): string {
  return [config.loss, config.negatives, config.numNegatives].join();
}

/** One curve a run; runs that differ in nothing but the seed become one curve with their band. */
function curvesOf(runs: readonly Run[], column: string): Curve[] {
  return seedGroups(runs).flatMap((group) => {
    const curves = group.map((run) => curveOf(run, column));
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
    name: `mean of ${curves.length} seeds`,
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

function curveOf(run: Run, column: string): Curve {
  return {
    id: run.id,
    number: run.number,
    name: run.name,
    points: run.history.flatMap((row) =>
      row[column] === undefined ? [] : [{ x: row.step, y: row[column] }],
    ),
    highlighted: run.highlighted,
    fork: run.fork && { parent: run.fork.parent, step: run.fork.step },
  };
}
