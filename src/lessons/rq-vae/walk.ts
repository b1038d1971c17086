/** The codes of one film as arrows on a flat plane: exact for latents of two numbers, else a shadow. */
import type { WayReading } from "./way-reading.ts";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Walk {
  /** Where the film is. */
  readonly z: Spot;
  /** 0, then the sum of the first code, of the first two, ...: the last is q. */
  readonly sums: readonly Spot[];
  /** How much of the arrows' squared length lies in the plane, 0 to 1. */
  readonly seen: number;
}

/** The plane through 0, z and q, z to the right: z, q and the gap between them have their true lengths. */
export function walkOf({ z, levels }: Pick<WayReading, "z" | "levels">): Walk {
  const sums: Float32Array[] = [z.map(() => 0)];
  for (const { vector } of levels) sums.push(sums.at(-1)!.map((value, k) => value + vector[k]!));
  const across = unit(z) ?? z.map((_, k) => Number(k === 0));
  const q = sums.at(-1)!;
  const along = dot(q, across);
  const up = unit(q.map((value, k) => value - along * across[k]!)) ?? z.map(() => 0);
  const place = (vector: Float32Array): Spot => ({ x: dot(vector, across), y: dot(vector, up) });
  const arrows = levels.map(({ vector }) => vector);
  const whole = arrows.reduce((sum, vector) => sum + dot(vector, vector), 0);
  const flat = arrows.map(place).reduce((sum, { x, y }) => sum + x * x + y * y, 0);
  return { z: place(z), sums: sums.map(place), seen: whole > 0 ? Math.min(1, flat / whole) : 1 };
}

function unit(vector: Float32Array): Float32Array | undefined {
  const length = Math.sqrt(dot(vector, vector));
  return length > 1e-9 ? vector.map((value) => value / length) : undefined;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
