/** Lines over rounds on one axis, each named at its end: the run, the ghost, and what they are held against. */
import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { spreadLabels } from "../../components/charts/place-labels.ts";
import { useSize } from "../../components/charts/use-size.ts";
import styles from "./feedback.module.css";
import { COLOUR } from "./looks.ts";

export interface RoundLine {
  readonly name: string;
  readonly kind: keyof typeof COLOUR;
  /** Of rounds 1, 2, ... */
  readonly values: readonly number[];
}

interface Props {
  readonly name: string;
  readonly yName: string;
  readonly lines: readonly RoundLine[];
  /** The round on screen: a hairline. */
  readonly round: number;
  /** The axis holds these at least. */
  readonly least?: readonly [number, number];
}

export function RoundPlot({ name, yName, lines, round, least = [0, 0.1] }: Props) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  // Names stand at the right.
  const plot = plotBox(Math.max(60, width - font * 5.5), height, font, 3.6);
  const values = lines.flatMap((line) => line.values);
  const rounds = Math.max(2, ...lines.map((line) => line.values.length));
  const y = scaleLinear(
    [Math.min(least[0], ...values), Math.max(least[1], ...values)],
    [plot.y + plot.height, plot.y],
  ).nice(4);
  const x = scaleLinear([1, rounds], [plot.x + 8, plot.x + plot.width - 8]);
  const every = Math.ceil(rounds / 6);
  const ends = lines.filter((line) => line.values.length > 0);
  const places = spreadLabels(
    ends.map((line) => y(line.values.at(-1)!)),
    font * 1.2,
    plot.y,
    plot.y + plot.height,
  );
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={yName}
            font={font}
            ticks={y
              .ticks(Math.max(2, Math.min(4, Math.floor(plot.height / (2.2 * font)))))
              .map((t) => ({ at: y(t), text: String(Number(t.toFixed(3))) }))}
          />
          <AxisBelow
            plot={plot}
            name="round"
            font={font}
            ticks={Array.from({ length: rounds }, (_, n) => n + 1)
              .filter((n) => n === 1 || n % every === 0)
              .map((n) => ({ at: x(n), text: String(n) }))}
          />
          {round >= 1 && (
            <path data-axis="" d={`M${x(round)},${plot.y}v${plot.height}`} opacity={0.5} />
          )}
          {ends.map(({ name: own, kind, values: points }, n) => (
            <g key={own} style={{ color: COLOUR[kind] }}>
              <path
                d={points.map((p, at) => `${at === 0 ? "M" : "L"}${x(at + 1)},${y(p)}`).join("")}
                fill="none"
                stroke="currentColor"
                strokeWidth={kind === "run" ? 2.5 : 1.6}
                strokeDasharray={kind === "line" ? "2 4" : undefined}
              />
              {kind !== "line" && (
                <circle
                  cx={x(points.length)}
                  cy={y(points.at(-1)!)}
                  r={kind === "run" ? 4 : 3}
                  fill="currentColor"
                />
              )}
              <text
                data-strong={kind === "run" || undefined}
                x={plot.x + plot.width + 6}
                y={places[n]}
                dy="0.35em"
              >
                {own}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
