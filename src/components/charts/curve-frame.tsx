import { memo } from "react";
import { CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import type { Box } from "./place-labels.ts";

interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

interface FrameProps {
  readonly width: number;
  readonly height: number;
  readonly font: number;
  readonly plot: Box;
  readonly steps: Axis;
  readonly values: Axis;
}

/**
 * Grid and axes of a curve chart. Recharts takes tens of milliseconds to draw anything, so it draws only
 * what stays as it is while a curve grows, and draws it again when the scales change.
 */
export const CurveFrame = memo(
  ({ width, height, font, plot, steps, values }: FrameProps) => {
    // Invisible; without it an empty chart has no scales.
    const corners = [
      { x: steps.domain[0], y: values.domain[0] },
      { x: steps.domain[1], y: values.domain[1] },
    ];
    const tick = { fontSize: font, fill: "var(--picture-muted)" };
    const shared = { type: "number", tick, tickLine: false, interval: 0 } as const;
    return (
      <ComposedChart
        width={width}
        height={height}
        accessibilityLayer={false}
        margin={{ left: 0, top: plot.y, right: width - plot.x - plot.width, bottom: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--grid, var(--picture-rule))" />
        <XAxis
          {...shared}
          {...axisProps(steps)}
          dataKey="x"
          height={font * 2.8}
          axisLine={{ stroke: "var(--picture-rule)" }}
        />
        <YAxis {...shared} {...axisProps(values)} width={plot.x} axisLine={false} />
        <Line data={corners} dataKey="y" stroke="none" dot={false} isAnimationActive={false} />
      </ComposedChart>
    );
  },
  (before, after) => JSON.stringify(before) === JSON.stringify(after),
);

function axisProps({ domain, ticks }: Axis) {
  const texts = new Map(ticks.map(({ at, text }) => [at, text]));
  return {
    domain: [...domain],
    ticks: [...texts.keys()],
    tickFormatter: (tick: number) => texts.get(tick) ?? "",
  };
}
