/** What the pictures of this lesson read from the model in training. */
import * as tf from "@tensorflow/tfjs-core";
import {
  historyOf,
  type ReasonsReading,
  reasonsFor,
  type Whose,
} from "../../engine/ranking/reasons.ts";
import { firstItems, recommendationsOf } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { likedFilms, marked } from "../../families/retrieval/reader-films.ts";
import { adjust } from "./adjust.ts";
import type { Asked } from "./asked.ts";
import { budgets } from "./budgets.ts";
import { ceiling } from "./ceiling.ts";
import { featuresFor } from "./evaluate.ts";
import { example } from "./example.ts";
import { F, FEATURES } from "./feature-names.ts";
import { type Parameters, score } from "./model.ts";
import type { StagesSplit } from "./prepare.ts";
import { atTest, type Context, pipelineScores, readerOf, request, rowFor } from "./request.ts";
import type { TwoStagesConfig as Config } from "./settings.ts";

type Mine = { readonly items: readonly number[]; readonly ratings: readonly number[] };

/** Null for somebody of whom nothing is known. */
function askedOf(context: Context, { user, items, ratings = [] }: Whose): Asked | null {
  if (!items) return atTest(context.split, user)?.asked ?? null;
  const liked = likedFilms({ items, ratings });
  return liked.length > 0 ? { ...readerOf(context, liked), seen: items } : null;
}

export const probes = {
  request,
  ceiling,
  budgets,
  adjust,

  /** { user }: the list of both stages, and where their held-out film stands. */
  recommendations: async (context: Context, { user }: { readonly user: number }) => {
    const found = atTest(context.split, user);
    if (!found) return null;
    const scores = await pipelineScores(context, found.asked);
    return recommendationsOf(context.split, user, scores);
  },

  /** { items, ratings }: the reader's list. */
  forYou: async (context: Context, own: Mine) => {
    const asked = askedOf(context, { user: 0, ...own });
    if (!asked) return null;
    const scores = await pipelineScores(context, asked);
    return { ...firstItems(scores, marked(own.items, scores.length)), heldOut: null };
  },

  /** { at }: an example of the next batch. */
  example,

  /** { user, items?, ratings? }: a list, and what each feature does to a film's score. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading | null> => {
    const { split, parameters } = context;
    const asked = askedOf(context, whose);
    if (!asked) return null;
    const seen = historyOf(split, whose);
    const scores = await pipelineScores(context, asked);
    const list = firstItems(scores, marked(seen, scores.length));
    const x = featuresFor(split, asked, rowFor(context, asked), list.items);
    // With each feature in turn at its mean in training, which is 0.
    const without = await Promise.all(
      FEATURES.map((_, f) => {
        const usual = x.map((value, n) => (n % F === f ? 0 : value));
        return valuesOf(() =>
          score(parameters.layers, tf.tensor3d(usual, [1, list.items.length, F])),
        );
      }),
    );
    return reasonsFor(list, seen.length, (_, at) =>
      FEATURES.map((name, f) => ({
        item: -1,
        name,
        weight: list.scores[at]! - without[f]![at]!,
      })),
    );
  },
} satisfies Record<string, Probe<Config, StagesSplit, Parameters>>;
