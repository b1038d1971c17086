/** The curves of the reader's runs against how many films they have asked for, not against epochs. */
import { LinePlot } from "../../components/charts/line-plot.tsx";
import { countText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { drawnRuns } from "../../components/session/runs.ts";
import type { Run } from "../../components/session/state.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import styles from "./bert4rec.module.css";
import type { probes } from "./probes.ts";
import type { Bert4recConfig } from "./settings.ts";
import { targetsOf } from "./targets.ts";

const useReading = readingsOf<typeof probes>();
const METRIC = "NDCG@10";
const COLOURS = { cloze: "var(--accent-fill, #2f55d4)", next: "var(--predict-mark, #d4620f)" };
const NAMES = { cloze: "cloze", next: "next film" };

export function TargetsPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const lengths = useReading("lengths")?.lengths;
  const alike = lengths
    ? drawnRuns(runs).filter(
        ({ setup: { dataset, config } }) =>
          dataset === setup.dataset && config.task === setup.config.task,
      )
    : [];
  const seen = alike.flatMap((run) => curveOf(run, lengths!));
  const objectives = new Set(seen.map(({ objective }) => objective));
  const missing = (["cloze", "next"] as const).find((one) => !objectives.has(one));
  return (
    <Picture
      title="By films asked for"
      fill
      sentence={sentenceOf(seen)}
      empty={seen.length > 0 ? undefined : "Train: a line for each run, by how much it was asked."}
      aside={
        missing && (
          <span className={styles.tools}>
            <button
              type="button"
              onClick={() => {
                set({ objective: missing });
                void train();
              }}
            >
              Train: {NAMES[missing]}
            </button>
          </span>
        )
      }
      table={() => ({
        columns: [
          { name: "Run", format: String },
          { name: "Objective" },
          { name: "Films asked for", format: countText },
          { name: METRIC, format: valueText },
        ],
        rows: seen.flatMap(({ number, objective, points }) =>
          points.map(({ x, y }) => [number, NAMES[objective], x * 1e6, y]),
        ),
      })}
    >
      <LinePlot
        name="NDCG@10 by millions of films that were asked for"
        xName="films asked for, millions"
        yName={METRIC}
        lines={seen.map(({ number, objective, points }) => ({
          name: `${NAMES[objective]}, run ${number}`,
          colour: COLOURS[objective],
          stroke: objective === "cloze" ? "strong" : "dashed",
          points,
        }))}
        xLeast={[0, 0]}
        yLeast={[0, 0]}
      />
      <p className={styles.note}>
        A place that is asked for its film counts once. With cloze that is a share of a window, with
        the next film every place of it.
      </p>
    </Picture>
  );
}

interface Curve {
  readonly number: number;
  readonly objective: "cloze" | "next";
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

function curveOf({ number, setup, history, fork }: Run, lengths: Iterable<number>): Curve[] {
  const config = setup.config as Bert4recConfig;
  const each = targetsOf(lengths, config) / 1e6;
  const points = history.flatMap((row) =>
    row[METRIC] === undefined || row.epoch === undefined
      ? []
      : [{ x: Number(row.epoch) * each, y: row[METRIC] }],
  );
  return points.length > 0 && !fork ? [{ number, objective: config.objective, points }] : [];
}

function sentenceOf(seen: readonly Curve[]): string {
  const last = (objective: Curve["objective"]) =>
    seen.findLast((curve) => curve.objective === objective)?.points;
  const [cloze, next] = [last("cloze"), last("next")];
  if (!cloze || !next) return "The same curves, by how many films each run has been asked for.";
  const count = (millions: number) => countText(millions * 1e6);
  const epochs = `Until its first evaluation cloze asks for ${count(cloze[0]!.x)} films, the next film for ${count(next[0]!.x)}.`;
  const most = Math.min(cloze.at(-1)!.x, next.at(-1)!.x);
  const at = (points: Curve["points"]) => points.findLast(({ x }) => x <= most + 1e-9);
  const [a, b] = [at(cloze), at(next)];
  if (!a || !b) return epochs;
  return `${epochs} At about ${count(most)}, cloze is at ${a.y.toFixed(4)} and the next film at ${b.y.toFixed(4)}.`;
}
