/** AUC by how often a film was rated, all ways on one axis. */
import { Picture } from "../../components/charts/picture.tsx";
import { useSession } from "../../components/session/use-session.ts";
import { BUCKETS, type Bucket, TAIL } from "./buckets.ts";
import { runsAlike, summaryOf, valuesByWay } from "./by-way.ts";
import { type Line, LinePlot } from "./line-plot.tsx";
import { labelOf, useChosen } from "./looks.ts";
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
  const chosen = useChosen((state) => state.way) ?? (setup.config.film as Way);
  const values = valuesByWay(runsAlike(runs, setup));
  const lines = WAYS.flatMap(({ value: way }): Line[] => {
    const points = BUCKETS.flatMap((bucket, n) => {
      const one = summaryOf(values.get(way) ?? [], `AUC ${bucket}`);
      return one ? [{ x: n / (BUCKETS.length - 1), y: one.mean }] : [];
    });
    return points.length > 0 ? [{ way, points }] : [];
  });
  const sentence = sentenceOf(lines);
  return (
    <Picture
      title="AUC by how often a film was rated"
      fill
      sentence={sentence}
      empty={lines.length > 0 ? undefined : "Train an epoch: AUC is measured at its end."}
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
    >
      <LinePlot
        name={`AUC by how often a film was rated: ${sentence}`}
        lines={lines}
        places={BUCKETS.map((bucket, n) => ({ x: n / (BUCKETS.length - 1), text: NAMES[bucket] }))}
        xName="ratings of the film in training"
        chosen={chosen}
      />
    </Picture>
  );
}

function sentenceOf(lines: readonly Line[]): string {
  const slope = ({ points }: Line) => points.at(-1)!.y - points[0]!.y;
  const own = lines.find(({ way }) => way === "id");
  const codes = lines.find(({ way }) => way === "codes");
  const text = (line: Line) =>
    `${line.points[0]!.y.toFixed(3)} on films never seen and ${line.points.at(-1)!.y.toFixed(3)} on the most rated`;
  if (own && codes)
    return `A row of one’s own has ${text(own)}; codes have ${text(codes)}: ${slope(own) > slope(codes) ? "the row needs ratings more than codes do" : "here the row needs ratings no more than codes do"}.`;
  return lines.length > 0
    ? `${labelOf(lines[0]!.way)} has ${text(lines[0]!)}. Train other ways to compare.`
    : "A line for each way that you train.";
}
