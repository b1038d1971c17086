/** What the pictures of this lesson read from the model in training. */
import { seen } from "../../engine/data/split.ts";
import { firstItems, recommendationsOf } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { batch } from "./batch-reading.ts";
import { beam, type Context, exact } from "./beam-reading.ts";
import { checks } from "./checks.ts";
import { release, scoresOf } from "./evaluate.ts";
import type { Parameters } from "./model.ts";
import { newFilm } from "./new-film.ts";
import type { SpellSplit } from "./prepare.ts";
import { renamed } from "./renamed.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Asker, readHistories } from "./spell.ts";
import { variety } from "./variety.ts";

/** log P of the films that are found after one history. */
async function found({ parameters, config, split }: Context, asker: Asker): Promise<Float32Array> {
  const reading = readHistories(parameters, [asker], split.names, config);
  const scores = await scoresOf(parameters, reading, split.trie, config);
  release(reading);
  return scores;
}

export const probes = {
  /** { user }: their list, and where their held-out film stands. */
  recommendations: async (context: Context, { user }: { readonly user: number }) => {
    const { split } = context;
    const scores = await found(context, { user, films: seen(split, "test", user) });
    return recommendationsOf(split, user, scores);
  },

  /** { items, ratings }: what is spelled after the reader's films, in the order in which they were rated. */
  forYou: async (context: Context, { items }: { readonly items: readonly number[] }) => {
    const scores = await found(context, { films: items });
    const rated = Uint8Array.from(scores, (_, film) => (items.includes(film) ? 1 : 0));
    return { ...firstItems(scores, rated), heldOut: null };
  },

  beam,
  exact,
  checks,
  variety,
  newFilm,
  renamed,
  batch,
} satisfies Record<string, Probe<Config, SpellSplit, Parameters>>;
