/** A window of somebody's films in the next batch: what is read and what is asked, film by film. */
import { itemsOf } from "../../engine/data/split.ts";
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { Context } from "./beam-reading.ts";
import { nameOf, tokenText } from "./trie.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, config, next }: Context,
  args: { readonly at: number },
): ExampleReading {
  const { names, learners, train, trie } = split;
  const { examples, batch } = next();
  const at = exampleAt(args.at, examples.length);
  const user = learners[examples[at]! % learners.length]!;
  const rowOf = (column: string) => {
    const { values } = batch[column]!;
    const width = values.length / examples.length;
    return values.subarray(at * width, (at + 1) * width);
  };
  const [tokens, targets, weights] = [rowOf("tokens"), rowOf("targets"), rowOf("weights")];
  const counted = targets.filter((_, n) => weights[n]! > 0);
  const apart = config.architecture === "encoder-decoder";
  // Film by film: names are spelled whole, after the token that begins a sequence.
  const filmAt = (spelled: ArrayLike<number>) => {
    let node = 0;
    for (let n = 0; n < names.length; n++) {
      node = trie.children[node]!.find((child) => trie.token[child] === spelled[n]) ?? -1;
      if (node < 0) return undefined;
    }
    const films = itemsOf(train, user);
    return films.findIndex((film) => trie.leaf[film] === node);
  };
  const placesOf = (all: ArrayLike<number> & Iterable<number>) => {
    const found: number[] = [];
    const list = Array.from(all);
    for (let n = 0; n + names.length <= list.length; n += names.length) {
      const place = filmAt(list.slice(n, n + names.length));
      if (place === undefined || place < 0) break;
      found.push(place);
    }
    return found;
  };
  const read = placesOf(tokens.subarray(1));
  const asked = placesOf(counted);
  const known = [...new Set([...read, ...asked])].sort((a, b) => a - b);
  const film = (role: Place["role"]) => (place: number) => {
    const item = itemsOf(train, user)[place]!;
    const value = Array.from(nameOf(names, item), (token) => tokenText(names, token)).join(" ");
    return { role, item, from: known.indexOf(place), value };
  };
  const used = apart ? read.length * names.length + 1 : counted.length;
  return {
    at,
    of: examples.length,
    rows: known.map((place) => logRow(split, train, train.offsets[user]! + place)),
    places: [...read.map(film("input")), ...asked.map(film("target"))],
    padded: tokens.length - used,
  };
}
