/**
 * A film that joined the catalogue after training. Nobody has watched it, but once it has a name it can be
 * spelled; a model with a row a film has no row for it.
 */
import { topItems } from "../../engine/ranking/metrics.ts";
import { contentVectors, type NewFilm } from "../../families/codes/content-vectors.ts";
import { askerOf, type Context, exactLogs } from "./beam-reading.ts";
import { groupOf } from "./groups.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { nameOf, trieOf } from "./trie.ts";

export interface NewFilmReading {
  /** Why it has no name: its meaning is who watched it, or its bucket is longer than any the model has met. */
  readonly nameless?: "unwatched" | "full";
  readonly name: Int32Array;
  readonly first: readonly number[];
  /** The film whose codes it has: the nearest by content, or the first of its group; -1 where codes are chance. */
  readonly like: number;
  /** P of the name, its place among all films that the person has not seen, and of how many. */
  readonly probability: number;
  readonly place: number;
  readonly among: number;
}

/** { user, film, ask } */
export async function newFilm(
  context: Context,
  { user, film, ask }: { readonly user: number; readonly film: NewFilm; readonly ask: boolean },
): Promise<NewFilmReading | null> {
  if (!ask) return null;
  const { split, config } = context;
  const { names } = split;
  const none = {
    name: new Int32Array(),
    first: names.first,
    like: -1,
    probability: 0,
    place: 0,
    among: 0,
  };
  const named = nameFor(split, config, film);
  if (typeof named === "string") return { ...none, nameless: named };
  const tokens = Int32Array.of(...names.tokens, ...named.name);
  const more = { ...names, tokens };
  const asker = askerOf(context, { user });
  const wider = { ...context, split: { ...split, names: more, trie: trieOf(more) } };
  const logs = await exactLogs(wider, asker, true);
  const excluded = new Uint8Array(logs.length);
  for (const seen of Array.from(asker.films)) excluded[seen] = 1;
  const order = topItems(logs, excluded, logs.length);
  return {
    ...none,
    ...named,
    probability: Math.exp(logs.at(-1)!),
    place: order.indexOf(logs.length - 1) + 1,
    among: order.length,
  };
}

/** Its name under the rule by which all others were named. */
function nameFor(
  split: SpellSplit,
  config: Config,
  film: NewFilm,
): { name: Int32Array; like: number } | "unwatched" | "full" {
  const { names, train } = split;
  const T = names.length;
  if (config.names === "collaborative") return "unwatched";
  if (config.names === "digits") {
    const number = String(train.items).padStart(T, "0");
    if (number.length > T) return "full";
    return {
      name: Int32Array.from(number, (digit, t) => names.first[t]! + Number(digit)),
      like: -1,
    };
  }
  const like = likeOf(split, config, film);
  if (like < 0) return "full";
  const name = nameOf(names, like).slice();
  const codes = name.subarray(0, -1);
  let count = 0;
  for (let other = 0; other < train.items; other++) {
    if (codes.every((code, t) => code === nameOf(names, other)[t])) count++;
  }
  if (count >= names.sizes[T - 1]!) return "full";
  name[T - 1] = names.first[T - 1]! + count;
  return { name, like };
}

/** The film whose codes a new one gets. */
function likeOf(split: SpellSplit, config: Config, film: NewFilm): number {
  const { catalogue, train } = split;
  if (config.names === "random") return film.title.length % train.items;
  if (config.names === "serial") {
    const group = groupOf(catalogue, film);
    return catalogue.titles.findIndex((_, other) => groupOf(catalogue, other) === group);
  }
  const { x, width, place } = contentVectors(split);
  if (!place) return -1;
  const own = place(film);
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let other = 0; other < train.items; other++) {
    let distance = 0;
    for (let k = 0; k < width; k++) distance += (own[k]! - x[other * width + k]!) ** 2;
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}
