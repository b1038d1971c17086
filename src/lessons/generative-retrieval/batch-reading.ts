/** How one person's films become one training example: read from the same `draw` that feeds a step. */
import { itemsOf } from "../../engine/data/split.ts";
import type { Context } from "./beam-reading.ts";
import { drawBatch } from "./draw.ts";

export interface BatchReading {
  /** How many films they have in training, and those of the window, oldest first. */
  readonly known: number;
  readonly films: readonly number[];
  /** The row of the batch: what is read, what is asked at every place, and whether it counts. */
  readonly tokens: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float32Array;
  readonly first: readonly number[];
  readonly vocabulary: number;
  /** Tokens in a name. */
  readonly length: number;
  /** Places in a row of what is read, and of what is asked. */
  readonly places: number;
  readonly asked: number;
}

/** { user }: null where they have too few films to learn from. */
export function batch(context: Context, { user }: { readonly user: number }): BatchReading | null {
  const { split } = context;
  const { names, learners, trie } = split;
  const example = learners.indexOf(user);
  if (example < 0) return null;
  const drawn = drawBatch(context, Int32Array.of(example));
  const tokens = drawn.tokens.values as Int32Array;
  const targets = drawn.targets.values as Int32Array;
  const own = itemsOf(split.train, user);
  // Film by film, what was read or asked: names are spelled whole.
  const last = new Map(Array.from(own, (film) => [trie.leaf[film]!, film]));
  const films: number[] = [];
  let node = 0;
  const asked = drawn.spelled ? [...tokens.subarray(1), ...targets] : [...targets];
  for (const token of asked) {
    const next = trie.children[node]!.find((child) => trie.token[child] === token);
    if (next === undefined) break;
    node = next;
    const film = last.get(node);
    if (film === undefined) continue;
    films.push(film);
    node = 0;
  }
  return {
    known: own.length,
    films,
    tokens,
    targets,
    weights: drawn.weights.values as Float32Array,
    first: names.first,
    vocabulary: names.vocabulary,
    length: names.length,
    places: tokens.length,
    asked: targets.length,
  };
}
