/** The levels of one film as planes: each holds the residual and the code that is taken, in their true lengths. */
import type { WayReading } from "./way-reading.ts";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The plane through 0, r and e, r to the right. */
export interface Step {
  readonly residual: Spot;
  readonly code: Spot;
}

/** A plane a level; two vectors always lie in one, however many numbers they have. */
export function stepsOf(levels: WayReading["levels"]): Step[] {
  return levels.map(({ residual, vector }) => {
    const length = Math.sqrt(dot(residual, residual));
    const along = length > 0 ? dot(residual, vector) / length : 0;
    const across = Math.sqrt(Math.max(0, dot(vector, vector) - along * along));
    return { residual: { x: length, y: 0 }, code: { x: along, y: across } };
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
