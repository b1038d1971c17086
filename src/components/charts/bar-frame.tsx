import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { AxisBelow, AxisLeft, plotBox, type Tick } from "./axis.tsx";
import styles from "./bars.module.css";
import type { Box } from "./place-labels.ts";
import { textWidth } from "./text-width.ts";
import { useSize } from "./use-size.ts";

/** Where bars may be drawn, and how. */
export interface BarSpace {
  readonly plot: Box;
  /** From a value to its height on the page. */
  readonly y: (value: number) => number;
  /** Width of one place on the lower axis. */
  readonly slot: number;
  readonly font: number;
  readonly measure: (text: string) => number;
}

export interface BarAxes {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
}

interface BarFrameProps extends BarAxes {
  /** How many places the lower axis has. */
  readonly places: number;
  readonly highest: number;
  /** The axis ends at `highest`, not at the next round number. */
  readonly exact?: boolean | undefined;
  readonly low?: boolean | undefined;
  /** Room above the axis' name, for a key that does not fit beside it. */
  readonly above?: (width: number, font: number, measure: BarSpace["measure"]) => number;
  readonly below: (space: BarSpace) => readonly Tick[];
  readonly children: (space: BarSpace) => ReactNode;
}

/** The two axes of upright bars. */
export function BarFrame(props: BarFrameProps) {
  const { name, xName, yName, format, places, highest, exact, low, below, children } = props;
  const { above = () => 0 } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12, family = "" } = size ?? {};
  const measure = (text: string) => textWidth(text, `${font}px ${family}`);
  const values = scaleLinear().domain([0, highest]);
  if (!exact) values.nice(4);
  const ticks = values.ticks(4);
  const left = Math.max(...ticks.map((tick) => measure(format(tick)))) / font + 0.8;
  const whole = plotBox(width, height, font, left);
  const key = above(whole.x + whole.width, font, measure);
  const plot = { ...whole, y: whole.y + key, height: Math.max(0, whole.height - key) };
  const y = values.range([plot.y + plot.height, plot.y]);
  const space: BarSpace = { plot, y, slot: plot.width / Math.max(1, places), font, measure };
  return (
    <div ref={ref} className={styles.plot} data-low={low || undefined} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true">
          <AxisLeft
            plot={plot}
            name={yName}
            font={font}
            ticks={ticks.map((tick) => ({ at: y(tick), text: format(tick) }))}
          />
          {children(space)}
          <AxisBelow plot={plot} name={xName} font={font} ticks={below(space)} />
        </svg>
      )}
    </div>
  );
}
