/** Where the points of a level's map lie in its box. */
import type { LevelMapReading } from "./map-reading.ts";

export interface Placed {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly codeX: Float32Array;
  readonly codeY: Float32Array;
}

/** All but the outermost films fill the box, at one scale both ways, the origin anywhere. */
export function placeLevel(reading: LevelMapReading, width: number, height: number): Placed {
  const [left, right] = range(reading.x);
  const [bottom, top] = range(reading.y);
  const scale = Math.min(width / (right - left || 1), height / (top - bottom || 1)) * 0.92;
  const across = (values: Float32Array) =>
    values.map((x) => width / 2 + (x - (left + right) / 2) * scale);
  const up = (values: Float32Array) =>
    values.map((y) => height / 2 - (y - (bottom + top) / 2) * scale);
  return {
    x: across(reading.x),
    y: up(reading.y),
    codeX: across(reading.codeX),
    codeY: up(reading.codeY),
  };
}

function range(values: Float32Array): [number, number] {
  const sorted = values.filter(Number.isFinite).sort();
  const cut = Math.floor(sorted.length * 0.004);
  return [sorted[cut] ?? -1, sorted[sorted.length - 1 - cut] ?? 1];
}
