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
