import { useMemo } from "react";
import { say } from "../language/say.ts";
import styles from "./curve.module.css";
import { CurveFrame } from "./curve-frame.tsx";
import { makeGeometry } from "./curve-geometry.ts";
import { CurveLabels, labelMargin, ShownStep } from "./curve-labels.tsx";
import { drawnLines, endLabels } from "./curve-lines.ts";
import { type Baseline, type Curve, type Scale, stepScale, valueScale } from "./curve-model.ts";
import { CurveReader } from "./curve-reader.tsx";
import { CurveStrokes } from "./curve-strokes.tsx";
import { fitText, textWidth } from "./text-width.ts";
import type { Size } from "./use-size.ts";

/** Narrower than this, the names of the lines stand below the chart. */
export const NARROW = 480;

interface CurvePlotProps {
  readonly name: string;
  readonly metric: string;
  /** What stands above the vertical axis; nothing where the title says it. */
  readonly yName: string;
  readonly curves: readonly Curve[];
  readonly baseline: Baseline | undefined;
  readonly fromZero: boolean;
  readonly shownStep: number | null;
  readonly totalSteps: number | undefined;
  readonly stepsPerEpoch: number | undefined;
  readonly size: Size;
}

/** Recharts draws grid and axes; margins are ours, so that lines, labels and reader know the place. */
export function CurvePlot(props: CurvePlotProps) {
  const { name, metric, curves, baseline, shownStep, totalSteps, stepsPerEpoch, size } = props;
  const { width, height, font, family } = size;
  const lines = useMemo(() => drawnLines(curves), [curves]);
  const values = valueScale(curves, baseline, props.fromZero);
  const steps = stepScale(curves, totalSteps, stepsPerEpoch, width < NARROW ? 4 : 7);
  const end = steps.domain[1];

  const measure = (text: string) => textWidth(text, `600 ${font}px ${family}`);
  const room = width * 0.36 - labelMargin(font);
  // On a phone the ends of the lines carry numbers, and their names stand below the chart.
  const narrow = width < NARROW;
  const labels = endLabels(lines, baseline, end).map((label) => ({
    ...label,
    text: narrow ? label.short : fitText(label.text, room, measure),
  }));
  const widest = Math.max(0, ...labels.map((label) => measure(label.text)));
  const left = Math.ceil(Math.max(...values.ticks.map((tick) => measure(values.text(tick)))) + 10);
  const right = Math.max(font, widest + labelMargin(font));
  // A strip under the picture of the stage: no names of axes, and two numbers on the vertical one.
  const strip = height < font * 9;
  const [above, below] = strip ? [font * 0.6, font * 1.5] : [font * 1.7, font * 2.8];
  const plot = {
    x: left,
    y: above,
    width: Math.max(40, width - left - right),
    height: height - above - below,
  };
  const geometry = makeGeometry(plot, steps, values);

  return (
    <>
      <div className={styles.image} role="img" aria-label={name}>
        <CurveFrame
          width={width}
          height={height}
          font={font}
          plot={plot}
          steps={{ domain: steps.domain, ticks: ticksOf(steps) }}
          values={{
            domain: values.domain,
            ticks: ticksOf(values).filter((_, n, all) => !strip || n === 0 || n === all.length - 1),
          }}
        />
        <svg className={styles.over} width={width} height={height} aria-hidden="true">
          {!strip && (
            <g fontSize={font} fill="var(--picture-muted)">
              <text x={2} y={font * 0.85}>
                {props.yName}
              </text>
              <text x={plot.x + plot.width} y={height - 2} textAnchor="end">
                {stepsPerEpoch ? say("epoch") : say("step")}
              </text>
            </g>
          )}
          <CurveStrokes lines={lines} baseline={baseline?.value} geometry={geometry} />
          <CurveLabels labels={labels} geometry={geometry} font={font} />
          {shownStep !== null && shownStep < end && (
            <ShownStep step={shownStep} geometry={geometry} font={font} width={width} />
          )}
        </svg>
      </div>
      {curves.some((curve) => curve.points.length > 0) && (
        <CurveReader
          metric={metric}
          curves={curves}
          geometry={geometry}
          end={end}
          stepsPerEpoch={stepsPerEpoch}
          width={width}
        />
      )}
    </>
  );
}

const ticksOf = ({ ticks, text }: Scale) => ticks.map((at) => ({ at, text: text(at) }));
