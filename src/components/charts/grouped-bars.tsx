import { type BarAxes, BarFrame, type BarSpace } from "./bar-frame.tsx";

export interface BarSeries {
  readonly name: string;
  /** A value a group. */
  readonly values: readonly number[];
  /** A CSS colour. */
  readonly colour: string;
}

interface GroupedBarsProps extends BarAxes {
  readonly groups: readonly string[];
  readonly series: readonly BarSeries[];
}

/** Upright bars side by side: one group a place, one bar a series, between two axes. */
export function GroupedBars({ groups, series, ...axes }: GroupedBarsProps) {
  const highest = Math.max(1e-12, ...series.flatMap(({ values }) => values));
  const drawn = ({ plot, y, slot, font, measure }: BarSpace) => {
    const bar = (slot * 0.76) / Math.max(1, series.length);
    // The key stands at the right, above the plot.
    const keyWidths = series.map((one) => measure(one.name) + font * 2);
    const keyX = (at: number) =>
      plot.x + plot.width - keyWidths.slice(at).reduce((sum, part) => sum + part, 0);
    return series.map((one, at) => (
      <g key={one.name} fill={one.colour} fontSize={font}>
        {one.values.map((value, group) => (
          <rect
            key={groups[group]}
            x={plot.x + group * slot + slot * 0.12 + at * bar}
            y={y(value)}
            width={Math.max(1, bar - 2)}
            height={Math.max(0, plot.y + plot.height - y(value))}
            rx={Math.min(2, bar * 0.1)}
          >
            <title>{`${groups[group]}, ${one.name}: ${axes.format(value)}`}</title>
          </rect>
        ))}
        <rect x={keyX(at)} y={font * 0.25} width={font * 0.8} height={font * 0.8} rx={2} />
        <text x={keyX(at) + font * 1.1} y={font}>
          {one.name}
        </text>
      </g>
    ));
  };
  return (
    <BarFrame
      {...axes}
      places={groups.length}
      highest={highest}
      below={({ plot, slot }) =>
        groups.map((text, group) => ({ at: plot.x + (group + 0.5) * slot, text }))
      }
    >
      {drawn}
    </BarFrame>
  );
}
