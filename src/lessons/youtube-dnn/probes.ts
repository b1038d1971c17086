/** What the pictures of this lesson read from the model in training. */
import {
  historyOf,
  type ReasonsReading,
  reasonsFor,
  type Whose,
} from "../../engine/ranking/reasons.ts";
import {
  firstItems,
  type Recommendations,
  recommendationsOf,
} from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { hitsByPopularity } from "../../families/retrieval/hits-by-popularity.ts";
import { likedFilms, marked } from "../../families/retrieval/reader-films.ts";
import { activity } from "./activity-reading.ts";
import { age } from "./age-reading.ts";
import { type Context, knownOf, type Mine, scoresFor, tensorFor } from "./asked.ts";
import { correction } from "./correction-reading.ts";
import { watchedBefore } from "./draw.ts";
import { example } from "./example.ts";
import type { Parameters } from "./model.ts";
import { pooling } from "./pooling-reading.ts";
import type { YoutubeSplit } from "./prepare.ts";
import { serve } from "./serve-reading.ts";
import type { YoutubeConfig as Config } from "./settings.ts";
import { stars } from "./stars-reading.ts";
import { targets } from "./targets-reading.ts";

export const probes = {
  targets,
  activity,
  pooling,
  age,
  serve,
  stars,
  correction,

  /** For whose film the model works. */
  hits: (context: Context) =>
    hitsByPopularity(context.split, (users) =>
      tensorFor(
        context,
        Array.from(users, (user) => watchedBefore(context.split, context.config, "test", user)),
      ),
    ),

  /** { user }: their list and where their held-out film stands. */
  recommendations: async (context: Context, { user }: { readonly user: number }) =>
    recommendationsOf(context.split, user, await scoresFor(context, [knownOf(context, { user })])),

  /** { items, ratings }: the reader's list; their films are pooled, nothing is trained. */
  forYou: async (context: Context, own: Mine): Promise<Recommendations | null> => {
    if (likedFilms(own).length === 0) return null;
    const scores = await scoresFor(context, [knownOf(context, { user: 0, ...own })]);
    return { ...firstItems(scores, marked(own.items, scores.length)), heldOut: null };
  },

  /** { at }: an example of the next batch. */
  example,

  /** { user, items?, ratings? }: a list, and by how much each film of the history raises a score. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading> => {
    const { split, config } = context;
    const known = knownOf(context, whose);
    const read = Array.from(known.films).slice(-config.history);
    if (read.length === 0) return { films: [], history: 0 };
    // A history of one film cannot do without it.
    const without =
      read.length < 2 ? [] : read.map((_, t) => ({ ...known, films: read.toSpliced(t, 1) }));
    const scores = await scoresFor(context, [{ ...known, films: read }, ...without]);
    const { items } = split.train;
    const list = firstItems(scores.subarray(0, items), marked(historyOf(split, whose), items));
    return reasonsFor(list, read.length, (film) =>
      without.map((_, t) => ({
        item: read[t]!,
        weight: scores[film]! - scores[(t + 1) * items + film]!,
      })),
    );
  },
} satisfies Record<string, Probe<Config, YoutubeSplit, Parameters>>;
