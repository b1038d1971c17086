import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import type { bandsOf } from "./grade.ts";

interface Props {
  readonly metric: string;
  readonly labels: readonly [run: string, against: string];
  readonly bands: ReturnType<typeof bandsOf>;
}

const [LEFT, RIGHT] = [130, 426];

/** A dot for each seed of both runs, on one axis; the band is from the lowest to the highest. */
export function SeedDots({ metric, labels, bands }: Props) {
  const rows = [
    { label: say(labels[0]), band: bands.run, y: 22 },
    { label: say(labels[1]), band: bands.against, y: 52 },
  ];
  const low = Math.min(...rows.map(({ band }) => band.low));
  const high = Math.max(...rows.map(({ band }) => band.high));
  const x = (value: number) => LEFT + ((value - low) / (high - low || 1)) * (RIGHT - LEFT);
  return (
    <svg
      className="predict-gap"
      viewBox="0 0 440 88"
      role="img"
      aria-label={say("{metric} of three seeds: {run} {runs}; {against} {againsts}", {
        metric,
        run: rows[0]!.label,
        runs: bands.run.values.map(shown).join(", "),
        against: rows[1]!.label,
        againsts: bands.against.values.map(shown).join(", "),
      })}
    >
      {rows.map(({ label, band, y }) => (
        <g key={y} className="seed-dots">
          <text x={LEFT - 12} y={y} dy="0.35em" textAnchor="end">
            {label}
          </text>
          <line x1={x(band.low)} x2={x(band.high)} y1={y} y2={y} />
          {[0, 1, 2].map((seed) => (
            <circle key={seed} cx={x(band.values[seed] ?? band.mean)} cy={y} r={5} />
          ))}
        </g>
      ))}
      <line className="gap-axis" x1={LEFT} x2={RIGHT} y1={72} y2={72} />
      <g className="seed-dots">
        <text x={LEFT} y={86}>
          {shown(low)}
        </text>
        <text x={RIGHT} y={86} textAnchor="end">
          {shown(high)}
        </text>
      </g>
    </svg>
  );
}
