import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "./axis.tsx";
import styles from "./bars.module.css";
import { textWidth } from "./text-width.ts";
import { useSize } from "./use-size.ts";

export interface BarSeries {
  readonly name: string;
  /** A value a group. */
  readonly values: readonly number[];
  /** A CSS colour. */
  readonly colour: string;
}

interface GroupedBarsProps {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly groups: readonly string[];
  readonly series: readonly BarSeries[];
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
}

/** Upright bars side by side: one group a place, one bar a series, between two axes. */
export function GroupedBars({ name, groups, series, xName, yName, format }: GroupedBarsProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12, family = "" } = size ?? {};
  const measure = (text: string) => textWidth(text, `${font}px ${family}`);
  const highest = Math.max(1e-12, ...series.flatMap(({ values }) => values));
  const scale = scaleLinear().domain([0, highest]).nice(4);
  const ticks = scale.ticks(4);
  const left = Math.max(...ticks.map((tick) => measure(format(tick)))) / font + 0.8;
  const plot = plotBox(width, height, font, left);
  const y = scale.range([plot.y + plot.height, plot.y]);
  const slot = plot.width / Math.max(1, groups.length);
  const bar = (slot * 0.76) / Math.max(1, series.length);
  // The key stands at the right, above the plot.
  const keyWidths = series.map((one) => measure(one.name) + font * 2);
  const keyX = (at: number) =>
    plot.x + plot.width - keyWidths.slice(at).reduce((sum, part) => sum + part, 0);
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={yName}
            font={font}
            ticks={ticks.map((tick) => ({ at: y(tick), text: format(tick) }))}
          />
          {series.map((one, at) => (
            <g key={one.name} fill={one.colour}>
              {one.values.map((value, group) => (
                <rect
                  key={groups[group]}
                  x={plot.x + group * slot + slot * 0.12 + at * bar}
                  y={y(value)}
                  width={Math.max(1, bar - 2)}
                  height={Math.max(0, plot.y + plot.height - y(value))}
                  rx={Math.min(2, bar * 0.1)}
                >
                  <title>{`${groups[group]}, ${one.name}: ${format(value)}`}</title>
                </rect>
              ))}
              <rect x={keyX(at)} y={font * 0.25} width={font * 0.8} height={font * 0.8} rx={2} />
              <text x={keyX(at) + font * 1.1} y={font}>
                {one.name}
              </text>
            </g>
          ))}
          <AxisBelow
            plot={plot}
            name={xName}
            font={font}
            ticks={groups.map((text, group) => ({ at: plot.x + (group + 0.5) * slot, text }))}
          />
        </svg>
      )}
    </div>
  );
}
