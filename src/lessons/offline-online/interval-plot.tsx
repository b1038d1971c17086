/** One interval an estimator on one axis, and the truth as a line through all. */
import { scaleLinear } from "d3-scale";
import { AxisBelow, plotBox } from "../../components/charts/axis.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { BOUND } from "./ab-test.ts";
import { isEstimate, NAMES } from "./estimators.ts";
import { COLOUR } from "./looks.ts";
import type { Row } from "./models.ts";
import styles from "./offline.module.css";

/** Beyond these an interval is cut. */
const [LOW, HIGH] = [-0.2, 1.2];

export function IntervalPlot({ row, name }: { readonly row: Row; readonly name: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width - font, height, font, 4.6);
  const held = (value: number) => Math.min(HIGH, Math.max(LOW, value));
  const ends = NAMES.flatMap((estimator) => {
    const answer = row.answers[estimator];
    if (!isEstimate(answer)) return [];
    return [held(answer.value - BOUND * answer.error), held(answer.value + BOUND * answer.error)];
  });
  const x = scaleLinear(
    [Math.min(0, ...ends), Math.max(0.5, row.online, ...ends)],
    [plot.x, plot.x + plot.width],
  ).nice(5);
  const slot = plot.height / NAMES.length;
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisBelow
            plot={plot}
            name="clicks a visit"
            font={font}
            ticks={x.ticks(6).map((t) => ({ at: x(t), text: String(t).replace("-", "−") }))}
          />
          <path
            d={`M${x(row.online)},${plot.y}v${plot.height}`}
            stroke={COLOUR.line}
            strokeDasharray="3 4"
          />
          <text x={x(row.online)} y={plot.y - font * 0.5} textAnchor="middle" data-strong="">
            online
          </text>
          {NAMES.map((estimator, n) => {
            const answer = row.answers[estimator];
            const y = plot.y + (n + 0.5) * slot;
            return (
              <g key={estimator} style={{ color: COLOUR.run }}>
                <text x={plot.x - font * 0.6} y={y} dy="0.35em" textAnchor="end">
                  {estimator}
                </text>
                {isEstimate(answer) ? (
                  <>
                    <path
                      d={`M${x(held(answer.value - BOUND * answer.error))},${y}H${x(held(answer.value + BOUND * answer.error))}`}
                      stroke="currentColor"
                      strokeWidth={3}
                      opacity={0.45}
                    />
                    <circle cx={x(held(answer.value))} cy={y} r={4.5} fill="currentColor" />
                  </>
                ) : (
                  <text x={plot.x + font * 0.5} y={y} dy="0.35em">
                    says nothing
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
