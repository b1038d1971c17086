/**
 * The same forward pass with plain numbers and loops, written from the paper without looking at the
 * tensors: what model.test.ts holds the model against.
 */
type Row = readonly number[];
type Matrix = readonly Row[];

interface PlainNorm {
  readonly scale: Row;
  readonly shift: Row;
}
interface PlainLinear {
  readonly W: Matrix;
  readonly b: Row;
}

export interface PlainWeights {
  readonly E: Matrix;
  readonly hidden: Matrix;
  readonly P: Matrix;
  readonly norm: PlainNorm;
  readonly blocks: readonly {
    readonly WQ: Matrix;
    readonly WK: Matrix;
    readonly WV: Matrix;
    readonly WO: Matrix;
    readonly normA: PlainNorm;
    readonly inner: PlainLinear;
    readonly outer: PlainLinear;
    readonly normF: PlainNorm;
  }[];
  readonly projection?: PlainLinear;
  readonly last?: PlainNorm;
  readonly bias: Row;
}

/** Scores of every film at every place: no padding here, a sequence is as long as it is; -1 is hidden. */
export function plainScores(
  weights: PlainWeights,
  films: readonly number[],
  { heads, activation, objective }: { heads: number; activation: string; objective: string },
): number[][] {
  const missing = weights.P.length - films.length;
  const act = (z: number) => (activation === "gelu" ? z * below(z) : Math.max(0, z));
  let x = films.map((film, t) =>
    norm(
      sum(film < 0 ? weights.hidden[0]! : weights.E[film]!, weights.P[missing + t]!),
      weights.norm,
    ),
  );
  for (const block of weights.blocks) {
    const [q, k, v] = [block.WQ, block.WK, block.WV].map((W) => x.map((row) => times(row, W)));
    const dk = x[0]!.length / heads;
    x = x.map((row, t) => {
      const mixed: number[] = [];
      for (let i = 0; i < row.length; i++) {
        const head = Math.floor(i / dk);
        let [top, bottom] = [0, 0];
        for (let s = 0; s < x.length; s++) {
          if (objective === "next" && s > t) continue;
          let dot = 0;
          for (let j = head * dk; j < (head + 1) * dk; j++) dot += q![t]![j]! * k![s]![j]!;
          const power = Math.exp(dot / Math.sqrt(dk));
          top += power * v![s]![i]!;
          bottom += power;
        }
        mixed.push(top / bottom);
      }
      const a = norm(sum(row, times(mixed, block.WO)), block.normA);
      const y = linear(linear(a, block.inner).map(act), block.outer);
      return norm(sum(a, y), block.normF);
    });
  }
  return x.map((row) => {
    const { projection, last } = weights;
    const h = projection && last ? norm(linear(row, projection).map(act), last) : row;
    return weights.E.map(
      (e, j) => e.reduce((dot, value, i) => dot + value * h[i]!, 0) + weights.bias[j]!,
    );
  });
}

const sum = (a: Row, b: Row) => a.map((x, i) => x + b[i]!);
const times = (row: Row, W: Matrix) =>
  W[0]!.map((_, j) => row.reduce((dot, value, i) => dot + value * W[i]![j]!, 0));
const linear = (row: Row, { W, b }: PlainLinear) => sum(times(row, W), b);

function norm(row: Row, { scale, shift }: PlainNorm): number[] {
  const mean = row.reduce((a, b) => a + b, 0) / row.length;
  const variance = row.reduce((all, x) => all + (x - mean) ** 2, 0) / row.length;
  return row.map((x, i) => (scale[i]! * (x - mean)) / Math.sqrt(variance + 1e-8) + shift[i]!);
}

/** The share of a normal curve below z, by adding up slices of it. */
function below(z: number): number {
  const [from, steps] = [-9, 20_000];
  const width = (z - from) / steps;
  let area = 0;
  for (let n = 0; n < steps; n++) area += Math.exp(-((from + (n + 0.5) * width) ** 2) / 2);
  return (area * width) / Math.sqrt(2 * Math.PI);
}
