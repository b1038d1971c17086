/**
 * A linear bandit with an arm a film (LinUCB with disjoint models, Li et al. 2010; linear Thompson sampling,
 * Agrawal and Goyal 2013), over people as the model has learnt them. What film i is worth to person u is
 *
 *   r_ui = m + x_u . theta_i + noise      x_u = [1 ; p_u / typical size of a number of p]
 *   theta_i ~ N(0, diag(.1^2, .03^2, ..., .03^2))  before anything is known of the film
 *   theta_i | log ~ N(mu_i, s^2 A_i^-1),   A_i = sum over those shown of x x' + s^2 diag(...)^-1
 *
 * m is the log's click rate, s^2 = m (1 - m). The mean of r_ui is what is believed, its deviation what is not
 * known yet: Thompson draws from both, UCB adds some deviations.
 */
import { inverse } from "../../engine/numbers/cholesky.ts";
import type { Log } from "./log.ts";

/** Deviations of theta before any answer: of the film as such, and of each number of taste. */
const PRIOR = [0.1, 0.03] as const;

export interface Arms {
  /** Numbers of x. */
  readonly width: number;
  /** x of somebody with the vector p. */
  readonly features: (p: ArrayLike<number>) => Float64Array;
  /** m + x . mu_i */
  readonly mean: (film: number, x: Float64Array) => number;
  /** The deviation of what is believed, sqrt(s^2 x' A_i^-1 x) */
  readonly deviation: (film: number, x: Float64Array) => number;
  /**
   * As if a film had been shown to somebody whose answer is not there yet: less is unknown, nothing else is
   * believed (batched UCB: Desautels et al. 2014). Without it UCB shows everybody of a round the same films.
   */
  readonly pend: (film: number, x: Float64Array) => void;
}

/** @param P [people, dim] as the model has learnt them */
export function armsOf(log: Log, films: number, P: Float32Array, dim: number): Arms {
  const people = P.length / dim;
  const width = dim + 1;
  const size = Math.sqrt(P.reduce((sum, x) => sum + x * x, 0) / P.length) || 1;
  const features = (p: ArrayLike<number>) =>
    Float64Array.from({ length: width }, (_, k) => (k === 0 ? 1 : p[k - 1]! / size));
  const x = Array.from({ length: people }, (_, u) => features(P.subarray(u * dim, (u + 1) * dim)));
  const rate = log.clicked.reduce((sum, one) => sum + one, 0) / log.clicked.length;
  const noise = Math.max(1e-4, rate * (1 - rate));

  const A = new Float64Array(films * width * width);
  const b = new Float64Array(films * width);
  for (let i = 0; i < films; i++) {
    for (let k = 0; k < width; k++) {
      A[(i * width + k) * width + k] = noise / PRIOR[k === 0 ? 0 : 1] ** 2;
    }
  }
  log.film.forEach((i, n) => {
    const own = x[Math.floor(n / log.slots) % people]!;
    const error = log.clicked[n]! - rate;
    for (let k = 0; k < width; k++) {
      b[i * width + k]! += own[k]! * error;
      for (let l = 0; l < width; l++) A[(i * width + k) * width + l]! += own[k]! * own[l]!;
    }
  });
  const square = width * width;
  const mu = new Float64Array(films * width);
  for (let i = 0; i < films; i++) {
    A.set(inverse(A.slice(i * square, (i + 1) * square), width), i * square); // A_i^-1 from here on
    mu.set(timesRow(A, i, b.subarray(i * width, (i + 1) * width), width), i * width);
  }
  return {
    width,
    features,
    mean: (film, of) => rate + dotAt(mu, film * width, of),
    deviation: (film, of) => Math.sqrt(noise * Math.max(0, quadratic(A, film, of, width))),
    pend: (film, of) => {
      // Sherman and Morrison: (A + x x')^-1 = A^-1 - A^-1 x x' A^-1 / (1 + x' A^-1 x)
      const q = timesRow(A, film, of, width);
      const by = 1 + dotAt(q, 0, of);
      for (let k = 0; k < width; k++) {
        for (let l = 0; l < width; l++) A[film * square + k * width + l]! -= (q[k]! * q[l]!) / by;
      }
    },
  };
}

/** x' A_i^-1 x, of which half is read. */
function quadratic(A: Float64Array, i: number, x: Float64Array, width: number): number {
  const from = i * width * width;
  let sum = 0;
  for (let k = 0; k < width; k++) {
    let row = 0;
    for (let l = 0; l < k; l++) row += A[from + k * width + l]! * x[l]!;
    sum += x[k]! * (2 * row + A[from + k * width + k]! * x[k]!);
  }
  return sum;
}

/** A_i^-1 x */
function timesRow(A: Float64Array, i: number, x: ArrayLike<number>, width: number): Float64Array {
  const from = i * width * width;
  const out = new Float64Array(width);
  for (let k = 0; k < width; k++) {
    let sum = 0;
    for (let l = 0; l < width; l++) sum += A[from + k * width + l]! * x[l]!;
    out[k] = sum;
  }
  return out;
}

function dotAt(values: Float64Array, from: number, x: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += values[from + k]! * x[k]!;
  return sum;
}
