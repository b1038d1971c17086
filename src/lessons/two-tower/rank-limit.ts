/**
 * What a dot product of d numbers cannot say. Whatever the towers compute, the table of all scores is a
 * product of two thin matrices, so its rank is at most d. The best such table is known without training:
 * the first d singular values (Eckart and Young 1936).
 */
import { symmetricEigen } from "../../engine/numbers/eigen.ts";
import { Rng } from "../../engine/numbers/random.ts";

export interface RankLimitReading {
  readonly tables: readonly {
    readonly name: string;
    readonly says: string;
    /** [kinds, kinds] +1 liked, -1 not, of kind of user by kind of film */
    readonly likes: Float32Array;
    /** [kinds + 1] the share of the table that d numbers can hold, d = 0, 1, ..., kinds */
    readonly held: Float32Array;
    /** [kinds + 1][kinds, kinds] the table of rank d that comes nearest to it */
    readonly nearest: readonly Float32Array[];
    /** [kinds + 1] the share of pairs, one liked and one not, that this table puts in the right order */
    readonly ordered: Float32Array;
  }[];
  readonly kinds: number;
}

const KINDS = 16;

let planted: RankLimitReading | undefined;

/** Three planted tables of who likes what, from one number a vector to as many as there are kinds. */
export function rankLimit(): RankLimitReading {
  planted ??= plant();
  return planted;
}

function plant(): RankLimitReading {
  const draw = new Rng(1);
  const tables = [
    {
      name: "Like for old or new",
      says: "Half of the users like old films, the other half new ones (an exclusive or).",
      likes: table((user, film) => user < KINDS / 2 === film < KINDS / 2),
    },
    {
      name: "Four groups",
      says: "Four groups of users, each likes its own quarter of the films.",
      likes: table((user, film) => Math.floor(user / 4) === Math.floor(film / 4)),
    },
    {
      name: "Every pair for itself",
      says: "A coin was tossed for every kind of user and kind of film.",
      likes: table(() => draw.uniform() < 0.5),
    },
  ];
  return {
    kinds: KINDS,
    tables: tables.map((one) => {
      const nearest = nearestTables(one.likes, KINDS);
      const ordered = Float32Array.from(nearest, (scores) => orderedBy(scores, one.likes, KINDS));
      return { ...one, held: heldBy(one.likes, KINDS), nearest, ordered };
    }),
  };
}

function table(liked: (user: number, film: number) => boolean): Float32Array {
  return Float32Array.from({ length: KINDS * KINDS }, (_, n) =>
    liked(Math.floor(n / KINDS), n % KINDS) ? 1 : -1,
  );
}

/** The tables of rank 0, 1, ..., n that come nearest to m: its columns projected on the first d eigenvectors of M M'. */
function nearestTables(m: Float32Array, n: number): Float32Array[] {
  const { vectors } = symmetricEigen(timesTransposed(m, n), n);
  const tables = [new Float32Array(n * n)];
  for (let d = 0; d < n; d++) {
    const next = tables[d]!.slice();
    for (let column = 0; column < n; column++) {
      let along = 0;
      for (let row = 0; row < n; row++) along += vectors[row * n + d]! * m[row * n + column]!;
      for (let row = 0; row < n; row++) next[row * n + column]! += along * vectors[row * n + d]!;
    }
    tables.push(next);
  }
  return tables;
}

/** The share of pairs of a row, one liked and one not, that the scores put in the right order; a tie is half. */
export function orderedBy(scores: Float32Array, likes: Float32Array, n: number): number {
  let [right, pairs] = [0, 0];
  for (let row = 0; row < n; row++) {
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        if (!(likes[row * n + a]! > likes[row * n + b]!)) continue;
        const gap = scores[row * n + a]! - scores[row * n + b]!;
        pairs++;
        right += Math.abs(gap) < 1e-6 ? 0.5 : gap > 0 ? 1 : 0;
      }
    }
  }
  return pairs === 0 ? 1 : right / pairs;
}

/** M M' of a square table. */
function timesTransposed(m: Float32Array, n: number): Float64Array {
  const square = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      for (let k = 0; k < n; k++) square[a * n + b]! += m[a * n + k]! * m[b * n + k]!;
    }
  }
  return square;
}

/**
 * The share of a table's sum of squares that the best table of rank d holds, for d = 0, 1, ..., n: the
 * squared singular values are the eigenvalues of M M'.
 * @param m [n, n]
 * @returns [n + 1]
 */
export function heldBy(m: Float32Array, n: number): Float32Array {
  const { values } = symmetricEigen(timesTransposed(m, n), n);
  const total = values.reduce((sum, x) => sum + x, 0);
  const held = new Float32Array(n + 1);
  let sum = 0;
  for (let d = 0; d < n; d++) {
    sum += Math.max(0, values[d]!);
    held[d + 1] = Math.min(1, sum / total);
  }
  return held;
}
