/**
 * Cold films: some films are taken out of everybody's training part and history before training starts,
 * as if they had opened the day after. Afterwards the model is asked whether it finds the people who
 * watched them.
 */

import { type CatalogueContent, contentOf } from "../../engine/data/content.ts";
import type { Cases, Interactions, Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";

export interface TwoTowerSplit extends Split {
  /** The held-out films, ascending; none unless the setting asks for some. */
  readonly cold: Int32Array;
  /** [items] 1 for a held-out film. */
  readonly isCold: Uint8Array;
  /** The interactions with held-out films that training does not see; a user may have several. */
  readonly coldCases: Cases;
  /** [items] Q(j): the share of training interactions that are with film j. */
  readonly frequency: Float64Array;
  /** What is known of the films without anybody's ratings. */
  readonly content: CatalogueContent;
}

/** Holds `config.cold` films out, drawn from those that have training interactions. */
export function holdOut(split: Split, config: Config, streams: Streams): TwoTowerSplit {
  const known = Int32Array.from(split.popularity.keys()).filter((i) => split.popularity[i]! > 0);
  if (config.cold >= known.length) {
    throw new ToldError(
      sentence(
        "{n} films are to be new, and these data have only {all} with ratings to learn from: choose fewer than that",
        { n: config.cold, all: known.length },
      ),
    );
  }
  const cold = (streams.split.shuffle(known) as Int32Array).slice(0, config.cold).sort();
  const isCold = new Uint8Array(split.train.items);
  for (const item of cold) isCold[item] = 1;
  const content = contentOf(split.catalogue);
  if (cold.length === 0) {
    const none = { user: new Int32Array(0), item: new Int32Array(0) };
    const frequency = frequencies(split.popularity);
    return { ...split, cold, isCold, coldCases: none, frequency, content };
  }
  const { train, history } = split;
  const users: number[] = [];
  const items: number[] = [];
  for (let user = 0; user < train.users; user++) {
    for (let n = train.offsets[user]!; n < train.offsets[user + 1]!; n++) {
      if (isCold[train.item[n]!] === 0) continue;
      users.push(user);
      items.push(train.item[n]!);
    }
  }
  const popularity = split.popularity.map((count, item) => (isCold[item] ? 0 : count));
  return {
    ...split,
    train: without(train, isCold),
    history: {
      validation: without(history.validation, isCold),
      test: without(history.test, isCold),
    },
    popularity,
    cold,
    isCold,
    coldCases: { user: Int32Array.from(users), item: Int32Array.from(items) },
    frequency: frequencies(popularity),
    content,
  };
}

/** Q(j) = n_j / sum of n */
function frequencies(popularity: Int32Array): Float64Array {
  const total = popularity.reduce((sum, n) => sum + n, 0);
  return Float64Array.from(popularity, (n) => n / total);
}

function without(part: Interactions, isCold: Uint8Array): Interactions {
  const rows = Int32Array.from(part.item.keys()).filter((row) => isCold[part.item[row]!] === 0);
  const offsets = new Int32Array(part.users + 1);
  for (let user = 0; user < part.users; user++) {
    let kept = 0;
    for (let n = part.offsets[user]!; n < part.offsets[user + 1]!; n++) {
      if (isCold[part.item[n]!] === 0) kept++;
    }
    offsets[user + 1] = offsets[user]! + kept;
  }
  return {
    users: part.users,
    items: part.items,
    offsets,
    item: rows.map((row) => part.item[row]!),
    rating: Float32Array.from(rows, (row) => part.rating[row]!),
    time: Float64Array.from(rows, (row) => part.time[row]!),
  };
}
