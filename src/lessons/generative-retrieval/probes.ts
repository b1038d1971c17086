/** What the pictures of this lesson read from the model in training. */
import { seen } from "../../engine/data/split.ts";
import { type ReasonsReading, reasonsFor, type Whose } from "../../engine/ranking/reasons.ts";
import { firstItems, recommendationsOf } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { askerOf, beam, type Context, exact } from "./beam-reading.ts";
import { checks } from "./checks.ts";
import { release, scoresOf } from "./evaluate.ts";
import { example } from "./example.ts";
import type { Parameters } from "./model.ts";
import { newFilm } from "./new-film.ts";
import type { SpellSplit } from "./prepare.ts";
import { renamed } from "./renamed.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Asker, readHistories } from "./spell.ts";
import { agreeing } from "./tree-layout.ts";
import { nameOf, tokenText } from "./trie.ts";
import { variety } from "./variety.ts";

/** log P of the films that are found after one history. */
async function found({ parameters, config, split }: Context, asker: Asker): Promise<Float32Array> {
  const reading = readHistories(parameters, [asker], split.names, config);
  const scores = await scoresOf(parameters, reading, split.trie, config);
  release(reading);
  return scores;
}

const seenOf = (films: ArrayLike<number>, items: number): Uint8Array => {
  const seen = new Uint8Array(items);
  for (const film of Array.from(films)) seen[film] = 1;
  return seen;
};

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
    return { ...firstItems(scores, seenOf(items, scores.length)), heldOut: null };
  },

  beam,
  exact,
  checks,
  variety,
  newFilm,
  renamed,

  /** { at }: an example of the next batch. */
  example,

  /** { user, items? }: a list, and the films of the history whose names begin most alike. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading> => {
    const { split, config } = context;
    const { names } = split;
    const asker = askerOf(context, whose);
    const list = firstItems(await found(context, asker), seenOf(asker.films, split.train.items));
    const likely = list.scores.map((log) => Math.exp(log));
    const history = Array.from(asker.films).slice(-config.length);
    return reasonsFor({ ...list, scores: likely }, history.length, (item) => {
      const name = nameOf(names, item);
      return history
        .map((film) => ({ film, shared: agreeing(nameOf(names, film), [...name]) }))
        .map(({ film, shared }) => ({
          item: film,
          weight: shared,
          value: Array.from(name.subarray(0, shared), (token) => tokenText(names, token)).join(" "),
        }));
    });
  },
} satisfies Record<string, Probe<Config, SpellSplit, Parameters>>;
