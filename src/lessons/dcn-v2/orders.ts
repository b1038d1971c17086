/**
 * The orders of products in the cross layers, exactly: x_l is a polynomial in the inputs, and its part of
 * order k follows from the part of order k - 1 of the layer below. Plain arithmetic, for one example.
 */

export interface CrossWeights {
  /** [n, n] by rows, or for DCN-v1 [n] */
  readonly W: Float32Array;
  readonly b: Float32Array;
}

export type Kind = "x0" | "xl" | "none" | "vector";

/** @returns for each layer from 0, for each order from 0, the part of x_l of that order, [n] */
export function ordersOf(
  x0: Float32Array,
  layers: readonly CrossWeights[],
  kind: Kind,
): Float64Array[][] {
  const n = x0.length;
  const zeros = () => new Float64Array(n);
  const first = [zeros(), Float64Array.from(x0)];
  const all: Float64Array[][] = [first];
  for (const { W, b } of layers) {
    const x = all.at(-1)!;
    const y = x.map((part) => times(W, part, kind)); // W x, order by order
    if (kind !== "vector") for (let k = 0; k < n; k++) y[0]![k]! += b[k]!;
    const next = x.map((part) => Float64Array.from(part));
    const add = (order: number, values: (k: number) => number) => {
      while (next.length <= order) next.push(zeros());
      for (let k = 0; k < n; k++) next[order]![k]! += values(k);
    };
    y.forEach((part, order) => {
      if (kind === "none") add(order, (k) => part[k]!);
      else if (kind === "xl") {
        x.forEach((own, other) => {
          add(order + other, (k) => own[k]! * part[k]!);
        });
      } else add(order + 1, (k) => x0[k]! * part[k]!);
    });
    if (kind === "vector") add(0, (k) => b[k]!);
    all.push(trimmed(next));
  }
  return all;
}

/** Orders at the end that nothing reaches are left out. */
function trimmed(parts: Float64Array[]): Float64Array[] {
  const last = parts.findLastIndex((part) => part.some((value) => value !== 0));
  return parts.slice(0, Math.max(2, last + 1));
}

function times(W: Float32Array, x: Float64Array, kind: Kind): Float64Array {
  const n = x.length;
  if (kind === "vector") {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += W[j]! * x[j]!;
    return new Float64Array(n).fill(sum);
  }
  return Float64Array.from({ length: n }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += W[k * n + j]! * x[j]!;
    return sum;
  });
}
