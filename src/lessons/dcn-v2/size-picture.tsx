import { scaleLog } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { runColour } from "../../components/charts/colours.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import type { Run } from "../../components/session/state.ts";
import { useSession } from "../../components/session/use-session.ts";
import styles from "../../families/clicks/pictures/clicks.module.css";
import { INPUTS } from "../../families/clicks/polynomial.ts";
import type { DcnConfig } from "./lesson.ts";
import { architectureName, ownParameters, rivalsOf } from "./rival-names.ts";

interface Point {
  readonly key: string;
  readonly name: string;
  readonly parameters: number;
  /** 1 - R2 on the test part: the share of the variance that is left. */
  readonly error: number;
  readonly colour: string;
  readonly own: boolean;
}

/** Every run on the generated target, and what trained beside it: what is left unexplained, by size. */
export function SizePicture() {
  const runs = useSession((state) => state.runs);
  const step = useSession((state) => state.step);
  const currentRun = useSession((state) => state.currentRun);
  const generated = useSession((state) => state.setup.config.task === "crosses");
  const points = runs.flatMap((run) => pointsOf(run, run.id === currentRun ? step : run.step));
  const own = points.filter((point) => point.own);
  const mlps = points.filter((point) => !point.own);
  const best = least(own);
  const rival = least(mlps);
  const sentence =
    best && rival
      ? `${best.name} leaves ${share(best.error)} of the variance with ${countText(best.parameters)} parameters; the best MLP, ${countText(rival.parameters)} parameters, leaves ${share(rival.error)}.`
      : "What share of the variance a model leaves, by its number of parameters.";
  return (
    <Picture
      title="Error against number of parameters"
      sentence={sentence}
      empty={
        points.length > 0
          ? undefined
          : generated
            ? "Press Train: the model, and the MLP that trains beside it, will be points here."
            : "This picture is of the generated target: choose the task Known crossings and train."
      }
      table={() => ({
        columns: [
          { name: "Model" },
          { name: "Parameters" },
          { name: "R2", format: (value) => value.toFixed(4) },
        ],
        rows: points.map(({ name, parameters, error }) => [name, parameters, 1 - error]),
      })}
    >
      <Plot points={points} name={`Error against number of parameters: ${sentence}`} />
    </Picture>
  );
}

/** The newest evaluation of a run up to a step, and of its rivals. */
function pointsOf(run: Run, step: number): Point[] {
  const config = run.setup.config as unknown as DcnConfig;
  if (config.task !== "crosses") return [];
  const row = run.history.findLast((at) => at.step <= step && at.R2 !== undefined);
  if (!row) return [];
  const colour = run.highlighted ? runColour(run.number) : "var(--data-grey)";
  return [
    {
      key: run.id,
      name: `Run ${run.number}: ${architectureName(config)}`,
      parameters: ownParameters(INPUTS, config),
      error: 1 - row.R2!,
      colour,
      own: true,
    },
    ...rivalsOf(INPUTS, config).flatMap(({ name, parameters }) =>
      row[`R2 ${name}`] === undefined
        ? []
        : [
            {
              key: `${run.id} ${name}`,
              name,
              parameters,
              error: 1 - row[`R2 ${name}`]!,
              colour,
              own: false,
            },
          ],
    ),
  ];
}

function least(points: readonly Point[]): Point | undefined {
  return points.toSorted((a, b) => a.error - b.error)[0];
}

const share = (error: number) => `${(100 * error).toFixed(error < 0.01 ? 2 : 0)}%`;
const FLOOR = 1e-5;

function Plot({ points, name }: { points: readonly Point[]; name: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width, height, font, 4);
  const sizes = points.map(({ parameters }) => parameters);
  const x = scaleLog(
    [Math.min(40, ...sizes), Math.max(1000, ...sizes)],
    [plot.x + 8, plot.x + plot.width - 8],
  );
  const errors = points.map(({ error }) => Math.max(FLOOR, error));
  const low = 10 ** Math.floor(Math.log10(Math.min(0.1, ...errors)));
  const y = scaleLog([low, Math.max(1, Math.min(3, ...errors))], [plot.y + plot.height, plot.y]);
  const decades = Array.from({ length: 6 }, (_, n) => 10 ** -n).filter((t) => t >= low);
  const counts = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000].filter(
    (t) => t >= x.domain()[0]! && t <= x.domain()[1]!,
  );
  const place = (point: Point) => ({
    px: x(point.parameters),
    py: y(Math.min(y.domain()[1]!, Math.max(low, point.error))),
  });
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name="1 − R², lower is better"
            font={font}
            ticks={decades.map((t) => ({ at: y(t), text: String(t) }))}
          />
          <AxisBelow
            plot={plot}
            name="parameters"
            font={font}
            ticks={counts.map((t) => ({ at: x(t), text: countText(t) }))}
          />
          {points.map((point) => {
            const { px, py } = place(point);
            const before = px > plot.x + plot.width * 0.6;
            const text = point.name;
            return (
              <g key={point.key} style={{ color: point.colour }}>
                {point.own ? (
                  <circle cx={px} cy={py} r={6} fill="currentColor" />
                ) : (
                  <path
                    d={`M${px - 5},${py + 4}h10l-5,-9z`}
                    fill="none"
                    stroke="currentColor"
                    strokeWidth={2}
                  />
                )}
                <text
                  data-strong={point.own || undefined}
                  x={px + (before ? -10 : 10)}
                  y={py}
                  dy="0.35em"
                  textAnchor={before ? "end" : "start"}
                >
                  {text.length > 30 ? `${text.slice(0, 29)}…` : text}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
