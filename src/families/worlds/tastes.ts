/**
 * Tastes that a world is made from: a fit of real ratings by biases and a product of low rank. What the fit
 * says of every pair is taken for the truth, so it is known for pairs that nobody has rated, too.
 *
 *   r_ui = m + b_u + b_i + p_u . v_i      by alternating ridge regressions (Koren, Bell, Volinsky 2009)
 */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import { solve } from "../../engine/numbers/cholesky.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { oncePer } from "../../engine/once.ts";

/** As many as there are at most: those with the most ratings. */
const PEOPLE = 300;
const FILMS = 600;
const RANK = 16;
/** How strongly every number of the fit is pulled to zero. */
const RIDGE = 5;
const SWEEPS = 8;

const NO_STARS = sentence(
  "All ratings of these data are alike, so no tastes can be read from them: choose data with stars",
);

export interface Tastes {
  /** [people] and [films]: their numbers in the dataset, ascending. */
  readonly people: Int32Array;
  readonly films: Int32Array;
  readonly rank: number;
  /** [films, rank] v_i */
  readonly filmTastes: Float64Array;
  /** [people, films] (b_i + p_u . v_i) with mean 0 and deviation 1; who rates high does not click more. */
  readonly z: Float64Array;
  /** The share of the variance of z that is the films' own: what everybody likes. */
  readonly shared: number;
  /** How many real ratings the fit has seen. */
  readonly ratings: number;
}

/** The tastes of a dataset: always the same ones, whatever the seed. */
export const tastesOf = oncePer(fitTastes);

/** @throws ToldError where all ratings are the same */
function fitTastes({ whole }: Split): Tastes {
  const people = mostActive(countBy(whole.users, whole.offsets), PEOPLE);
  const count = new Int32Array(whole.items);
  for (const item of whole.item) count[item]!++;
  const films = mostActive(count, FILMS);
  const filmAt = new Int32Array(whole.items).fill(-1);
  films.forEach((film, i) => {
    filmAt[film] = i;
  });
  // A row a rating: person, film, stars.
  const rows: { u: number; i: number; stars: number }[] = [];
  people.forEach((person, u) => {
    for (let n = whole.offsets[person]!; n < whole.offsets[person + 1]!; n++) {
      const i = filmAt[whole.item[n]!]!;
      if (i >= 0) rows.push({ u, i, stars: whole.rating[n]! });
    }
  });
  const m = rows.reduce((sum, { stars }) => sum + stars / rows.length, 0);
  if (!rows.some(({ stars }) => Math.abs(stars - m) > 1e-6)) throw new ToldError(NO_STARS);

  const rng = new Rng(1);
  const P = Float64Array.from(rng.normals(people.length * RANK, 0.1));
  const V = Float64Array.from(rng.normals(films.length * RANK, 0.1));
  const bu = new Float64Array(people.length);
  const bi = new Float64Array(films.length);
  const byPerson = grouped(people.length, rows, ({ u }) => u);
  const byFilm = grouped(films.length, rows, ({ i }) => i);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rest = ({ u, i, stars }: (typeof rows)[number]) => stars - m - dot(P, u, V, i);
    byPerson.forEach((own, u) => {
      bu[u] = ridgeMean(own, (row) => rest(row) - bi[row.i]!);
    });
    byFilm.forEach((own, i) => {
      bi[i] = ridgeMean(own, (row) => rest(row) - bu[row.u]!);
    });
    const left = ({ u, i, stars }: (typeof rows)[number]) => stars - m - bu[u]! - bi[i]!;
    byPerson.forEach((own, u) => {
      P.set(
        ridge(own, (row) => vectorOf(V, row.i), left),
        u * RANK,
      );
    });
    byFilm.forEach((own, i) => {
      V.set(
        ridge(own, (row) => vectorOf(P, row.u), left),
        i * RANK,
      );
    });
  }
  return { people, films, rank: RANK, filmTastes: V, ratings: rows.length, ...standard(P, V, bi) };
}

/** z of every pair, and how much of its variance is that of the films' biases. */
function standard(P: Float64Array, V: Float64Array, bi: Float64Array) {
  const people = P.length / RANK;
  const z = new Float64Array(people * bi.length);
  for (let u = 0; u < people; u++) {
    for (let i = 0; i < bi.length; i++) z[u * bi.length + i] = bi[i]! + dot(P, u, V, i);
  }
  const whole = spread(z);
  const ofFilm = Float64Array.from(bi, (_, i) => {
    let sum = 0;
    for (let u = 0; u < people; u++) sum += z[u * bi.length + i]!;
    return sum / people;
  });
  const shared = spread(ofFilm).deviation ** 2 / whole.deviation ** 2;
  return { z: z.map((x) => (x - whole.mean) / whole.deviation), shared };
}

/** The numbers of those with most, ascending. */
function mostActive(count: Int32Array, most: number): Int32Array {
  const order = Array.from(count.keys()).sort((a, b) => count[b]! - count[a]! || a - b);
  return Int32Array.from(order.slice(0, most)).sort();
}

const countBy = (n: number, offsets: Int32Array) =>
  Int32Array.from({ length: n }, (_, u) => offsets[u + 1]! - offsets[u]!);

function grouped<R>(n: number, rows: readonly R[], of: (row: R) => number): R[][] {
  const groups = Array.from({ length: n }, (): R[] => []);
  for (const row of rows) groups[of(row)]!.push(row);
  return groups;
}

const vectorOf = (table: Float64Array, row: number) => table.subarray(row * RANK, (row + 1) * RANK);

function dot(P: Float64Array, u: number, V: Float64Array, i: number): number {
  let sum = 0;
  for (let k = 0; k < RANK; k++) sum += P[u * RANK + k]! * V[i * RANK + k]!;
  return sum;
}

const ridgeMean = <R>(rows: readonly R[], target: (row: R) => number) =>
  rows.reduce((sum, row) => sum + target(row), 0) / (rows.length + RIDGE);

/** w that makes sum (y - w . x)^2 + RIDGE |w|^2 smallest. */
function ridge<R>(
  rows: readonly R[],
  x: (row: R) => Float64Array,
  y: (row: R) => number,
): Float64Array {
  const A = new Float64Array(RANK * RANK);
  const b = new Float64Array(RANK);
  for (let k = 0; k < RANK; k++) A[k * RANK + k] = RIDGE;
  for (const row of rows) {
    const [of, target] = [x(row), y(row)];
    for (let k = 0; k < RANK; k++) {
      b[k]! += of[k]! * target;
      // solve reads what is below the diagonal.
      for (let l = 0; l <= k; l++) A[k * RANK + l]! += of[k]! * of[l]!;
    }
  }
  return solve(A, b);
}

function spread(of: Float64Array): { mean: number; deviation: number } {
  const mean = of.reduce((sum, x) => sum + x / of.length, 0);
  return {
    mean,
    deviation: Math.sqrt(of.reduce((sum, x) => sum + (x - mean) ** 2 / of.length, 0)),
  };
}
