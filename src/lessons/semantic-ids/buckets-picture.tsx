/** AUC, GAUC or log loss by how often a film was rated, all ways on one axis. */
import { Picture } from "../../components/charts/picture.tsx";
import { runsAlike, summaryOf } from "../../components/session/alike-runs.ts";
import { useSession } from "../../components/session/use-session.ts";
import { BUCKETS, type Bucket, TAIL } from "./buckets.ts";
import { FREE, valuesByWay } from "./by-way.ts";
import { type Line, LinePlot } from "./line-plot.tsx";
import { better, labelOf, useChosen } from "./looks.ts";
import { MetricChoice } from "./metric-choice.tsx";
import type { Measured } from "./rivals.ts";
import { WAYS, type Way } from "./settings.ts";

const NAMES: Readonly<Record<Bucket, string>> = {
  unseen: "never seen",
  tail: `1 to ${TAIL} ratings`,
  middle: "more",
  heavy: "most rated",
};

export function BucketsPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { way, metric } = useChosen();
  const chosen = way ?? (setup.config.film as Way);
  const values = valuesByWay(runsAlike(runs, setup, FREE));
  const lines = WAYS.flatMap(({ value }): Line[] => {
    const points = BUCKETS.flatMap((bucket, n) => {
      const one = summaryOf(values.get(value) ?? [], `${metric} ${bucket}`);
      return one ? [{ x: n / (BUCKETS.length - 1), y: one.mean }] : [];
    });
    return points.length > 0 ? [{ way: value, points }] : [];
  });
  const sentence = sentenceOf(lines, metric);
  return (
    <Picture
      title={`${metric} by how often a film was rated`}
      fill
      sentence={sentence}
      empty={lines.length > 0 ? undefined : "Train an epoch: it is measured at its end."}
      table={() => ({
        columns: [
          { name: "A film is" },
          ...BUCKETS.map((bucket) => ({
            name: NAMES[bucket],
            format: (value: number) => value.toFixed(4),
          })),
        ],
        rows: lines.map(({ way, points }) => [
          labelOf(way),
          ...BUCKETS.map(
            (_, n) => points.find(({ x }) => x === n / (BUCKETS.length - 1))?.y ?? null,
          ),
        ]),
      })}
      aside={<MetricChoice />}
    >
      <LinePlot
        name={`${metric} by how often a film was rated: ${sentence}`}
        metric={metric}
        lines={lines}
        places={BUCKETS.map((bucket, n) => ({ x: n / (BUCKETS.length - 1), text: NAMES[bucket] }))}
        xName="ratings of the film in training"
        chosen={chosen}
      />
    </Picture>
  );
}

function sentenceOf(lines: readonly Line[], metric: Measured): string {
  // What ratings gain.
  const order = better(metric);
  const slope = ({ points }: Line) => order(points[0]!.y, points.at(-1)!.y);
  const own = lines.find(({ way }) => way === "id");
  const codes = lines.find(({ way }) => way === "codes");
  const text = (line: Line) =>
    `${line.points[0]!.y.toFixed(3)} on films never seen and ${line.points.at(-1)!.y.toFixed(3)} on the most rated`;
  if (own && codes)
    return `${metric}: a row of one’s own has ${text(own)}; codes have ${text(codes)}: ${slope(own) > slope(codes) ? "the row needs ratings more than codes do" : "here the row needs ratings no more than codes do"}.`;
  return lines.length > 0
    ? `${labelOf(lines[0]!.way)} has ${text(lines[0]!)}. Train other ways to compare.`
    : "A line for each way that you train.";
}
