/** One row of the in-batch softmax in double precision: its loss, its gradients and their check. No tensors. */
import type { BatchReading } from "./batch-reading.ts";

/** A vector, dL_b/d of it by the chain rule, and by finite differences. [d] each. */
export interface VectorGradient {
  readonly vector: Float32Array;
  readonly gradient: Float32Array;
  readonly checked: Float32Array;
}

export const mean = (values: readonly number[]) =>
  values.reduce((a, b) => a + b, 0) / values.length;

/** log of the sum of exp, less the own logit: -log softmax(row)_own. */
export function crossEntropy(row: readonly number[], own: number): number {
  const most = Math.max(...row);
  return most + Math.log(row.reduce((sum, x) => sum + Math.exp(x - most), 0)) - row[own]!;
}

export function softmax(row: readonly number[]): number[] {
  const most = Math.max(...row);
  const exps = row.map((x) => Math.exp(x - most));
  const total = exps.reduce((a, b) => a + b, 0);
  return exps.map((x) => x / total);
}

interface Row {
  readonly u: Float32Array;
  readonly v: readonly Float32Array[];
  readonly added: readonly number[];
  readonly temperature: number;
  readonly own: number;
}

/**
 *   dL/du = sum_c (p_c - [c = b]) v_c / tau,   dL/dv_b = (p_b - 1) u / tau
 * and both by moving one number of the vector at a time.
 */
export function vectorGradients(row: Row): { u: VectorGradient; v: VectorGradient } {
  const { u, v, temperature, own } = row;
  const p = softmax(rowLogits(row));
  const pull = p.map((share, c) => (share - (c === own ? 1 : 0)) / temperature);
  const gradientU = u.map((_, k) => pull.reduce((sum, share, c) => sum + share * v[c]![k]!, 0));
  const check = (
    vector: Float32Array,
    at: (moved: Float32Array) => Row,
  ): VectorGradient["checked"] =>
    vector.map((_, k) => {
      const h = 1e-3;
      const loss = (nudge: number) => {
        const moved = vector.slice();
        moved[k]! += nudge;
        // What float32 made of the step, not what was asked for.
        return { of: moved[k]!, loss: crossEntropy(rowLogits(at(moved)), own) };
      };
      const [up, down] = [loss(h), loss(-h)];
      return (up.loss - down.loss) / (up.of - down.of);
    });
  return {
    u: { vector: u, gradient: gradientU, checked: check(u, (moved) => ({ ...row, u: moved })) },
    v: {
      vector: v[own]!,
      gradient: u.map((x) => pull[own]! * x),
      checked: check(v[own]!, (moved) => ({ ...row, v: v.with(own, moved) })),
    },
  };
}

function rowLogits({ u, v, added, temperature }: Row): number[] {
  return v.map(
    (film, c) => film.reduce((sum, x, k) => sum + x * u[k]!, 0) / temperature + added[c]!,
  );
}

/** Mean entropy of the rows' softmax, in nats, had the same cosines been divided by another temperature. */
export function entropyAt(reading: BatchReading, temperature: number): number {
  const n = reading.films.length;
  const rows = Array.from({ length: n }, (_, b) =>
    softmax(
      Array.from({ length: n }, (_, c) =>
        reading.masked[b * n + c]
          ? Number.NEGATIVE_INFINITY
          : (reading.logits[b * n + c]! * reading.temperature) / temperature +
            (reading.usesLogQ ? shiftAt(reading, b * n + c) : 0),
      ),
    ),
  );
  return mean(rows.map((row) => row.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0)));
}

/** What the correction adds to cell b n + c of [n, n] logits. */
export function shiftAt(
  { films, shift, ownShift }: Pick<BatchReading, "films" | "shift" | "ownShift">,
  cell: number,
): number {
  const [b, c] = [Math.floor(cell / films.length), cell % films.length];
  return ownShift || b !== c ? shift[c]! : 0;
}

/** (L(s_c + h) - L(s_c - h)) / 2h */
export function difference(row: readonly number[], own: number, c: number): number {
  const h = 1e-4;
  const at = (nudge: number) =>
    crossEntropy(
      row.map((x, n) => (n === c ? x + nudge : x)),
      own,
    );
  return Number.isFinite(row[c]!) ? (at(h) - at(-h)) / (2 * h) : 0;
}
