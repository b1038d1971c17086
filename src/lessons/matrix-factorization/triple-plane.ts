/**
 * The flat picture of one (user, positive, negative) example: three vectors of d numbers and the step
 * that the loss asks of each, drawn in the plane that holds p and q_i - q_j. Pure functions.
 */
type Vector = ArrayLike<number>;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly from: Spot;
  readonly to: Spot;
}

export interface TripleVectors {
  readonly p: Vector;
  readonly qPositive: Vector;
  readonly qNegative: Vector;
  readonly gradP: Vector;
  readonly gradPositive: Vector;
  readonly gradNegative: Vector;
}

export interface TriplePlane {
  readonly user: Arrow;
  readonly positive: Arrow;
  readonly negative: Arrow;
  /** How much of the three vectors' length lies in the plane, 0 to 1. */
  readonly kept: number;
  /** By how much the movement is drawn longer than one plain gradient step. */
  readonly stretched: number;
}

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

export const norm = (a: Vector): number => Math.sqrt(dot(a, a));

const combine = (a: Vector, b: Vector, scale: number): Float64Array =>
  Float64Array.from({ length: a.length }, (_, k) => a[k]! + scale * b[k]!);

const unit = (a: Vector): Float64Array | null => {
  const length = norm(a);
  return length > 1e-9 ? Float64Array.from({ length: a.length }, (_, k) => a[k]! / length) : null;
};

/** Some direction at right angles to `a`, when the vectors themselves offer none. */
function anyAcross(a: Vector): Float64Array {
  const axis = new Float64Array(a.length);
  let least = 0;
  for (let k = 1; k < a.length; k++) if (Math.abs(a[k]!) < Math.abs(a[least]!)) least = k;
  if (a.length > 0) axis[least] = 1;
  return unit(combine(axis, a, -dot(axis, a))) ?? axis;
}

/**
 * @param lr the step that plain gradient descent would take; movements are drawn as `stretch` of it,
 *   chosen so that the longest is a third of the longest vector
 */
export function triplePlane(vectors: TripleVectors, lr: number): TriplePlane {
  const { p, qPositive, qNegative } = vectors;
  // Across the plane from left to right: from the negative to the positive.
  const away = unit(combine(qPositive, qNegative, -1)) ?? anyAcross(p);
  const up = unit(combine(p, away, -dot(p, away))) ?? anyAcross(away);
  const flat = (v: Vector): Spot => ({ x: dot(v, away), y: dot(v, up) });
  const moves = [vectors.gradP, vectors.gradPositive, vectors.gradNegative].map((gradient) => {
    const { x, y } = flat(gradient);
    return { x: -lr * x, y: -lr * y };
  });
  const places = [p, qPositive, qNegative].map(flat);
  const longest = Math.max(1e-9, ...places.map(({ x, y }) => Math.hypot(x, y)));
  const furthest = Math.max(...moves.map(({ x, y }) => Math.hypot(x, y)));
  const stretched = furthest > 0 ? longest / 3 / furthest : 1;
  const arrow = (at: 0 | 1 | 2): Arrow => {
    const from = places[at]!;
    const move = moves[at]!;
    return {
      from,
      to: { x: from.x + move.x * stretched, y: from.y + move.y * stretched },
    };
  };
  const whole = dot(p, p) + dot(qPositive, qPositive) + dot(qNegative, qNegative);
  const inside = places.reduce((sum, { x, y }) => sum + x * x + y * y, 0);
  return {
    user: arrow(0),
    positive: arrow(1),
    negative: arrow(2),
    kept: whole > 0 ? Math.sqrt(inside / whole) : 1,
    stretched,
  };
}

/** Scores after one plain gradient step of size lr; biases stay as they are. */
export function scoresAfter(
  vectors: TripleVectors,
  scores: { readonly sPositive: number; readonly sNegative: number },
  lr: number,
): { readonly sPositive: number; readonly sNegative: number } {
  const p = combine(vectors.p, vectors.gradP, -lr);
  const after = (q: Vector, gradient: Vector, score: number) =>
    score + dot(p, combine(q, gradient, -lr)) - dot(vectors.p, q);
  return {
    sPositive: after(vectors.qPositive, vectors.gradPositive, scores.sPositive),
    sNegative: after(vectors.qNegative, vectors.gradNegative, scores.sNegative),
  };
}
