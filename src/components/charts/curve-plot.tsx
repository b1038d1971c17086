import { useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { say } from "../language/say.ts";
import { runColour, runDash } from "./colours.ts";
import styles from "./curve.module.css";
import { makeGeometry } from "./curve-geometry.ts";
import { CurveLabels, labelMargin, ShownStep } from "./curve-labels.tsx";
import { drawnLines, endLabels, GREY } from "./curve-lines.ts";
import { type Baseline, type Curve, stepScale, valueScale } from "./curve-model.ts";
import { CurveReader } from "./curve-reader.tsx";
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

/** Recharts draws grid, axes and lines; margins are ours, so that labels and reader know the place. */
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
  const plot = {
    x: left,
    y: font * 1.7,
    width: Math.max(40, width - left - right),
    height: height - font * 1.7 - font * 2.8,
  };
  const geometry = makeGeometry(plot, steps, values);
  // Invisible; without it an empty chart has no scales.
  const corners = [
    { x: 0, y: values.domain[0] },
    { x: end, y: values.domain[1] },
  ];
  const tick = { fontSize: font, fill: "var(--picture-muted)" };

  return (
    <>
      <div className={styles.image} role="img" aria-label={name}>
        <ComposedChart
          width={width}
          height={height}
          accessibilityLayer={false}
          margin={{ left: 0, top: plot.y, right: width - plot.x - plot.width, bottom: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--grid, var(--picture-rule))" />
          <XAxis
            type="number"
            dataKey="x"
            domain={[...steps.domain]}
            ticks={[...steps.ticks]}
            tickFormatter={steps.text}
            height={font * 2.8}
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: "var(--picture-rule)" }}
            interval={0}
          />
          <YAxis
            type="number"
            domain={[...values.domain]}
            ticks={[...values.ticks]}
            tickFormatter={values.text}
            width={left}
            tick={tick}
            tickLine={false}
            axisLine={false}
            interval={0}
          />
          {baseline && (
            <ReferenceLine y={baseline.value} stroke={GREY} strokeWidth={2} strokeDasharray="1 4" />
          )}
          <Line data={corners} dataKey="y" stroke="none" dot={false} isAnimationActive={false} />
          {lines.map(({ curve, band }) => (
            <Area
              key={`${curve.id}-band`}
              data={[...band]}
              dataKey="range"
              stroke="none"
              fill={curve.highlighted ? runColour(curve.number) : GREY}
              fillOpacity={0.18}
              isAnimationActive={false}
              activeDot={false}
            />
          ))}
          {lines.flatMap(({ curve, past, own }) => {
            const style = {
              dataKey: "y",
              stroke: curve.highlighted ? runColour(curve.number) : GREY,
              strokeDasharray: curve.highlighted ? (runDash(curve.number) ?? "none") : "none",
              strokeLinejoin: "round",
              dot: false,
              activeDot: false,
              isAnimationActive: false,
            } as const;
            const strong = curve.highlighted ? 2.25 : 1.25;
            return [
              <Line key={`${curve.id}-past`} {...style} data={[...past]} strokeWidth={0.75} />,
              <Line key={curve.id} {...style} data={[...own]} strokeWidth={strong} />,
            ];
          })}
        </ComposedChart>
        <svg className={styles.over} width={width} height={height} aria-hidden="true">
          <text x={2} y={font * 0.85} fontSize={font} fill="var(--picture-muted)">
            {props.yName}
          </text>
          <text
            x={plot.x + plot.width}
            y={height - 2}
            textAnchor="end"
            fontSize={font}
            fill="var(--picture-muted)"
          >
            {stepsPerEpoch ? say("epoch") : say("step")}
          </text>
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
