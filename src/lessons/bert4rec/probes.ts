/**
 * What the pictures of this lesson read from the model in training. Every number on the page comes from
 * here or from the history.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Whose as Asked } from "../../engine/ranking/reasons.ts";
import {
  type Recommendations,
  recommendationsOf,
  scoreRow,
} from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import { hitsByPopularity } from "../../families/retrieval/hits-by-popularity.ts";
import { example } from "../../families/sequences/example.ts";
import { rowsOf } from "../../families/sequences/expected.ts";
import { reasonsByLeavingOut } from "../../families/sequences/reasons.ts";
import { filmsOf } from "../../families/sequences/sequences.ts";
import { scoresAfter } from "./evaluate.ts";
import { maskings } from "./maskings.ts";
import type { Parameters } from "./model.ts";
import type { Bert4recSplit } from "./prepare.ts";
import { attention, type Context, hide } from "./readings.ts";
import type { Bert4recConfig as Config } from "./settings.ts";
import { sides } from "./sides.ts";

export const probes = {
  /** { user | items, hidden }: guesses for hidden films. */
  hide,

  /** { user | items, other? }: the attention of every block and head over one sequence. */
  attention,

  /** The same films from one side and from both. */
  sides,

  /** { user, share, turn }: what one history gives to learn from. */
  maskings,

  /** How many films each user has to learn from. */
  lengths: ({ split }: Context) => ({
    lengths: Int32Array.from(split.sequences, (films) => films.length),
  }),

  /** { user }: their list and where their held-out film stands. */
  recommendations: async (
    { parameters, split, config }: Context,
    { user }: { readonly user: number },
  ): Promise<Recommendations> => {
    const scores = await scoreRow(
      tf.tidy(() => scoresAfter(parameters, [filmsOf(split, user)], config)),
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
      ),
    ),

  /** { at }: an example of the next batch. */
  example: (context: Context, args: { readonly at: number }) => example(context, args),

  /** { user, items? }: a list, and what each film of the sequence does to each film on it. */
  reasons: async (context: Context, { user, items }: Asked) => {
    const { parameters, config, split } = context;
    const all = Array.from(items ?? filmsOf(split, user));
    if (config.task !== "films" || all.length === 0) return null;
    return reasonsByLeavingOut(
      all,
      config.objective === "cloze" ? config.length - 1 : config.length,
      (histories) => rowsOf(tf.tidy(() => scoresAfter(parameters, histories, config))),
      async (past) => (await attention(context, { items: past }))!,
    );
  },
} satisfies Record<string, Probe<Config, Bert4recSplit, Parameters>>;
