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
      likes: table((user, film) => user % 2 === film % 2),
    },
    {
      name: "Four groups",
      says: "Four groups of users, each likes its own quarter of the films.",
      likes: table((user, film) => user % 4 === film % 4),
    },
    {
      name: "Every pair for itself",
      says: "A coin was tossed for every kind of user and kind of film.",
      likes: table(() => draw.uniform() < 0.5),
    },
  ];
  return {
    kinds: KINDS,
    tables: tables.map((one) => ({ ...one, held: heldBy(one.likes, KINDS) })),
  };
}

function table(liked: (user: number, film: number) => boolean): Float32Array {
  return Float32Array.from({ length: KINDS * KINDS }, (_, n) =>
    liked(Math.floor(n / KINDS), n % KINDS) ? 1 : -1,
  );
}

/**
 * The share of a table's sum of squares that the best table of rank d holds, for d = 0, 1, ..., n: the
 * squared singular values are the eigenvalues of M M'.
 * @param m [n, n]
 * @returns [n + 1]
 */
export function heldBy(m: Float32Array, n: number): Float32Array {
  const square = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      for (let k = 0; k < n; k++) square[a * n + b]! += m[a * n + k]! * m[b * n + k]!;
    }
  }
  const { values } = symmetricEigen(square, n);
  const total = values.reduce((sum, x) => sum + x, 0);
  const held = new Float32Array(n + 1);
  let sum = 0;
  for (let d = 0; d < n; d++) {
    sum += Math.max(0, values[d]!);
    held[d + 1] = Math.min(1, sum / total);
  }
  return held;
}
