/** A line a way over a few places, on one axis of AUC. */
import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { COLOUR, labelOf } from "./looks.ts";
import styles from "./semantic.module.css";
import type { Way } from "./settings.ts";

export interface Line {
  readonly way: Way;
  /** At places from 0 to 1. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface LinePlotProps {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly places: readonly { readonly x: number; readonly text: string }[];
  readonly xName: string;
  /** The line that is brought forward. */
  readonly chosen: Way;
}

export function LinePlot({ name, lines, places, xName, chosen }: LinePlotProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  // Names stand at the right.
  const plot = plotBox(Math.max(60, width - font * 8.5), height, font, 3.6);
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const low = Math.floor(Math.min(0.7, ...values) / 0.02) * 0.02;
  const high = Math.ceil(Math.max(0.76, ...values) / 0.02) * 0.02;
  const x = scaleLinear([0, 1], [plot.x + 8, plot.x + plot.width - 8]);
  const y = scaleLinear([low, high], [plot.y + plot.height, plot.y]);
  const ends = spread(
    lines.flatMap(({ way, points }) => {
      const end = points.at(-1);
      return end ? [{ way, x: x(end.x), at: y(end.y) }] : [];
    }),
    font * 1.25,
  );
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name="AUC"
            font={font}
            ticks={y.ticks(5).map((t) => ({ at: y(t), text: t.toFixed(2) }))}
          />
          <AxisBelow
            plot={plot}
            name={xName}
            font={font}
            ticks={places.map((place) => ({ at: x(place.x), text: place.text }))}
          />
          {lines.map(({ way, points }) => (
            <g key={way} style={{ color: COLOUR[way] }}>
              <path
                d={points.map((p, n) => `${n === 0 ? "M" : "L"}${x(p.x)},${y(p.y)}`).join("")}
                fill="none"
                stroke="currentColor"
                strokeWidth={way === chosen ? 3 : 1.6}
              />
              {points.map((p) => (
                <circle key={p.x} cx={x(p.x)} cy={y(p.y)} r={3.5} fill="currentColor" />
              ))}
            </g>
          ))}
          {ends.map(({ way, x: from, at, text }) => (
            <g key={way} style={{ color: COLOUR[way] }}>
              <path
                d={`M${from + 6},${at}L${plot.x + plot.width + 4},${text}`}
                stroke="currentColor"
                opacity={0.5}
              />
              <text
                data-strong={way === chosen || undefined}
                x={plot.x + plot.width + 8}
                y={text}
                dy="0.35em"
              >
                {labelOf(way)}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

/** Names pushed apart where lines end close to each other. */
function spread<E extends { readonly at: number }>(ends: readonly E[], apart: number) {
  let last = Number.NEGATIVE_INFINITY;
  return ends
    .toSorted((a, b) => a.at - b.at)
    .map((end) => {
      last = Math.max(end.at, last + apart);
      return { ...end, text: last };
    });
}
