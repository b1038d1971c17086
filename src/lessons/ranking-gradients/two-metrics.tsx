import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { runColour } from "../../components/charts/colours.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Run } from "../../components/session/state.ts";
import { useSession } from "../../components/session/use-session.ts";
import { LOSS_NAMES } from "./bench-model.ts";
import type { LossName } from "./forces.ts";
import styles from "./plot.module.css";
import type { probes } from "./probes.ts";
import type { FrontierReading } from "./readings.ts";
import { spreadLabels } from "./spread-labels.ts";

const useReading = readingsOf<typeof probes>();

interface Path {
  readonly run: Run;
  readonly name: string;
  /** By epoch. */
  readonly points: readonly Point[];
  /** Where the run is judged, with the standard error of its NDCG@10. */
  readonly end: { readonly x: number; readonly y: number; readonly error: number } | null;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** All runs of one task as paths over two metrics, with the noise of the test lists as a bar. */
export function TwoMetrics() {
  const runs = useSession((state) => state.runs);
  const task = useSession((state) => state.setup.config.task as string);
  const opened = useSession((state) => state.opened);
  const frontier = useReading("frontier");
  const generated = task === "top-heavy";
  const metric = generated ? "NDCG@5" : "NDCG@10";
  const paths = runs
    .filter(({ setup, history }) => setup.config.task === task && history.length > 0)
    .map((run) => pathOf(run, metric));
  const baselines = Object.entries(opened?.baselines ?? {}).flatMap(([name, metrics]) =>
    metrics[metric] === undefined || name === "random"
      ? []
      : [{ name, x: metrics["Pair accuracy"]!, y: metrics[metric] }],
  );
  const title = `${metric} against pair accuracy`;
  const sentence = sentenceOf(paths, metric, generated);
  const format = (value: number) => value.toFixed(4);
  return (
    <Picture
      title={title}
      sentence={sentence}
      empty={
        paths.length + baselines.length === 0
          ? "Each run will be a path here, epoch by epoch."
          : undefined
      }
      table={() => ({
        columns: [
          { name: "Run" },
          { name: "Pair accuracy", format },
          { name: metric, format },
          { name: "Standard error of NDCG@10", format },
        ],
        rows: [
          ...paths.map(({ run, name, end }) => [
            `Run ${run.number}: ${name}`,
            end?.x ?? null,
            end?.y ?? null,
            end?.error ?? null,
          ]),
          ...baselines.map((b) => [b.name, b.x, b.y, null]),
        ],
      })}
    >
      <Plane
        name={`${title}: ${sentence}`}
        metric={metric}
        paths={paths}
        baselines={baselines}
        reach={generated ? (frontier?.points ?? []) : []}
      />
    </Picture>
  );
}

interface PlaneProps {
  readonly name: string;
  readonly metric: string;
  readonly paths: readonly Path[];
  readonly baselines: readonly (Point & { readonly name: string })[];
  readonly reach: FrontierReading["points"];
}

function Plane({ name, metric, paths, baselines, reach }: PlaneProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width, height, font, 4);
  const all: Point[] = [
    ...paths.flatMap(({ points }) => points.slice(Math.min(1, points.length - 1))),
    ...paths.flatMap(({ end }) =>
      end
        ? [
            { x: end.x, y: end.y - end.error },
            { x: end.x, y: end.y + end.error },
          ]
        : [],
    ),
    ...reach.map(({ pairs, ndcg }) => ({ x: pairs, y: ndcg })),
    ...baselines,
  ];
  const x = scaleOver(
    all.map((p) => p.x),
    [plot.x, plot.x + plot.width],
  );
  const y = scaleOver(
    all.map((p) => p.y),
    [plot.y + plot.height, plot.y],
  );
  const line = (points: readonly Point[]) =>
    points.map((p, n) => `${n === 0 ? "M" : "L"}${x(p.x)},${y(p.y)}`).join("");
  const labels = spreadLabels(
    paths.flatMap(({ run, name, end }) =>
      end ? [{ key: run.id, text: `${run.number} ${name}`, x: x(end.x), y: y(end.y) }] : [],
    ),
    font * 1.15,
    plot.y,
    plot.y + plot.height,
  );
  const free = (p: Point) =>
    [...labels, ...baselines.map((b) => ({ x: x(b.x), y: y(b.y) }))].every(
      (label) => Math.abs(label.x - p.x) > font * 9 || Math.abs(label.y - p.y) > font * 2.4,
    );
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={metric}
            font={font}
            ticks={y.ticks(5).map((t) => ({ at: y(t), text: y.tickFormat(5)(t) }))}
          />
          <AxisBelow
            plot={plot}
            name="pair accuracy"
            font={font}
            ticks={x.ticks(5).map((t) => ({ at: x(t), text: x.tickFormat(5)(t) }))}
          />
          <path className={styles.reach} d={line(reach.map((p) => ({ x: p.pairs, y: p.ndcg })))} />
          {reach
            .map(({ degrees, pairs, ndcg }) => ({ degrees, x: x(pairs), y: y(ndcg) }))
            .filter((p) => p.degrees % 30 === 0 && free(p))
            .map((p) => (
              <text key={p.degrees} x={p.x + 7} y={p.y + font * 1.2}>
                {p.degrees}°
              </text>
            ))}
          {baselines.map((b) => (
            <g key={b.name}>
              <path className={styles.cross} d={`M${x(b.x) - 4},${y(b.y)}h8m-4,-4v8`} />
              <text
                x={x(b.x)}
                y={y(b.y) + font * 1.4}
                textAnchor={x(b.x) > plot.x + plot.width * 0.85 ? "end" : "start"}
              >
                {b.name}
              </text>
            </g>
          ))}
          {paths.map(({ run, points, end }) => (
            <g
              key={run.id}
              style={{ color: run.highlighted ? runColour(run.number) : "var(--data-grey)" }}
            >
              <path className={styles.path} d={line(points)} />
              {end && (
                <>
                  <path
                    className={styles.error}
                    d={`M${x(end.x)},${y(end.y - end.error)}V${y(end.y + end.error)}`}
                  />
                  <circle cx={x(end.x)} cy={y(end.y)} r={5} fill="currentColor" />
                </>
              )}
            </g>
          ))}
          {labels.map((label) => {
            const before = label.x > plot.x + plot.width * 0.6;
            return (
              <text
                key={label.key}
                data-strong=""
                x={label.x + (before ? -9 : 9)}
                textAnchor={before ? "end" : "start"}
                y={label.y}
                dy="0.35em"
              >
                {label.text}
              </text>
            );
          })}
        </svg>
      )}
    </div>
  );
}

function scaleOver(values: readonly number[], range: [number, number]) {
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const air = Math.max(0.002, (high - low) * 0.07);
  return scaleLinear()
    .domain([low - air, high + air])
    .range(range);
}

function pathOf(run: Run, metric: string): Path {
  const rows = run.history.filter((row) => row[metric] !== undefined);
  const { metrics } = run;
  return {
    run,
    name: LOSS_NAMES[run.setup.config.loss as LossName],
    points: rows.map((row) => ({ x: row["Pair accuracy"]!, y: row[metric]! })),
    end: metrics && {
      x: metrics["Pair accuracy"]!,
      y: metrics[metric]!,
      error: metrics["NDCG@10 standard error"] ?? 0,
    },
  };
}

function sentenceOf(paths: readonly Path[], metric: string, generated: boolean): string {
  const ends = paths.flatMap(({ end }) => (end ? [end] : []));
  const band = generated
    ? "The grey band is everything that a linear scorer can reach, by the direction of its weights."
    : "The bar through a run is one standard error over the test lists: runs whose bars overlap are not told apart.";
  if (ends.length === 0) return `No run of this task yet. ${band}`;
  const range = (values: readonly number[]) => {
    const [low, high] = [Math.min(...values).toFixed(3), Math.max(...values).toFixed(3)];
    return low === high ? low : `${low} to ${high}`;
  };
  const of = ends.length === 1 ? "One run" : `${ends.length} runs`;
  return `${of}: ${metric} ${range(ends.map((e) => e.y))}, pair accuracy ${range(ends.map((e) => e.x))}. ${band}`;
}
