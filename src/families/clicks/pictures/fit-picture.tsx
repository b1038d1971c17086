import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../../components/charts/axis.tsx";
import { valueText } from "../../../components/charts/number-text.ts";
import { Picture } from "../../../components/charts/picture.tsx";
import { useSize } from "../../../components/charts/use-size.ts";
import { say } from "../../../components/language/say.ts";
import { useSession } from "../../../components/session/use-session.ts";
import styles from "./clicks.module.css";

interface Row {
  readonly epoch: number;
  readonly trained: number;
  readonly held: number;
}

/** The same loss on rows that were trained on and on rows that were not: where they part, it overfits. */
export function FitPicture() {
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const step = useSession((state) => state.step);
  const epochs = useSession((state) => state.setup.config.epochs as number);
  const baseline = useSession(
    ({ opened, lesson }) => opened?.baselines[lesson.baseline ?? ""]?.["Validation loss"],
  );
  const rows = (run?.history ?? []).flatMap((row): Row[] =>
    row["Validation loss"] === undefined || row.step > step
      ? []
      : [{ epoch: row.epoch, trained: row["Training set loss"]!, held: row["Validation loss"] }],
  );
  const best = rows.reduce<Row | null>((b, row) => (!b || row.held < b.held ? row : b), null);
  const last = rows.at(-1);
  const sentence =
    best && last
      ? say(
          "Validation is best after epoch {best}, {lowest}. After epoch {last} it is {held}, and {trained} on rows trained on.",
          {
            best: valueText(best.epoch),
            lowest: valueText(best.held),
            last: valueText(last.epoch),
            held: valueText(last.held),
            trained: valueText(last.trained),
          },
        )
      : say("Where the two lines part, the model has learnt its rows by heart.");
  const title = say("Loss on rows trained on, and on others");
  return (
    <Picture
      title={title}
      sentence={sentence}
      empty={last ? undefined : say("Two lines, a point an epoch, will stand here. Press Train.")}
      table={() => ({
        columns: [
          { name: say("Epoch"), format: valueText },
          { name: say("Trained on"), format: valueText },
          { name: say("Validation"), format: valueText },
        ],
        rows: rows.map(({ epoch, trained, held }) => [epoch, trained, held]),
      })}
    >
      <Plot name={`${title}: ${sentence}`} {...{ rows, epochs, best, baseline }} />
    </Picture>
  );
}

interface PlotProps {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly epochs: number;
  readonly best: Row | null;
  readonly baseline: number | undefined;
}

function Plot({ name, rows, epochs, best, baseline }: PlotProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const box = plotBox(width, height, font, 4);
  const plot = { ...box, width: Math.max(40, box.width - font * 6) };
  const all = rows.flatMap(({ trained, held }) => [trained, held]);
  const x = scaleLinear([0, Math.max(1, epochs)], [plot.x, plot.x + plot.width]);
  const y = scaleLinear([plot.y + plot.height, plot.y])
    .domain([Math.min(...all, baseline ?? 1), Math.max(...all, baseline ?? 0)])
    .nice(4);
  const line = (of: "trained" | "held") =>
    rows.map((row, n) => `${n === 0 ? "M" : "L"}${x(row.epoch)},${y(row[of])}`).join("");
  const last = rows.at(-1);
  const every = Math.ceil(epochs / 10);
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && last && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={say("loss, no dropout")}
            font={font}
            ticks={y.ticks(4).map((t) => ({ at: y(t), text: y.tickFormat(4)(t) }))}
          />
          <AxisBelow
            plot={plot}
            name={say("epoch")}
            font={font}
            ticks={Array.from({ length: Math.floor(epochs / every) + 1 }, (_, n) => ({
              at: x(n * every),
              text: String(n * every),
            }))}
          />
          {baseline !== undefined && (
            <>
              <path className={styles.ideal} d={`M${plot.x},${y(baseline)}h${plot.width}`} />
              <text x={plot.x + 4} y={y(baseline) - font * 0.4}>
                {say("logistic regression, validation")}
              </text>
            </>
          )}
          {(["trained", "held"] as const).map((of) => (
            <g
              key={of}
              style={{ color: of === "held" ? "var(--predict-mark)" : "var(--accent-fill)" }}
            >
              <path d={line(of)} fill="none" stroke="currentColor" strokeWidth={2} />
              {rows.map((row) => (
                <circle
                  key={row.epoch}
                  cx={x(row.epoch)}
                  cy={y(row[of])}
                  r={of === "held" && row === best ? 5.5 : 3}
                  fill="currentColor"
                />
              ))}
              <text data-strong="" x={x(last.epoch) + 8} y={y(last[of])} dy="0.35em">
                {of === "held" ? say("validation") : say("trained on")}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
