/** What the speller learns from: the names of all films, and everybody's films in the order of time. */
import { itemsOf, type Split } from "../../engine/data/split.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import type { Under } from "../../engine/training/training.ts";
import { nameFilms } from "./names.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Names, type Trie, trieOf } from "./trie.ts";

export interface SpellSplit extends Split {
  readonly names: Names;
  readonly trie: Trie;
  /** The users whose sequences have something to predict: two films or more. */
  readonly learners: Int32Array;
}

export function prepareNames(
  split: Split,
  config: Config,
  streams: Streams,
  under: Under | undefined,
): SpellSplit {
  const names = nameFilms(split, config, streams.data, under);
  const users = Int32Array.from({ length: split.train.users }, (_, user) => user);
  const learners = users.filter((user) => itemsOf(split.train, user).length > 1);
  return { ...split, names, trie: trieOf(names), learners };
}
