/** How many words two tokenizers disagree on, when the numbers of the codes mean nothing by themselves. */

/**
 * The renumbering of b's codes that agrees with a's for as many films as possible: an assignment problem,
 * solved exactly (Kuhn 1955, the Hungarian method; here with potentials and shortest augmenting paths,
 * Jonker and Volgenant 1987).
 * @returns [codes] what each code of b is called in a's numbers
 */
export function bestRenumbering(a: Int32Array, b: Int32Array, codes: number): Int32Array {
  const cost = new Float64Array(codes * codes);
  a.forEach((code, film) => {
    cost[b[film]! * codes + code]! -= 1;
  });
  return assignment(cost, codes);
}

/** For each row the column such that the costs of all sum to the least; cost [n, n]. */
export function assignment(cost: Float64Array, n: number): Int32Array {
  // Rows and columns are counted from 1; column 0 stands for the row being placed.
  const u = new Float64Array(n + 1);
  const v = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1);
  const from = new Int32Array(n + 1);
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const done = new Uint8Array(n + 1);
    while (rowOf[column] !== 0) {
      done[column] = 1;
      const at = rowOf[column]!;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let c = 1; c <= n; c++) {
        if (done[c]) continue;
        const reduced = cost[(at - 1) * n + c - 1]! - u[at]! - v[c]!;
        if (reduced < least[c]!) {
          least[c] = reduced;
          from[c] = column;
        }
        if (least[c]! < delta) {
          delta = least[c]!;
          next = c;
        }
      }
      for (let c = 0; c <= n; c++) {
        if (done[c]) {
          u[rowOf[c]!]! += delta;
          v[c]! -= delta;
        } else least[c]! -= delta;
      }
      column = next;
    }
    while (column !== 0) {
      rowOf[column] = rowOf[from[column]!]!;
      column = from[column]!;
    }
  }
  const columnOf = new Int32Array(n);
  for (let c = 1; c <= n; c++) columnOf[rowOf[c]! - 1] = c - 1;
  return columnOf;
}

/** By number of codes read (1, 2, ... all): the share of films whose beginning changed. */
export interface Changed {
  /** As the numbers stand. */
  readonly plain: readonly number[];
  /** After each level of b is renumbered as well as can be. */
  readonly renumbered: readonly number[];
}

export function changedWords(
  a: readonly Int32Array[],
  b: readonly Int32Array[],
  sizes: readonly number[],
): Changed {
  const named = b.map((codes, level) => {
    const names = bestRenumbering(a[level]!, codes, sizes[level]!);
    return codes.map((code) => names[code]!);
  });
  return { plain: changedShares(a, b), renumbered: changedShares(a, named) };
}

function changedShares(a: readonly Int32Array[], b: readonly Int32Array[]): number[] {
  const films = a[0]?.length ?? 0;
  const same = new Uint8Array(films).fill(1);
  return a.map((codes, level) => {
    let kept = 0;
    for (let film = 0; film < films; film++) {
      if (codes[film] !== b[level]![film]) same[film] = 0;
      kept += same[film]!;
    }
    return 1 - kept / Math.max(1, films);
  });
}
