import { scaleLinear } from "d3-scale";
import type { Scale } from "./curve-model.ts";
import type { Box } from "./place-labels.ts";

/** Where things are on a curve chart, CSS pixels. */
export interface Geometry {
  readonly plot: Box;
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly stepAt: (x: number) => number;
}

export function makeGeometry(plot: Box, steps: Scale, values: Scale): Geometry {
  const x = scaleLinear()
    .domain(steps.domain)
    .range([plot.x, plot.x + plot.width]);
  const y = scaleLinear()
    .domain(values.domain)
    .range([plot.y + plot.height, plot.y]);
  return {
    plot,
    x: (step) => x(step),
    y: (value) => y(value),
    stepAt: (at) => Math.round(Math.min(steps.domain[1], Math.max(0, x.invert(at)))),
  };
}
