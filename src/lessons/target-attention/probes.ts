/** What the pictures of this lesson read from the model in training. */

import { type ReasonsReading, reasonsFor, type Whose } from "../../engine/ranking/reasons.ts";
import { firstItems, type Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import type { State } from "./activation.ts";
import { ask, type Context, knownOf } from "./asked.ts";
import { attention } from "./attention-reading.ts";
import { example } from "./example.ts";
import type { Parameters } from "./model.ts";
import { planted } from "./planted-reading.ts";
import type { TargetSplit } from "./prepare.ts";
import { repeat } from "./repeat.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { filmWeights, speaks } from "./speaks.ts";

export const probes = {
  speaks,
  repeat,
  attention,
  planted,

  /** { at }: a question of the next batch. */
  example,

  /** { user | items }: the films that score highest, and what of their own speaks for each. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading> => {
    const known = knownOf(context, whose);
    // Planted films have no titles.
    if (context.split.truth) return { films: [], history: known.films.length };
    const first = await listFor(context, whose);
    const answer = await ask(context, known, first.items, true);
    const T = Math.min(context.config.history, known.films.length);
    const films = Array.from(known.films).slice(-T);
    return reasonsFor({ items: first.items, scores: answer.chances }, known.films.length, (_, at) =>
      Array.from(filmWeights(answer, at, T, context.config) ?? [], (weight, t) => ({
        item: films[t]!,
        weight,
      })),
    );
  },

  /** { items, ratings }: the reader's list; their films are read as a history, nothing is learnt. */
  forYou: async (
    context: Context,
    own: { readonly items: readonly number[]; readonly ratings: readonly number[] },
  ): Promise<Recommendations | null> =>
    own.items.length === 0 || context.split.truth
      ? null
      : { ...(await listFor(context, { user: 0, ...own })), heldOut: null },
} satisfies Record<string, Probe<Config, TargetSplit, Parameters, State>>;

/** The first films by their chance, without those that are known. */
async function listFor(context: Context, whose: Whose) {
  const { split } = context;
  const known = knownOf(context, whose);
  const all = Int32Array.from({ length: split.films }, (_, film) => film);
  const { chances } = await ask(context, known, all);
  const seen = new Uint8Array(split.films);
  for (const film of Array.from(known.films)) seen[film] = 1;
  return firstItems(chances, seen);
}
