/** The drawing area of curve and value predictions, in units of its viewBox. */
export const AREA = { width: 440, height: 190, left: 40, right: 14, top: 12, bottom: 26 } as const;

export type Range = readonly [low: number, high: number];

export const yOf = (value: number, [low, high]: Range) =>
  AREA.top + (1 - (value - low) / (high - low)) * (AREA.height - AREA.top - AREA.bottom);

export function valueOfY(y: number, [low, high]: Range): number {
  const part = 1 - (y - AREA.top) / (AREA.height - AREA.top - AREA.bottom);
  return low + Math.min(1, Math.max(0, part)) * (high - low);
}

export const xOf = (epoch: number, lastEpoch: number) =>
  AREA.left + (epoch / lastEpoch) * (AREA.width - AREA.left - AREA.right);

/** One press of an arrow key. */
export const pressOf = ([low, high]: Range) => (high - low) / 50;

export const within = (value: number, [low, high]: Range) => Math.min(high, Math.max(low, value));

/** A pointer's place in viewBox units. */
export function placeIn(svg: SVGSVGElement, event: { clientX: number; clientY: number }) {
  const box = svg.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * AREA.width,
    y: ((event.clientY - box.top) / box.height) * AREA.height,
  };
}

export const pathOf = (points: readonly (readonly [x: number, y: number])[]) =>
  points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

/** Three values for the axis, ends included. */
export const ticksOf = ([low, high]: Range) => [low, (low + high) / 2, high];

/** The epochs that a drawn curve has a handle at: all of them, or every so many up to the last. */
export function curveColumns(epochs: number, most = 16): number[] {
  const stride = Math.ceil(epochs / most);
  const columns: number[] = [];
  for (let epoch = epochs; epoch > 0; epoch -= stride) columns.unshift(epoch);
  return columns;
}
