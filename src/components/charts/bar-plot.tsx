import { type BarAxes, BarFrame, type BarSpace } from "./bar-frame.tsx";

export interface Bin {
  /** What the bin holds: "5 to 9", "1996". */
  readonly name: string;
  readonly value: number;
  readonly strong?: boolean | undefined;
}

export interface BarPlotProps extends BarAxes {
  readonly bins: readonly Bin[];
  /** A dotted line to hold the bars against: "the catalogue's share". */
  readonly reference?: { readonly value: number; readonly name: string } | undefined;
  /** Top of the axis; the highest bar otherwise. */
  readonly top?: number | undefined;
  readonly low?: boolean | undefined;
  readonly colour?: string | undefined;
}

/** Upright bars between two axes. */
export function BarPlot(props: BarPlotProps) {
  const { bins, reference, top, low, colour, ...axes } = props;
  const highest = Math.max(1e-12, top ?? 0, reference?.value ?? 0, ...bins.map((bin) => bin.value));
  const below = ({ plot, slot, font, measure }: BarSpace) => {
    const every = Math.ceil(
      Math.max(1, ...bins.map((bin) => (measure(bin.name) + font * 0.6) / slot)),
    );
    return bins.flatMap((bin, index) =>
      index % every === 0 ? [{ at: plot.x + (index + 0.5) * slot, text: bin.name }] : [],
    );
  };
  const drawn = ({ plot, y, slot, font, measure }: BarSpace) => {
    const gap = Math.min(4, slot * 0.2);
    return (
      <>
        {bins.map((bin, index) => (
          <rect
            key={bin.name}
            x={plot.x + index * slot + gap / 2}
            y={y(bin.value)}
            width={Math.max(0.75, slot - gap)}
            height={Math.max(0, plot.y + plot.height - y(bin.value))}
            rx={Math.min(2, slot * 0.1)}
            fill={
              bin.strong
                ? "var(--predict-mark, #d4620f)"
                : (colour ?? "var(--accent-fill, #2f55d4)")
            }
          >
            <title>{`${bin.name}: ${axes.format(bin.value)}`}</title>
          </rect>
        ))}
        {reference && (
          <g fontSize={font}>
            <path
              d={`M${plot.x},${y(reference.value)}h${plot.width}`}
              stroke="var(--picture-ink)"
              strokeWidth={1.5}
              strokeDasharray="1.5 4"
              strokeLinecap="round"
            />
            <path
              d={`M${plot.x + plot.width - measure(reference.name) - font * 2.6},${plot.y - font * 1.15}h${font * 2}`}
              stroke="var(--picture-ink)"
              strokeWidth={1.5}
              strokeDasharray="1.5 4"
              strokeLinecap="round"
            />
            <text x={plot.x + plot.width} y={plot.y - font * 0.8} textAnchor="end">
              {reference.name}
            </text>
          </g>
        )}
      </>
    );
  };
  return (
    <BarFrame
      {...axes}
      places={bins.length}
      highest={highest}
      exact={top !== undefined}
      low={low}
      below={below}
    >
      {drawn}
    </BarFrame>
  );
}
