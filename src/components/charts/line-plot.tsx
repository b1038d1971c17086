/** Lines over numbers, each named at its end, with a band where it has one. */
import { scaleLinear, scaleLog } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "./axis.tsx";
import styles from "./line-plot.module.css";
import { countText } from "./number-text.ts";
import { spreadLabels } from "./place-labels.ts";
import { useSize } from "./use-size.ts";

export interface Line {
  readonly name: string;
  readonly colour: string;
  /** What it is held against is dashed; what is looked at is strong. */
  readonly stroke?: "dashed" | "strong";
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    /** Half of the band’s height. */
    readonly half?: number;
  }[];
}

interface Props {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly xName: string;
  readonly yName: string;
  readonly lines: readonly Line[];
  readonly logX?: boolean;
  /** The axes hold these at least. */
  readonly xLeast: readonly [number, number];
  readonly yLeast: readonly [number, number];
  /** Nothing is drawn beyond these. */
  readonly yMost?: readonly [number, number];
  /** A hairline. */
  readonly mark?: number;
}

/** A name that is too long for one line, broken between its words. */
function inLines(name: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const WIDTH = { dashed: 1.4, plain: 2, strong: 2.5 } as const;

export function LinePlot(props: Props) {
  const { name, xName, yName, lines, logX = false, xLeast, yLeast, yMost, mark } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const longest = Math.max(0, ...lines.map((line) => line.name.length));
  const names = Math.min(width * 0.3, longest * font * 0.56 + 8);
  const plot = plotBox(Math.max(80, width - names), height, font, 3.8);
  const points = lines.flatMap((line) => line.points);
  const [low, high] = yMost ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const held = (y: number) => Math.min(high, Math.max(low, y));
  const ys = points.flatMap(({ y, half = 0 }) => [held(y - half), held(y + half)]);
  const x = (logX ? scaleLog() : scaleLinear())
    .domain([
      Math.min(xLeast[0], ...points.map((p) => p.x)),
      Math.max(xLeast[1], ...points.map((p) => p.x)),
    ])
    .range([plot.x + 6, plot.x + plot.width - 6]);
  const y = scaleLinear(
    [Math.min(yLeast[0], ...ys), Math.max(yLeast[1], ...ys)],
    [plot.y + plot.height, plot.y],
  ).nice(4);
  const at = (value: number) => y(held(value));
  const ends = lines.filter((line) => line.points.length > 0);
  const written = ends.map((line) => inLines(line.name, Math.floor((names - 8) / (font * 0.56))));
  const tallest = Math.max(1, ...written.map((of) => of.length));
  const places = spreadLabels(
    ends.map((line) => at(line.points.at(-1)!.y)),
    font * (0.1 + 1.1 * tallest),
    plot.y,
    plot.y + plot.height,
  );
  const path = (line: Line, value: (p: Line["points"][number]) => number) =>
    line.points.map((p, n) => `${n === 0 ? "M" : "L"}${x(p.x)},${at(value(p))}`).join("");
  const band = (line: Line) =>
    `${path(line, ({ y: mid, half = 0 }) => mid + half)}${line.points
      .toReversed()
      .map((p) => `L${x(p.x)},${at(p.y - (p.half ?? 0))}`)
      .join("")}Z`;
  const whole = points.every((p) => Number.isInteger(p.x));
  const every = logX
    ? [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
    : x.ticks(5).filter((t) => !whole || Number.isInteger(t));
  const [left = 0, right = 0] = x.domain();
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={yName}
            font={font}
            ticks={y
              .ticks(Math.max(2, Math.min(5, Math.floor(plot.height / (2.2 * font)))))
              .map((t) => ({ at: y(t), text: String(Number(t.toFixed(3))).replace("-", "−") }))}
          />
          <AxisBelow
            plot={plot}
            name={xName}
            font={font}
            ticks={every
              .filter((t) => t >= left && t <= right)
              .map((t) => ({ at: x(t), text: t < 10 ? String(t) : countText(t) }))}
          />
          {mark !== undefined && (
            <path data-axis="" d={`M${x(mark)},${plot.y}v${plot.height}`} opacity={0.6} />
          )}
          {ends.map((line, n) => (
            <g key={line.name} style={{ color: line.colour }}>
              {line.points.some(({ half }) => half !== undefined) && (
                <path d={band(line)} fill="currentColor" opacity={0.18} />
              )}
              <path
                d={path(line, (p) => p.y)}
                fill="none"
                stroke="currentColor"
                strokeWidth={WIDTH[line.stroke ?? "plain"]}
                strokeDasharray={line.stroke === "dashed" ? "3 4" : undefined}
              />
              {line.stroke !== "dashed" && (
                <circle
                  cx={x(line.points.at(-1)!.x)}
                  cy={at(line.points.at(-1)!.y)}
                  r={line.stroke === "strong" ? 4 : 3}
                  fill="currentColor"
                />
              )}
              <text
                data-strong={line.stroke === "strong" || undefined}
                y={places[n]! - 0.55 * font * (written[n]!.length - 1)}
                dy="0.35em"
              >
                {written[n]!.map((words, row) => (
                  <tspan
                    key={words}
                    x={plot.x + plot.width + 6}
                    dy={row === 0 ? undefined : "1.1em"}
                  >
                    {words}
                  </tspan>
                ))}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
