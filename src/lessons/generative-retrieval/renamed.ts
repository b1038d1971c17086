/**
 * What becomes of a trained speller when the catalogue is named anew beneath it: the same tokens, made by the
 * same rule with other chance. Its weights still speak of the old names.
 */

import { Rng } from "../../engine/numbers/random.ts";
import { oncePer } from "../../engine/once.ts";
import type { Context } from "./beam-reading.ts";
import { ranked } from "./evaluate.ts";
import { nameFilms } from "./names.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Names, nameOf, trieOf } from "./trie.ts";

export interface RenamedReading {
  /** HR@10 of the names that it was taught, and of the new ones, of the same people. */
  readonly before: number;
  readonly after: number;
  /** The share of films that have the same name as before. */
  readonly kept: number;
  /** A film with its two names. */
  readonly film: number;
  readonly names: readonly [Int32Array, Int32Array];
  readonly first: readonly number[];
}

/** Names that chance has a part in; the others come out the same, or from the run beneath. */
export const NAMED_BY_CHANCE = ["k-means", "lsh", "random", "collaborative"] as const;

/** { seed, ask }: null where names come out the same, and while it has not been asked for. */
export async function renamed(
  { parameters, config, split }: Context,
  { seed, ask }: { readonly seed: number; readonly ask: boolean },
): Promise<RenamedReading | null> {
  if (!ask || !NAMED_BY_CHANCE.some((names) => names === config.names)) return null;
  const other = namedAnew(split, config, seed);
  const films = split.train.items;
  const same = (film: number) =>
    nameOf(split.names, film).every((token, t) => token === nameOf(other.names, film)[t]);
  const kept = Array.from({ length: films }, (_, film) => same(film)).filter(Boolean).length;
  const film = split.popularity.indexOf(Math.max(...split.popularity));
  const hit = async (of: SpellSplit) =>
    (await ranked(parameters, config, of, "test", SPARSE))["HR@10"] ?? 0;
  return {
    before: await hit(split),
    after: await hit(other),
    kept: kept / films,
    film,
    names: [nameOf(split.names, film).slice(), nameOf(other.names, film).slice()],
    first: split.names.first,
  };
}
/** Every so many-th person is asked. */
const SPARSE = 4;

/** The same split with other names, of tokens that the model knows. */
const namedAnew = oncePer(
  (split: SpellSplit, config: Config, seed: number): SpellSplit => {
    const made = nameFilms(split, config, new Rng(seed), undefined);
    const names = fitted(made, split.names);
    return { ...split, names, trie: trieOf(names) };
  },
  (_, seed) => seed,
);

/** Where a bucket is longer than any the model has met, its last films go on to the next bucket with room. */
function fitted(made: Names, { first, sizes, vocabulary }: Names): Names {
  const T = made.length;
  const room = new Map<string, number>();
  const tokens = made.tokens.slice();
  for (let film = 0; film < tokens.length / T; film++) {
    const name = tokens.subarray(film * T, (film + 1) * T);
    const place = T - 2;
    for (;;) {
      const bucket = name.subarray(0, T - 1).join();
      const count = room.get(bucket) ?? 0;
      if (count < sizes[T - 1]!) {
        room.set(bucket, count + 1);
        name[T - 1] = first[T - 1]! + count;
        break;
      }
      name[place] = first[place]! + ((name[place]! - first[place]! + 1) % sizes[place]!);
    }
  }
  return { ...made, first, sizes, vocabulary, tokens };
}
