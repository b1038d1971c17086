/** Where the points of a level's map lie in its box. */
import type { LevelMapReading } from "./map-reading.ts";

export interface Placed {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly codeX: Float32Array;
  readonly codeY: Float32Array;
}

/**
 * All but the outermost films fill the box, at one scale both ways so that cells stay what they are.
 * @param angle the plane is turned by it first
 */
export function placeLevel(
  reading: LevelMapReading,
  angle: number,
  width: number,
  height: number,
): Placed {
  const films = turn(reading.x, reading.y, angle);
  const codes = turn(reading.codeX, reading.codeY, angle);
  const [left, right] = range(films.x);
  const [bottom, top] = range(films.y);
  const scale = Math.min(width / (right - left || 1), height / (top - bottom || 1)) * 0.94;
  const across = (values: Float32Array) =>
    values.map((x) => width / 2 + (x - (left + right) / 2) * scale);
  const up = (values: Float32Array) =>
    values.map((y) => height / 2 - (y - (bottom + top) / 2) * scale);
  return { x: across(films.x), y: up(films.y), codeX: across(codes.x), codeY: up(codes.y) };
}

function turn(x: Float32Array, y: Float32Array, angle: number) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    x: x.map((value, n) => value * cos - y[n]! * sin),
    y: y.map((value, n) => x[n]! * sin + value * cos),
  };
}

function range(values: Float32Array): [number, number] {
  const sorted = values.filter(Number.isFinite).sort();
  const cut = Math.floor(sorted.length * 0.004);
  return [sorted[cut] ?? -1, sorted[sorted.length - 1 - cut] ?? 1];
}
