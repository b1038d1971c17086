/** The attention of every head over one sequence, as pictures draw it; without tfjs, for the page. */
export interface Head {
  readonly block: number;
  readonly head: number;
  /** A_ts by rows, [n, n]: how much of film s goes into what comes out at film t. */
  readonly weights: Float32Array;
  /** Of the rows' weights, in nats, a mean over the rows. */
  readonly entropy: number;
  /** The share of the last row that is on the last film itself. */
  readonly onLast: number;
}

/** What one sequence looks like to every head. */
export interface HeadsReading {
  /** The films read, oldest first; -1 is a hidden one. */
  readonly films: readonly number[];
  readonly heads: readonly Head[];
  /** Whether a film sees none after it. */
  readonly oneWay: boolean;
}

export const headName = ({ block, head }: Pick<Head, "block" | "head">) =>
  `Block ${block + 1}, head ${head + 1}`;

/** What a row of a head gives to films after it, a mean over the n rows. */
export function aheadOf({ weights }: Pick<Head, "weights">, n: number): number {
  let sum = 0;
  for (let t = 0; t < n; t++) for (let s = t + 1; s < n; s++) sum += weights[t * n + s]!;
  return sum / Math.max(1, n);
}

/** A head as rows of a table: which film asks, which is looked at, and how much. */
export const headRows = (
  { films }: Pick<HeadsReading, "films">,
  { weights }: Pick<Head, "weights">,
  nameOf: (film: number) => string,
): [asks: string, lookedAt: string, weight: number][] =>
  Array.from(weights, (weight, cell) => [
    nameOf(films[Math.floor(cell / films.length)]!),
    nameOf(films[cell % films.length]!),
    weight,
  ]);
