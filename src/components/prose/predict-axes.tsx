import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { AREA, type Range, ticksOf, xOf, yOf } from "./predict-scale.ts";

interface Props {
  readonly range: Range;
  readonly lastEpoch: number;
  /** What always recommending the popular comes to, drawn dotted. */
  readonly baseline: number | undefined;
}

/** The grid under a predicted curve: the metric upwards, epochs to the right. */
export function PredictAxes({ range, lastEpoch, baseline }: Props) {
  const inside = baseline !== undefined && baseline >= range[0] && baseline <= range[1];
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <g className="predict-axes" aria-hidden="true">
      {ticksOf(range).map((tick) => (
        <g key={tick}>
          <line
            x1={AREA.left}
            x2={AREA.width - AREA.right}
            y1={yOf(tick, range)}
            y2={yOf(tick, range)}
          />
          <text x={AREA.left - 6} y={yOf(tick, range)} dy="0.35em" textAnchor="end">
            {shown(tick)}
          </text>
        </g>
      ))}
      <text x={AREA.left} y={AREA.height - 6}>
        {say("epoch {n}", { n: 0 })}
      </text>
      <text x={xOf(lastEpoch, lastEpoch)} y={AREA.height - 6} textAnchor="end">
        {lastEpoch}
      </text>
      {inside && (
        <g className="predict-baseline">
          <line
            x1={AREA.left}
            x2={AREA.width - AREA.right}
            y1={yOf(baseline, range)}
            y2={yOf(baseline, range)}
          />
          <text x={AREA.left + 4} y={yOf(baseline, range) - 5}>
            {say("popularity")}
          </text>
        </g>
      )}
    </g>
  );
}
