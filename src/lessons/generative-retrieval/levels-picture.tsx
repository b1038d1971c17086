/** Which token is hardest, and how much of a free beam names no film: over training. */
import CurveChart from "../../components/charts/curve-chart.tsx";
import type { Curve } from "../../components/charts/curve-model.ts";
import { MetricCurve } from "../../components/session/metric-curve.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./generative.module.css";

export function LevelsPicture({ opened }: { opened: Opened }) {
  const runs = useSession((state) => state.runs);
  const current = useSession((state) => state.currentRun);
  const step = useSession((state) => state.step);
  const totalSteps = useSession((state) => state.totalSteps);
  const training = useSession((state) => state.status.name === "Training");
  const run = runs.find(({ id }) => id === current);
  const levels = Object.keys(run?.history.findLast((row) => "Accuracy L1" in row) ?? {}).filter(
    (name) => name.startsWith("Accuracy L"),
  );
  const curves: Curve[] = levels.map((name, level) => ({
    id: name,
    number: level + 1,
    name: name.replace("Accuracy L", "token "),
    points: (run?.history ?? []).flatMap((row) =>
      row[name] === undefined ? [] : [{ x: row.step, y: row[name] }],
    ),
    highlighted: true,
  }));
  return (
    <div className={styles.two}>
      <CurveChart
        title="Accuracy by token, given that those before are right"
        metric="Accuracy"
        curves={curves}
        shownStep={training ? null : step}
        totalSteps={totalSteps || undefined}
        stepsPerEpoch={opened.stepsPerEpoch}
      />
      <MetricCurve title="Names of no film in a free beam" column="Invalid" />
    </div>
  );
}
