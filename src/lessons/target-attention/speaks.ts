/** Which films of a history speak for a candidate, by each reader. */
import type { Whose } from "../../engine/ranking/reasons.ts";
import { type Answer, ask, type Context, candidatesOf, knownOf, withReader } from "./asked.ts";
import { READERS, type Reader, type TargetConfig } from "./settings.ts";
import { bucketOf } from "./time-buckets.ts";

export interface Spoken {
  /** [2, films] what each film weighs for the candidate and for the other one; null: it reads none. */
  readonly weights: readonly [Float32Array, Float32Array] | null;
  /** Of BST: what the candidate keeps for itself. */
  readonly kept: readonly [number, number] | null;
  /** The probability of a yes, of both. */
  readonly chances: readonly [number, number];
}

export interface SpeaksReading {
  /** The films that are read, oldest first. */
  readonly films: Int32Array;
  /** Half stars, where they are an input. */
  readonly stars: Int32Array | null;
  /** How long before the question, in buckets. */
  readonly buckets: Int32Array;
  readonly candidate: number;
  /** Another candidate, drawn behind. */
  readonly other: number;
  readonly readers: Readonly<Partial<Record<Reader, Spoken>>>;
}

/** { user | items, candidate?, other? }: without candidates those of the person's question in the test. */
export async function speaks(
  context: Context,
  { candidate, other, ...who }: Whose & { readonly candidate?: number; readonly other?: number },
): Promise<SpeaksReading> {
  const { split, config } = context;
  const known = knownOf(context, who);
  const T = Math.min(config.history, known.films.length);
  const last = <V extends ArrayLike<number>>(of: V) => Array.from(of).slice(of.length - T);
  const theirs = candidatesOf(split, who.user);
  // The last of the test's candidates is one by popularity, so it is known.
  const pair = Int32Array.of(candidate ?? theirs[0]!, other ?? theirs.at(-1)!);
  if (pair[0] === pair[1]) pair[1] = theirs.find((film) => film !== pair[0]) ?? pair[0]!;
  const readers: Partial<Record<Reader, Spoken>> = {};
  for (const { value } of READERS) {
    const spoken = await withReader(context, value, async (asked) =>
      spokenBy(await ask(asked, known, pair, true), T, asked.config),
    );
    if (spoken) readers[value] = spoken;
  }
  return {
    films: Int32Array.from(last(known.films)),
    stars: config.task === "liked" ? Int32Array.from(last(known.stars ?? known.films)) : null,
    buckets: Int32Array.from(last(known.times), (time) => bucketOf(known.asked - time)),
    candidate: pair[0]!,
    other: pair[1]!,
    readers,
  };
}

/** What the films weigh for the c-th candidate, [films]; padding stands before them. Null: none has a weight. */
export function filmWeights(
  { weights, attention }: Answer,
  c: number,
  films: number,
  { reader, history: T, heads }: TargetConfig,
): Float32Array | null {
  if (weights) return weights.slice((c + 1) * T - films, (c + 1) * T);
  if (attention) return candidateRow(attention.at(-1)!, c, heads, T).slice(T - films, T);
  return reader === "mean" ? new Float32Array(films).fill(1 / films) : null;
}

function spokenBy(answer: Answer, films: number, config: TargetConfig): Spoken {
  const { chances, attention } = answer;
  const of = (c: number) => filmWeights(answer, c, films, config);
  const [one, other] = [of(0), of(1)];
  const kept = (c: number) => {
    const { heads, history: T } = config;
    return candidateRow(attention!.at(-1)!, c, heads, T)[T]!;
  };
  return {
    weights: one && other ? [one, other] : null,
    kept: attention ? [kept(0), kept(1)] : null,
    chances: [chances[0]!, chances[1]!],
  };
}

/** What the candidate looks at, a mean of the heads: [T + 1]. */
export function candidateRow(
  attention: Float32Array,
  candidate: number,
  heads: number,
  T: number,
): Float32Array {
  const n = T + 1;
  return Float32Array.from({ length: n }, (_, s) => {
    let sum = 0;
    for (let head = 0; head < heads; head++) {
      sum += attention[((candidate * heads + head) * n + T) * n + s]! / heads;
    }
    return sum;
  });
}
