import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import { LOSS_NAMES } from "./bench-model.ts";
import type { LossName } from "./forces.ts";
import styles from "./plot.module.css";
import type { probes } from "./probes.ts";
import type { GradesReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

/** How the test films of each grade are scored: do the hills part, and do they stand on the scale? */
export function ScoreGrades() {
  const reading = useReading("grades");
  const loss = useSession((state) => state.setup.config.loss as LossName);
  const title = "Scores by grade";
  const means = reading?.grades.map(({ mean }) => mean) ?? [];
  const middle = reading?.calibration[Math.floor(reading.calibration.length / 2)];
  const sentence = reading
    ? `Mean score of grade ${reading.grades[0]?.grade}: ${valueText(means[0] ?? 0)}, of grade ${reading.grades.at(-1)?.grade}: ${valueText(means.at(-1) ?? 0)}. ${
        isPointwise(loss)
          ? `${LOSS_NAMES[loss]} knows the scale: films scored ${valueText(middle?.score ?? 0)} have a mean grade of ${valueText(middle?.grade ?? 0)}${loss === "bce" ? " (scores as 4 σ(s))" : ""}.`
          : `${LOSS_NAMES[loss]} asks for differences only: zero and unit of the axis mean nothing.`
      }`
    : "The scores of the test films, one hill a grade.";
  return (
    <Picture
      title={title}
      sentence={sentence}
      empty={reading ? undefined : "Hills of scores will stand here, one a grade."}
      table={() => ({
        columns: [
          { name: "Films" },
          { name: "Mean score", format: valueText },
          { name: "Mean grade", format: valueText },
        ],
        rows: [
          ...(reading?.grades ?? []).map(({ grade, films, mean }) => [
            `grade ${grade}: ${films}`,
            mean,
            grade,
          ]),
          ...(reading?.calibration ?? []).map(({ score, grade }, n) => [
            `sixth ${n + 1} by score`,
            score,
            grade,
          ]),
        ],
      })}
    >
      {reading && <Hills reading={reading} loss={loss} name={`${title}: ${sentence}`} />}
    </Picture>
  );
}

const isPointwise = (loss: LossName) => loss === "mse" || loss === "bce";

function Hills(props: { reading: GradesReading; loss: LossName; name: string }) {
  const { reading, loss, name } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const left = font * 5.2;
  const row = (height - font * 4.4) / Math.max(1, reading.grades.length);
  const peak = Math.max(1e-9, ...reading.grades.flatMap(({ shares }) => [...shares]));
  const x = (score: number) =>
    left + ((score - reading.low) / (reading.high - reading.low)) * (width - left - font);
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          {[...reading.grades].reverse().map(({ grade, mean, shares }, n) => {
            const base = (n + 1) * row;
            const bin = (reading.high - reading.low) / shares.length;
            const hill = Array.from(
              shares,
              (share, b) =>
                `L${x(reading.low + (b + 0.5) * bin)},${base - (share / peak) * row * 0.92}`,
            );
            return (
              <g key={grade}>
                <path
                  d={`M${x(reading.low)},${base}${hill.join("")}L${x(reading.high)},${base}Z`}
                  fill={`color-mix(in srgb, var(--accent-fill) ${34 + 14 * grade}%, var(--data-zero))`}
                  opacity={0.85}
                />
                <line x1={left} x2={width - font} y1={base} y2={base} />
                <text x={0} y={base - font * 0.5} data-strong="">
                  grade {grade}
                </text>
                <path
                  d={`M${x(mean)},${base}v${-row * 0.5}`}
                  style={{ stroke: "var(--ink)" }}
                  strokeWidth={2}
                />
              </g>
            );
          })}
          <text x={0} y={height - font * 2.9}>
            mean grade
          </text>
          {reading.calibration.map(({ score, grade }) => (
            <text
              key={score}
              x={x(score)}
              y={height - font * 2.9}
              textAnchor="middle"
              data-strong=""
            >
              {grade.toFixed(1)}
            </text>
          ))}
          {ticksOf(reading.low, reading.high).map((tick) => (
            <text key={tick} x={x(tick)} y={height - font * 1.2} textAnchor="middle">
              {valueText(tick)}
            </text>
          ))}
          <text x={width - font} y={height - font * 0.1} textAnchor="end">
            {loss === "bce" ? "4 σ(s)" : "score s"}
          </text>
        </svg>
      )}
    </div>
  );
}

function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = power * ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10);
  const first = Math.ceil(low / unit) * unit;
  return Array.from({ length: 12 }, (_, n) => Number((first + n * unit).toPrecision(6))).filter(
    (tick) => tick <= high,
  );
}
