/**
 * What the pictures of this lesson read from the model in training. Every number on the page comes from
 * here or from the history.
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  type EmbeddingMapReading,
  embeddingMap,
  type Recommendations,
  recommendationsOf,
  scoreRow,
} from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { hitsByPopularity } from "../../families/retrieval/hits-by-popularity.ts";
import { example } from "../../families/sequences/example.ts";
import { filmsOf, type SequenceSplit } from "../../families/sequences/sequences.ts";
import { attention, byHand, type Context } from "./attention-reading.ts";
import { distance, positions } from "./distance-reading.ts";
import { scoresAfter } from "./evaluate.ts";
import type { Parameters } from "./model.ts";
import { next, own } from "./next-reading.ts";
import { protocols } from "./protocols.ts";
import { reasons } from "./reasons.ts";
import type { SasrecConfig as Config } from "./settings.ts";

export const probes = {
  /** { user | items }: the attention of every block and head over one sequence. */
  attention,

  /** { user | items, block, head, back }: one row of attention with all its numbers. */
  byHand,

  /** { user, at? }: what is expected after the first `at` films of a user. */
  next,

  /** { items, about? }: what is expected after the reader's films, and which of them it leans on. */
  own,

  /** How far back the heads look. */
  distance,

  /** How alike the vectors of the positions are. */
  positions,

  /** The films on a map. */
  map: ({ parameters, memory }: Context): Promise<EmbeddingMapReading> =>
    embeddingMap(parameters.E, memory, { you: undefined, user: undefined }),

  /** { user }: their list and where their held-out film stands. */
  recommendations: async (
    { parameters, split, config }: Context,
    { user }: { readonly user: number },
  ): Promise<Recommendations> => {
    const films = filmsOf(split, user);
    const scores = await scoreRow(
      tf.tidy(() => scoresAfter(parameters, [films], config, split.catalogue)),
    );
    return recommendationsOf(split, user % split.train.users, scores);
  },

  /** For whose film the model works. */
  hits: ({ parameters, split, config }: Context) =>
    hitsByPopularity(split, (users) =>
      scoresAfter(
        parameters,
        Array.from(users, (user) => split.known.test[user]!),
        config,
        split.catalogue,
      ),
    ),

  /** { at }: an example of the next batch. */
  example: (context: Context, args: { readonly at: number }) => example(context, args),

  /** { user, items? }: a list, and what each film of the sequence does to each film on it. */
  reasons,

  /** Popularity and item-kNN under every ruler of both splits. */
  protocols,
} satisfies Record<string, Probe<Config, SequenceSplit, Parameters>>;
