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
  const names = series.map((one) => one.name);
  const drawn = ({ plot, y, slot, font, measure }: BarSpace) => {
    const bar = (slot * 0.76) / Math.max(1, series.length);
    const { places } = keyOf(names, axes.yName, plot.x + plot.width, font, measure);
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
        <rect
          x={places[at]!.x}
          y={places[at]!.y + font * 0.25}
          width={font * 0.8}
          height={font * 0.8}
          rx={2}
        />
        <text x={places[at]!.x + font * 1.1} y={places[at]!.y + font}>
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
      above={(width, font, measure) => keyOf(names, axes.yName, width, font, measure).height}
      below={({ plot, slot }) =>
        groups.map((text, group) => ({ at: plot.x + (group + 0.5) * slot, text }))
      }
    >
      {drawn}
    </BarFrame>
  );
}

/** The key stands at the right, beside the axis' name; where it has no room there, in rows above it. */
function keyOf(
  names: readonly string[],
  yName: string,
  width: number,
  font: number,
  measure: BarSpace["measure"],
): {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly height: number;
} {
  const widths = names.map((name) => measure(name) + font * 2);
  const whole = widths.reduce((sum, part) => sum + part, 0);
  const beside = whole + measure(yName) + font <= width;
  let [x, y] = [beside ? width - whole : 0, 0];
  const places = widths.map((part) => {
    if (!beside && x > 0 && x + part > width) [x, y] = [0, y + font * 1.4];
    const place = { x, y };
    x += part;
    return place;
  });
  return { places, height: beside ? 0 : y + font * 1.4 };
}
