/**
 * Why not generate a vector: a planted case whose best answers are known. After one history, two films come
 * next with chances p and 1 - p; they lie far apart. Pure functions.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two likely next films, and others of the catalogue that lie about. */
export const LIKELY: readonly [Point, Point] = [
  { x: -0.8, y: -0.3 },
  { x: 0.8, y: 0.35 },
];
export const OTHERS: readonly Point[] = [
  { x: -0.95, y: 0.55 },
  { x: -0.45, y: 0.75 },
  { x: -0.05, y: 0.1 },
  { x: 0.2, y: -0.65 },
  { x: 0.5, y: 0.85 },
  { x: 0.75, y: -0.6 },
  { x: -0.6, y: -0.8 },
  { x: 0.15, y: 0.6 },
];

/** argmin_v p |v - a|^2 + (1 - p) |v - b|^2 = p a + (1 - p) b: the mean, wherever films are. */
export function bestVector(p: number, [a, b] = LIKELY): Point {
  return { x: p * a.x + (1 - p) * b.x, y: p * a.y + (1 - p) * b.y };
}

/** The expected squared error of a vector. */
export function squaredError(v: Point, p: number, [a, b] = LIKELY): number {
  return p * distance(v, a) + (1 - p) * distance(v, b);
}

/** |u - v|^2 */
export const distance = (u: Point, v: Point): number => (u.x - v.x) ** 2 + (u.y - v.y) ** 2;

/** The films from the nearest to a vector on: the likely ones are 0 and 1, the others follow. */
export function nearest(v: Point): number[] {
  const all = [...LIKELY, ...OTHERS];
  return [...all.keys()].sort((a, b) => distance(all[a]!, v) - distance(all[b]!, v));
}
