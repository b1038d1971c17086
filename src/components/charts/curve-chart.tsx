import { say } from "../language/say.ts";
import styles from "./curve.module.css";
import { CurveKey } from "./curve-labels.tsx";
import { drawnLines, endLabels } from "./curve-lines.ts";
import { type Baseline, type Curve, curveSentence, curveTable } from "./curve-model.ts";
import { CurvePlot, NARROW } from "./curve-plot.tsx";
import { plural } from "./number-text.ts";
import { Picture } from "./picture.tsx";
import { useSize } from "./use-size.ts";
import { useThrottled } from "./use-throttled.ts";

export interface CurveChartProps {
  readonly title: string;
  /** What is drawn, as the field names it: "NDCG@10", "Loss". */
  readonly metric: string;
  readonly curves: readonly Curve[];
  readonly baseline?: Baseline | undefined;
  readonly higherIsBetter?: boolean;
  /** The step that all pictures show; null while they show the newest. */
  readonly shownStep?: number | null;
  /** Steps the running run will take: the axis does not grow while it trains. */
  readonly totalSteps?: number | undefined;
  readonly stepsPerEpoch?: number | undefined;
  /** Said after the sentence: "Losses of different kinds do not compare." */
  readonly note?: string | undefined;
  /** Takes the whole height of its box. */
  readonly fill?: boolean;
}

/** One quantity of several runs over training, with the baseline that it has to beat. */
export default function CurveChart(props: CurveChartProps) {
  const { title, metric, baseline, higherIsBetter = true, stepsPerEpoch, note } = props;
  const curves = useThrottled(props.curves, 250);
  const [ref, size] = useSize<HTMLDivElement>();
  const nothing = curves.every((curve) => curve.points.length === 0);
  const sentence = curveSentence(metric, curves, baseline, higherIsBetter);

  return (
    <Picture
      fill={props.fill}
      title={title}
      sentence={note ? `${sentence} ${note}` : sentence}
      table={() => curveTable(curves, stepsPerEpoch)}
    >
      <div className={styles.chart}>
        <div ref={ref} className={styles.plot}>
          {size && size.width > 80 && (
            <CurvePlot
              name={`${title}, ${plural(curves.length, "run")}`}
              metric={metric}
              yName={title === metric ? "" : metric}
              curves={curves}
              baseline={baseline}
              fromZero={higherIsBetter}
              shownStep={nothing ? null : (props.shownStep ?? null)}
              totalSteps={props.totalSteps}
              stepsPerEpoch={stepsPerEpoch}
              size={size}
            />
          )}
          {nothing && (
            <p className={styles.note}>
              {say("The curve of {metric} will grow here.", { metric })}
            </p>
          )}
        </div>
        {size && size.width < NARROW && (
          <CurveKey labels={endLabels(drawnLines(curves), undefined)} />
        )}
      </div>
    </Picture>
  );
}
