import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import type { Answer, Settled } from "../session/prediction.ts";
import { useSession } from "../session/use-session.ts";
import { valueAt } from "./grade.ts";
import { PredictAxes } from "./predict-axes.tsx";
import { AREA, pathOf, type Range, within, xOf, yOf } from "./predict-scale.ts";

interface Props {
  readonly metric: string;
  readonly range: Range;
  readonly answer: Extract<Answer, { kind: "curve" }>;
  readonly curve: Settled["curve"];
}

/** The drawn curve and the run's, and the gap between them at every column. */
export function CurveGap({ metric, range, answer, curve }: Props) {
  const high = Math.max(range[1], ...curve.map(({ value }) => value));
  const low = Math.min(range[0], ...curve.map(({ value }) => value));
  const held: Range = [low, high];
  const baseline = useSession(
    ({ opened, lesson }) => opened?.baselines[lesson.baseline ?? "popularity"]?.[metric],
  );
  const last = Math.max(answer.epochs.at(-1)!, curve.at(-1)?.epoch ?? 0);
  const at = (epoch: number, value: number) =>
    [xOf(epoch, last), yOf(within(value, held), held)] as const;
  const yours = answer.epochs.map((epoch, i) => at(epoch, answer.values[i]!));
  const theirs = curve.map(({ epoch, value }) => at(epoch, value));
  return (
    <svg
      className="predict-gap"
      viewBox={`0 0 ${AREA.width} ${AREA.height}`}
      role="img"
      aria-label={say("{metric} by epoch: your curve ends at {yours}, the run’s at {theirs}", {
        metric,
        yours: shown(answer.values.at(-1)!),
        theirs: shown(curve.at(-1)?.value ?? Number.NaN),
      })}
    >
      <PredictAxes range={held} lastEpoch={last} baseline={baseline} />
      {answer.epochs.map((epoch, i) => {
        const value = valueAt(curve, epoch);
        if (value === undefined) return null;
        const [x, y] = at(epoch, value);
        return <line key={epoch} className="gap-line" x1={x} x2={x} y1={y} y2={yours[i]![1]} />;
      })}
      <path className="predict-line" d={pathOf(yours)} />
      <path className="run-line" d={pathOf(theirs)} />
      <CurveLabel text={say("you")} points={yours} other={theirs} className="predict-label" />
      <CurveLabel text={say("run")} points={theirs} other={yours} className="run-label" />
    </svg>
  );
}

type Points = readonly (readonly [number, number])[];

/** At the end of its line, on the side away from the other. */
function CurveLabel(props: { text: string; points: Points; other: Points; className: string }) {
  const end = props.points.at(-1);
  if (!end) return null;
  const above = end[1] <= (props.other.at(-1)?.[1] ?? end[1]);
  return (
    <text className={props.className} x={end[0]} y={end[1] + (above ? -7 : 15)} textAnchor="end">
      {props.text}
    </text>
  );
}
