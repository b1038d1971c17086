/**
 * The same forward pass with plain numbers and loops, written from the paper without looking at the
 * tensors: what model.test.ts holds the model against.
 */
type Matrix = readonly (readonly number[])[];

interface PlainNorm {
  readonly scale: readonly number[];
  readonly shift: readonly number[];
}
interface PlainLinear {
  readonly W: Matrix;
  readonly b: readonly number[];
}

export interface PlainWeights {
  readonly E: Matrix;
  readonly P?: Matrix | undefined;
  readonly beta?: readonly number[] | undefined;
  readonly norm: PlainNorm;
  readonly blocks: readonly {
    readonly WQ: Matrix;
    readonly WK: Matrix;
    readonly WV: Matrix;
    readonly inner: PlainLinear;
    readonly outer: PlainLinear;
    readonly normA: PlainNorm;
    readonly normF: PlainNorm;
  }[];
}

/** Scores of every film after every position: no padding here, a sequence is as long as it is. */
export function plainScores(
  weights: PlainWeights,
  films: readonly number[],
  { heads, residuals, causal }: { heads: number; residuals: boolean; causal: boolean },
): number[][] {
  const d = weights.E[0]!.length;
  const missing = weights.P ? weights.P.length - films.length : 0;
  let x = films.map((film, t) =>
    weights.E[film]!.map((e, i) => Math.sqrt(d) * e + (weights.P?.[missing + t]?.[i] ?? 0)),
  );
  for (const block of weights.blocks) {
    const g = x.map((row) => norm(row, block.normA));
    const [q, k, v] = [block.WQ, block.WK, block.WV].map((W) => g.map((row) => times(row, W)));
    const dk = d / heads;
    const mixed = x.map(() => new Array<number>(d).fill(0));
    for (let head = 0; head < heads; head++) {
      for (let t = 0; t < x.length; t++) {
        const until = causal ? t : x.length - 1;
        const powers: number[] = [];
        for (let s = 0; s <= until; s++) {
          let dot = 0;
          for (let i = head * dk; i < (head + 1) * dk; i++) dot += q![t]![i]! * k![s]![i]!;
          powers.push(Math.exp(dot / Math.sqrt(dk)));
        }
        const sum = powers.reduce((a, b) => a + b, 0);
        powers.forEach((power, s) => {
          for (let i = head * dk; i < (head + 1) * dk; i++) {
            mixed[t]![i]! += (power / sum) * v![s]![i]!;
          }
        });
      }
    }
    x = x.map((row, t) => row.map((value, i) => (residuals ? value : 0) + mixed[t]![i]!));
    const f = x.map((row) => norm(row, block.normF));
    const y = f.map((row) => {
      const inner = linear(row, block.inner).map((z) => Math.max(0, z));
      return linear(inner, block.outer);
    });
    x = x.map((row, t) => row.map((value, i) => (residuals ? value : 0) + y[t]![i]!));
  }
  return x.map((row) => {
    const h = norm(row, weights.norm);
    return weights.E.map(
      (e, j) => e.reduce((sum, value, i) => sum + value * h[i]!, 0) + (weights.beta?.[j] ?? 0),
    );
  });
}

function times(row: readonly number[], W: Matrix): number[] {
  return W[0]!.map((_, j) => row.reduce((sum, value, i) => sum + value * W[i]![j]!, 0));
}

function linear(row: readonly number[], { W, b }: PlainLinear): number[] {
  return times(row, W).map((z, i) => z + b[i]!);
}

function norm(row: readonly number[], { scale, shift }: PlainNorm): number[] {
  const mean = row.reduce((a, b) => a + b, 0) / row.length;
  const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / row.length;
  return row.map((x, i) => (scale[i]! * (x - mean)) / Math.sqrt(variance + 1e-8) + shift[i]!);
}
