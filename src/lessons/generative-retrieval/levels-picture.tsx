/** Which token is hardest, and how much of a free beam names no film over training. */
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { MetricCurve } from "../../components/session/metric-curve.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { HistoryRow } from "../../engine/declarations/run.ts";
import styles from "./generative.module.css";

export function LevelsPicture() {
  const runs = useSession((state) => state.runs);
  const current = useSession((state) => state.currentRun);
  const step = useSession((state) => state.step);
  const section = useSession((state) => state.lessonStep);
  const run = runs.find(({ id }) => id === current);
  const rows = (run?.history ?? []).filter((row) => "Accuracy L1" in row);
  const shown = rows.findLast((row) => row.step <= step) ?? rows[0];
  const accuracies = shown ? accuraciesOf(shown) : [];
  return (
    <div className={styles.two} data-second={section === "invalid" || undefined}>
      <Picture
        title="Accuracy by token, given that those before are right"
        fill
        sentence={
          shown
            ? sentenceOf(accuracies, shown.epoch)
            : "How often the most probable token is the right one."
        }
        empty={shown ? undefined : "Train an epoch: accuracies are measured at its end."}
        table={() => ({
          columns: [
            { name: "Epoch" },
            ...accuracies.map((_, t) => ({ name: `Token ${t + 1}`, format: percentText })),
          ],
          rows: rows.map((row) => [row.epoch, ...accuraciesOf(row)]),
        })}
      >
        <BarPlot
          name="Accuracy by token"
          bins={accuracies.map((value, t) => ({ name: `token ${t + 1}`, value }))}
          xName="token of the name"
          yName="accuracy"
          format={percentText}
        />
      </Picture>
      <MetricCurve title="Names of no film in a free beam" column="Invalid" />
    </div>
  );
}

/** By token. */
const accuraciesOf = (row: HistoryRow): number[] =>
  Object.keys(row)
    .filter((name) => name.startsWith("Accuracy L"))
    .map((name) => row[name] ?? 0);

function sentenceOf(accuracies: readonly number[], epoch: number): string {
  const low = Math.min(...accuracies);
  const hardest = accuracies.indexOf(low) + 1;
  const whole = accuracies.reduce((product, x) => product * x, 1);
  return `After epoch ${epoch.toFixed(0)} token ${hardest} is hardest, right for ${percentText(low)} of the people; all tokens in a row are for about ${percentText(whole)}.`;
}
