/** What a step sees: the vectors of some films, which levels are sent, and a partner for each film. */

import type { Interactions } from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { transpose } from "../../engine/ranking/item-knn.ts";
import { type Batch, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";

export function drawFilms(
  { split, config, streams }: DrawContext<Config, FilmSplit>,
  films: Int32Array,
): Batch {
  const { x, width } = split.vectors;
  const chance = streams.negatives;
  const partners =
    config.contrast > 0 ? films.map((film) => partnerOf(split.train, film, chance)) : [];
  const rows = [...films, ...partners];
  const values = new Float32Array(rows.length * width);
  rows.forEach((film, n) => {
    values.set(x.subarray(film * width, (film + 1) * width), n * width);
  });
  return {
    x: column(values, [rows.length, width]),
    ...(config.prefix && {
      sent: column(prefixes(rows.length, config.levels, chance), [rows.length, config.levels]),
    }),
  };
}

/** 1 for the first m levels and 0 for the others, m drawn from 1 to all for each row. */
export function prefixes(rows: number, levels: number, chance: Rng): Float32Array {
  const sent = new Float32Array(rows * levels);
  for (let row = 0; row < rows; row++) {
    sent.fill(1, row * levels, row * levels + 1 + chance.int(levels));
  }
  return sent;
}

const watchers = new WeakMap<Interactions, (film: number) => Int32Array>();
/** A partner lies at most so many films away in somebody's history. */
const NEAR = 3;

/** A film that somebody who watched this one watched shortly before or after it; itself if nobody did. */
export function partnerOf(train: Interactions, film: number, chance: Rng): number {
  let usersOf = watchers.get(train);
  if (!usersOf) {
    usersOf = transpose(train);
    watchers.set(train, usersOf);
  }
  const users = usersOf(film);
  if (users.length === 0) return film;
  const user = users[chance.int(users.length)]!;
  const start = train.offsets[user]!;
  const end = train.offsets[user + 1]!;
  const at = train.item.indexOf(film, start);
  const from = Math.max(start, at - NEAR);
  const to = Math.min(end - 1, at + NEAR);
  if (to === from) return film;
  const other = from + chance.int(to - from);
  return train.item[other < at ? other : other + 1]!;
}
