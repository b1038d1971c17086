import { area, line } from "d3-shape";
import { runColour, runDash } from "./colours.ts";
import type { Geometry } from "./curve-geometry.ts";
import { type DrawnLine, GREY } from "./curve-lines.ts";
import type { Point } from "./thin.ts";

interface StrokesProps {
  readonly lines: readonly DrawnLine[];
  readonly baseline: number | undefined;
  readonly geometry: Geometry;
}

/** The baseline, then bands, then lines; a fork's shared past is thinner than what it did itself. */
export function CurveStrokes({ lines, baseline, geometry: { plot, x, y } }: StrokesProps) {
  const path = line<Point>()
    .defined((point) => Number.isFinite(point.y))
    .x((point) => x(point.x))
    .y((point) => y(point.y));
  const band = area<DrawnLine["band"][number]>()
    .x((part) => x(part.x))
    .y0((part) => y(part.range[0]))
    .y1((part) => y(part.range[1]));
  return (
    <g fill="none" strokeLinejoin="round">
      {baseline !== undefined && (
        <path
          d={`M${plot.x},${y(baseline)}h${plot.width}`}
          stroke={GREY}
          strokeWidth={2}
          strokeDasharray="1 4"
        />
      )}
      {lines.map(({ curve, band: parts }) => (
        <path
          key={curve.id}
          d={band(parts) ?? ""}
          fill={curve.highlighted ? runColour(curve.number) : GREY}
          fillOpacity={0.18}
        />
      ))}
      {lines.map(({ curve, past, own }) => (
        <g
          key={curve.id}
          stroke={curve.highlighted ? runColour(curve.number) : GREY}
          strokeDasharray={curve.highlighted ? runDash(curve.number) : undefined}
        >
          <path d={path(past) ?? ""} strokeWidth={0.75} />
          <path d={path(own) ?? ""} strokeWidth={curve.highlighted ? 2.25 : 1.25} />
        </g>
      ))}
    </g>
  );
}
