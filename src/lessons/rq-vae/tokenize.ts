/**
 * Residual quantization on the CPU: a vector becomes a word, a code a level. What training does on the
 * device (model.ts), done once more in plain numbers for metrics, pictures and baselines.
 */
import { assign } from "../../engine/numbers/kmeans.ts";

/** The codebook of each level, [codes, d]. */
export type Codebooks = readonly Float32Array[];

export interface Words {
  readonly levels: number;
  /** By level, [n]: the code of each row. */
  readonly codes: readonly Int32Array[];
  /** By level, [n, d]: what is left of each row before the level; the last is left at the end. */
  readonly residuals: readonly Float32Array[];
}

/** r_0 = z;  k_l = argmin_k |r_l - e_k|^2;  r_{l+1} = r_l - e_{k_l} */
export function tokenize(z: Float32Array, d: number, books: Codebooks): Words {
  const codes: Int32Array[] = [];
  const residuals = [z];
  for (const book of books) {
    const residual = residuals.at(-1)!;
    const of = assign(residual, d, book);
    const left = new Float32Array(residual.length);
    for (let n = 0; n < left.length; n++) {
      left[n] = residual[n]! - book[of[Math.floor(n / d)]! * d + (n % d)]!;
    }
    codes.push(of);
    residuals.push(left);
  }
  return { levels: books.length, codes, residuals };
}

/** The sum of a row's first codes: what the decoder gets if only `levels` of them are sent. */
export function quantized(z: Float32Array, words: Words, levels = words.levels): Float32Array {
  const left = words.residuals[levels]!;
  return z.map((value, n) => value - left[n]!);
}

/** "15-42-7" */
export function wordOf(codes: readonly Int32Array[], row: number): string {
  return codes.map((level) => level[row]).join("-");
}

/** The rows of each code. */
export function membersOf(codes: Int32Array, count: number): number[][] {
  const members: number[][] = Array.from({ length: count }, () => []);
  codes.forEach((code, row) => {
    members[code]?.push(row);
  });
  return members;
}
