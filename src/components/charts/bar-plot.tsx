import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "./axis.tsx";
import styles from "./bars.module.css";
import { textWidth } from "./text-width.ts";
import { useSize } from "./use-size.ts";

export interface Bin {
  /** What the bin holds: "5 to 9", "1996". */
  readonly name: string;
  readonly value: number;
  readonly strong?: boolean | undefined;
}

export interface BarPlotProps {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly bins: readonly Bin[];
  readonly xName: string;
  readonly yName: string;
  readonly format: (value: number) => string;
  /** A dotted line to hold the bars against: "the catalogue's share". */
  readonly reference?: { readonly value: number; readonly name: string } | undefined;
  /** Top of the axis; the highest bar otherwise. */
  readonly top?: number | undefined;
  readonly low?: boolean | undefined;
  readonly colour?: string | undefined;
}

/** Upright bars between two axes. */
export function BarPlot(props: BarPlotProps) {
  const { name, bins, xName, yName, format, reference, top, low } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12, family = "" } = size ?? {};
  const measure = (text: string) => textWidth(text, `${font}px ${family}`);
  const highest = Math.max(1e-12, top ?? 0, reference?.value ?? 0, ...bins.map((bin) => bin.value));
  const values = scaleLinear().domain([0, highest]);
  if (top === undefined) values.nice(4);
  const ticks = values.ticks(4);
  const left = Math.max(...ticks.map((tick) => measure(format(tick)))) / font + 0.8;
  const plot = plotBox(width, height, font, left);
  const y = values.range([plot.y + plot.height, plot.y]);
  const slot = plot.width / Math.max(1, bins.length);
  const gap = Math.min(4, slot * 0.2);
  const every = Math.ceil(
    Math.max(1, ...bins.map((bin) => (measure(bin.name) + font * 0.6) / slot)),
  );
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
          {bins.map((bin, index) => (
            <rect
              key={bin.name}
              x={plot.x + index * slot + gap / 2}
              y={y(bin.value)}
              width={Math.max(0.75, slot - gap)}
              height={Math.max(0, plot.y + plot.height - y(bin.value))}
              rx={Math.min(2, slot * 0.1)}
              fill={
                bin.strong
                  ? "var(--predict-mark, #d4620f)"
                  : (props.colour ?? "var(--accent-fill, #2f55d4)")
              }
            >
              <title>{`${bin.name}: ${format(bin.value)}`}</title>
            </rect>
          ))}
          {reference && (
            <g fontSize={font}>
              <path
                d={`M${plot.x},${y(reference.value)}h${plot.width}`}
                stroke="var(--picture-ink)"
                strokeWidth={1.5}
                strokeDasharray="1.5 4"
                strokeLinecap="round"
              />
              <path
                d={`M${plot.x + plot.width - measure(reference.name) - font * 2.6},${plot.y - font * 1.15}h${font * 2}`}
                stroke="var(--picture-ink)"
                strokeWidth={1.5}
                strokeDasharray="1.5 4"
                strokeLinecap="round"
              />
              <text x={plot.x + plot.width} y={plot.y - font * 0.8} textAnchor="end">
                {reference.name}
              </text>
            </g>
          )}
          <AxisBelow
            plot={plot}
            name={xName}
            font={font}
            ticks={bins.flatMap((bin, index) =>
              index % every === 0 ? [{ at: plot.x + (index + 0.5) * slot, text: bin.name }] : [],
            )}
          />
        </svg>
      )}
    </div>
  );
}
