/**
 * What the pictures of this lesson read from the model in training. Every number on the page comes from
 * here or from the history.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../../engine/data/split.ts";
import {
  historyOf,
  nearestVoices,
  type ReasonsReading,
  reasonsFor,
  type Whose,
} from "../../engine/ranking/reasons.ts";
import {
  embeddingMap,
  firstItems,
  recommendationsOf,
  scoreRow,
  usersTensor,
} from "../../engine/ranking/retrieval-probes.ts";
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { hitsByPopularity } from "../../families/retrieval/hits-by-popularity.ts";
import { factorsOf } from "./cell-factors.ts";
import { meanRating } from "./draw.ts";
import { example } from "./example.ts";
import { foldIn, type OwnRatings } from "./fold-in.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import model, { type Parameters } from "./model.ts";
import { negativesDrawn } from "./negatives-drawn.ts";
import { triple } from "./triple.ts";

type Context = ProbeContext<Config, Split, Parameters>;

/** Scores of everything for one user of the data, [items]. */
function scoresOf({ parameters }: Context, user: number): Promise<Float32Array> {
  return scoreRow(tf.tidy(() => model.score(parameters, usersTensor(user))));
}

/** The reader as a user: a table of one row in place of P. */
async function ownScores({ parameters, config, split }: Context, own: OwnRatings) {
  const p = foldIn(parameters, own, config, split);
  const row = tf.tidy(() => {
    const alone = { ...parameters, P: tf.expandDims(p, 0) } as Parameters;
    return model.score(alone, usersTensor(0));
  });
  p.dispose();
  return scoreRow(row);
}

export const probes = {
  /** { user?, items?, ratings? }: the film map, with a user and the reader on it. */
  map: (context: Context, { user, ...own }: OwnRatings & { readonly user?: number }) => {
    const { parameters, config, split, memory } = context;
    return embeddingMap(parameters.Q, memory, {
      you: own.items.length > 0 ? foldIn(parameters, own, config, split) : undefined,
      user:
        user === undefined
          ? undefined
          : tf.tidy(() => tf.reshape(tf.slice(parameters.P, [user, 0], [1, -1]), [-1])),
    });
  },

  /** { user }: their list and where their held-out film stands. */
  recommendations: async (context: Context, { user }: { readonly user: number }) =>
    recommendationsOf(context.split, user, await scoresOf(context, user)),

  /** { items, ratings }: the reader's list, by fold-in. */
  forYou: async (context: Context, own: OwnRatings) => {
    const scores = await ownScores(context, own);
    const rated = Uint8Array.from(scores, (_, item) => (own.items.includes(item) ? 1 : 0));
    return { ...firstItems(scores, rated), heldOut: null };
  },

  /** { at }: an example of the next batch. */
  example,

  /** { user, items?, ratings? }: a list, and the films of the history whose vectors lie nearest. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading> => {
    const { parameters, config, split } = context;
    const { items, ratings = [] } = whose;
    const history = Array.from(historyOf(split, whose));
    const scores = items
      ? await ownScores(context, { items, ratings })
      : await scoresOf(context, whose.user);
    const known = Uint8Array.from(scores, (_, item) => (history.includes(item) ? 1 : 0));
    const near = nearestVoices(await snapshot(parameters.Q), config.dim, history);
    return reasonsFor(firstItems(scores, known), history.length, near);
  },

  /** { users, items }: observed stars (0 where none) beside predicted scores, [users x items] each. */
  matrix: async (
    context: Context,
    { users, items }: { readonly users: readonly number[]; readonly items: readonly number[] },
  ) => {
    const { parameters, config, split } = context;
    const predicted = await valuesOf(() => {
      const all = model.score(parameters, usersTensor(...users));
      return tf.gather(all, tf.tensor1d([...items], "int32"), 1);
    });
    const { offsets, item, rating } = split.train;
    const observed = new Float32Array(predicted.length);
    users.forEach((user, row) => {
      for (let n = offsets[user]!; n < offsets[user + 1]!; n++) {
        const column = items.indexOf(item[n]!);
        if (column >= 0) observed[row * items.length + column] = rating[n]!;
      }
    });
    const mean = config.loss === "mse" ? meanRating(split) : 0;
    const shown = predicted.map((score) => score + mean);
    const factors =
      config.scorer === "dot" ? await factorsOf(parameters, users, items, shown) : null;
    return { observed, predicted: shown, factors };
  },

  /** Which films the sampler draws at this moment, and how hard each still pushes. */
  negatives: negativesDrawn,

  /** |q_i| of every film, [items]. */
  norms: async ({ parameters }: Context) => ({
    norms: await valuesOf(() => tf.norm(parameters.Q, "euclidean", 1)),
  }),

  /** For whose film the model works. */
  hits: ({ parameters, split }: Context) =>
    hitsByPopularity(split, (users) => model.score(parameters, usersTensor(...users))),

  /** { user, draw, check? }: one example under the microscope. */
  triple,
} satisfies Record<string, Probe<Config, Split, Parameters>>;
