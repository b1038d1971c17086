import type { Box } from "./place-labels.ts";

export interface Tick {
  readonly at: number;
  readonly text: string;
}

interface AxisProps {
  readonly plot: Box;
  readonly ticks: readonly Tick[];
  /** What is measured, with its unit. */
  readonly name: string;
  readonly font: number;
}

/** Numbers below a plot; a tick is left out where it would touch the one before. */
export function AxisBelow({ plot, ticks, name, font }: AxisProps) {
  const bottom = plot.y + plot.height;
  let end = Number.NEGATIVE_INFINITY;
  return (
    <g fontSize={font}>
      <path data-axis="" d={`M${plot.x},${bottom}h${plot.width}`} />
      {ticks.map(({ at, text }) => {
        const half = text.length * font * 0.3;
        if (at - half < end) return null;
        end = at + half + font * 0.5;
        return (
          <text key={text} x={at} y={bottom + font * 1.25} textAnchor="middle">
            {text}
          </text>
        );
      })}
      <text x={plot.x + plot.width} y={bottom + font * 2.6} textAnchor="end">
        {name}
      </text>
    </g>
  );
}

/** Numbers left of a plot, with hairlines through it; the name stands above. */
export function AxisLeft({ plot, ticks, name, font }: AxisProps) {
  return (
    <g fontSize={font}>
      {ticks.map(({ at, text }) => (
        <g key={text}>
          <line x1={plot.x} x2={plot.x + plot.width} y1={at} y2={at} />
          <text x={plot.x - font * 0.5} y={at} dy="0.35em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <text x={0} y={plot.y - font * 0.8}>
        {name}
      </text>
    </g>
  );
}

/** The area that is left for drawing between the axes. */
export function plotBox(width: number, height: number, font: number, left = 3.6): Box {
  return {
    x: font * left,
    y: font * 1.9,
    width: Math.max(20, width - font * (left + 0.8)),
    height: Math.max(20, height - font * (1.9 + 3)),
  };
}
