/** A line a way over a few places, on one axis of a metric. */
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
  readonly metric: string;
  readonly lines: readonly Line[];
  readonly places: readonly { readonly x: number; readonly text: string }[];
  readonly xName: string;
  /** The line that is brought forward. */
  readonly chosen: Way;
}

export function LinePlot({ name, metric, lines, places, xName, chosen }: LinePlotProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  // Names stand at the right.
  const plot = plotBox(Math.max(60, width - font * 8.5), height, font, 3.6);
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  // At least so much, that small differences stay small.
  const slack = Math.max(0, 0.06 - (Math.max(...values) - Math.min(...values))) / 2;
  const low = Math.floor((Math.min(...values) - slack) / 0.02) * 0.02;
  const high = Math.ceil((Math.max(...values) + slack) / 0.02) * 0.02;
  const x = scaleLinear([0, 1], [plot.x + 8, plot.x + plot.width - 8]);
  const y = scaleLinear([low, high], [plot.y + plot.height, plot.y]);
  // Where there is no room for all names, the chosen way keeps its own.
  const room = Math.max(1, Math.floor(plot.height / (font * 1.25)) + 1);
  const named = lines.toSorted((a, b) => Number(b.way === chosen) - Number(a.way === chosen));
  const ends = spread(
    named.slice(0, room).flatMap(({ way, points }) => {
      const end = points.at(-1);
      return end ? [{ way, x: x(end.x), at: y(end.y) }] : [];
    }),
    font * 1.25,
    plot.y + plot.height,
  );
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={metric}
            font={font}
            ticks={y
              .ticks(Math.max(2, Math.min(5, Math.floor(plot.height / (2.2 * font)))))
              .map((t) => ({ at: y(t), text: t.toFixed(2) }))}
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

/** Names pushed apart where lines end close to each other, none lower than the plot. */
function spread<E extends { readonly at: number }>(
  ends: readonly E[],
  apart: number,
  lowest: number,
) {
  let last = Number.NEGATIVE_INFINITY;
  const placed = ends
    .toSorted((a, b) => a.at - b.at)
    .map((end) => {
      last = Math.max(end.at, last + apart);
      return { ...end, text: last };
    });
  // Those that would stand below the plot push the others up.
  let next = lowest + apart;
  return placed
    .reverse()
    .map((end) => {
      next = Math.min(end.text, next - apart);
      return { ...end, text: next };
    })
    .reverse();
}
