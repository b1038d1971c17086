/** Loss by epoch on what was trained on and on validation, under three kinds of L2. */
import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import type { Run } from "../../components/session/state.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import styles from "./target.module.css";

const KINDS = [
  { kind: "none", label: "no L2", colour: "var(--data-1)" },
  { kind: "all", label: "all rows", colour: "var(--data-2)" },
  { kind: "batch", label: "rows of the batch", colour: "var(--data-3)" },
] as const;

interface Line {
  readonly kind: (typeof KINDS)[number]["kind"];
  readonly label: string;
  readonly colour: string;
  readonly points: readonly {
    readonly epoch: number;
    readonly held: number;
    readonly trained: number;
  }[];
}

export function EpochsPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const lines = KINDS.flatMap((one): Line[] => {
    const run = runs.find(
      ({ setup: { config, seed, dataset } }) =>
        config.regularise === one.kind &&
        seed === setup.seed &&
        dataset === setup.dataset &&
        Object.keys(config).every(
          (key) =>
            ["regularise", "beside", "epochs"].includes(key) ||
            (key === "l2" && one.kind === "none") ||
            (key === "l2" && setup.config.regularise === "none") ||
            config[key] === setup.config[key],
        ),
    );
    const points = run ? pointsOf(run) : [];
    return points.length > 0 ? [{ ...one, points }] : [];
  });
  const missing = KINDS.find(({ kind }) => !lines.some((line) => line.kind === kind));
  const sentence = sentenceOf(lines);
  return (
    <Picture
      title="Loss by epoch, and what L2 does to it"
      fill
      sentence={sentence}
      empty={
        lines.length > 0
          ? undefined
          : "Two lines for each kind of L2, a point an epoch. Press Train."
      }
      table={() => ({
        columns: [
          { name: "L2 on" },
          { name: "Epoch", format: String },
          { name: "Trained on", format: valueText },
          { name: "Validation", format: valueText },
        ],
        rows: lines.flatMap(({ label, points }) =>
          points.map(({ epoch, trained, held }) => [label, epoch, trained, held]),
        ),
      })}
      aside={
        missing && (
          <span className={styles.tools}>
            <button
              type="button"
              onClick={() => {
                set({ regularise: missing.kind });
                void train();
              }}
            >
              Train with {missing.label}
            </button>
          </span>
        )
      }
    >
      <Plot lines={lines} name={`Loss by epoch: ${sentence}`} />
    </Picture>
  );
}

const pointsOf = (run: Run) =>
  run.history.flatMap((row) =>
    row["Validation loss"] === undefined || row["Training set loss"] === undefined
      ? []
      : [
          {
            epoch: Math.round(row.epoch),
            held: row["Validation loss"],
            trained: row["Training set loss"],
          },
        ],
  );

function sentenceOf(lines: readonly Line[]): string {
  return (
    lines
      .map(({ label, points }) => {
        const best = points.reduce((low, one) => (one.held < low.held ? one : low));
        const last = points.at(-1)!;
        return `With ${label}, validation is best after epoch ${best.epoch} (${valueText(best.held)}) and ${valueText(last.held)} at the end`;
      })
      .join(". ") +
    (lines.length > 0 ? "." : "Where the lines of a colour part, films are learnt by heart.")
  );
}

function Plot({ lines, name }: { readonly lines: readonly Line[]; readonly name: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const box = plotBox(width, height, font, 4);
  const plot = { ...box, width: Math.max(40, box.width - font * 8) };
  const all = lines.flatMap(({ points }) => points.flatMap(({ held, trained }) => [held, trained]));
  const last = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ epoch }) => epoch)));
  const x = scaleLinear([0, last], [plot.x, plot.x + plot.width]);
  const y = scaleLinear([plot.y + plot.height, plot.y])
    .domain([Math.min(...all), Math.max(...all)])
    .nice(4);
  const path = (points: Line["points"], of: "held" | "trained") =>
    points.map((one, n) => `${n === 0 ? "M" : "L"}${x(one.epoch)},${y(one[of])}`).join("");
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && lines.length > 0 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name="log loss"
            font={font}
            ticks={y.ticks(4).map((t) => ({ at: y(t), text: y.tickFormat(4)(t) }))}
          />
          <AxisBelow
            plot={plot}
            name="epoch; dashes: questions trained on"
            font={font}
            ticks={Array.from({ length: last + 1 }, (_, n) => ({ at: x(n), text: String(n) }))}
          />
          {lines.map(({ kind, label, colour, points }) => (
            <g key={kind} style={{ color: colour }}>
              <path d={path(points, "held")} fill="none" stroke="currentColor" strokeWidth={2} />
              <path
                d={path(points, "trained")}
                fill="none"
                stroke="currentColor"
                strokeWidth={1.5}
                strokeDasharray="4 3"
              />
              {points.map((one) => (
                <circle
                  key={one.epoch}
                  cx={x(one.epoch)}
                  cy={y(one.held)}
                  r={3}
                  fill="currentColor"
                />
              ))}
              <text
                data-strong=""
                x={x(points.at(-1)!.epoch) + 8}
                y={y(points.at(-1)!.held)}
                dy="0.35em"
              >
                {label}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
