/** What a run learns from: a world that answers, and the log so far. No tfjs. */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { oncePer } from "../../engine/once.ts";
import type { Notes } from "../../engine/training/batch.ts";
import type { Under } from "../../engine/training/training.ts";
import { type Log, logOf, openingLog } from "../../families/worlds/log.ts";
import type { Content } from "../../families/worlds/policies.ts";
import { type Tastes, tastesOf } from "../../families/worlds/tastes.ts";
import { makeWorld, type World } from "../../families/worlds/world.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

export interface WorldSplit extends Split {
  readonly world: World;
  /** As it was when this was prepared: it grows by rounds. */
  readonly log: Log;
  readonly content: Content;
}

/** @throws ToldError where a person would run out of films */
export function prepareWorld(
  split: Split,
  { world: kind, slots, rounds }: Config,
  streams: Streams,
  _under: Under | undefined,
  notes: Notes | undefined,
): WorldSplit {
  const { films } = tastesOf(split);
  const needed = slots * (rounds + 1);
  if (needed > films.length) {
    throw new ToldError(
      sentence(
        "Nobody is shown a film twice: {rounds} rounds of {slots} films and the opening need {needed}, and this world has {films}. Choose fewer rounds or slots, or other data",
        { rounds, slots, needed, films: films.length },
      ),
    );
  }
  const world = makeWorld(split, kind, streams.data);
  const known = Array.from(films, (film) => split.popularity[film]!);
  const log = notes?.film ? logOf(world, slots, notes) : openingLog(world, known, slots);
  return { ...split, world, log, content: genresOf(split, world.tastes) };
}

/** Genres of the world’s films: [films, genres] rows of length 1, or 0 where a film has none. */
const genresOf = oncePer(({ catalogue }: Split, { films }: Tastes): Content => {
  const width = Math.max(1, catalogue.genres.length);
  const features = new Float32Array(films.length * width);
  films.forEach((film, i) => {
    const own = Array.from(catalogue.genres.keys()).filter(
      (g) => (catalogue.genreBits[film]! >>> g) & 1,
    );
    for (const g of own) features[i * width + g] = 1 / Math.sqrt(own.length);
  });
  return { width, features };
});
