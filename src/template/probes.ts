/** What the pictures read from the model in training. */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../engine/data/split.ts";
import { recommendationsOf, scoreRow, usersTensor } from "../engine/ranking/retrieval-probes.ts";
import type { Probe, ProbeContext } from "../engine/training/probe.ts";
import { valuesOf } from "../engine/training/snapshot.ts";
import type { TemplateConfig as Config } from "./lesson.ts";
import model, { type Parameters } from "./model.ts";

type Context = ProbeContext<Config, Split, Parameters>;

export const probes = {
  /** { user }: their list and where their held-out film stands. */
  recommendations: async ({ parameters, split }: Context, { user }: { readonly user: number }) => {
    const scores = await scoreRow(tf.tidy(() => model.score(parameters, usersTensor(user))));
    return recommendationsOf(split, user, scores);
  },

  /** softmax(b): what the model holds every film’s share to be, [items]. */
  shares: async ({ parameters: { b } }: Context) => ({
    shares: await valuesOf(() => tf.softmax(b)),
  }),
} satisfies Record<string, Probe<Config, Split, Parameters>>;
