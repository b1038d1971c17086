/** What the pictures of this lesson read from the model in training. */
import { firstItems, type Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe } from "../../engine/training/probe.ts";
import type { State } from "./activation.ts";
import { ask, type Context, knownOf, type Who } from "./asked.ts";
import { attention } from "./attention-reading.ts";
import { drawQuestions } from "./draw.ts";
import type { Parameters } from "./model.ts";
import { planted } from "./planted-reading.ts";
import type { TargetSplit } from "./prepare.ts";
import { repeat } from "./repeat.ts";
import type { TargetConfig as Config } from "./settings.ts";
import { candidateRow, speaks } from "./speaks.ts";

/** Rows of a batch that are shown. */
const SHOWN = 5;

/** Some rows of the next step's batch. */
export interface BatchReading {
  readonly size: number;
  readonly training: number;
  /** Questions, one a row. */
  readonly rows: readonly {
    readonly user: number;
    /** Films read, oldest first, and how many places are padding. */
    readonly films: readonly number[];
    readonly stars: readonly number[] | null;
    readonly padding: number;
    readonly candidates: readonly number[];
    readonly labels: readonly number[];
  }[];
}

/** A person's list, and the film of their history that has most weight behind each film on it. */
export interface WhyReading {
  readonly known: number;
  readonly films: readonly {
    readonly film: number;
    readonly chance: number;
    /** The two films that weigh most, with their weights; none without a reader that weighs. */
    readonly speaks: readonly { readonly film: number; readonly weight: number }[];
    readonly popularity: number;
  }[];
}

export const probes = {
  speaks,
  repeat,
  attention,
  planted,

  /** What the next step would see, drawn by the draw that feeds it. */
  batch: (context: Context): BatchReading => {
    const { split, config, streams } = context;
    const { training } = split.parts;
    const size = Math.min(config.batch, training.to.length);
    const examples = Int32Array.from({ length: size }, () =>
      streams.batches.int(training.to.length),
    );
    const { history, open, stars, candidate, label } = drawQuestions(context, examples);
    const T = config.history;
    const C = candidate.shape[1];
    return {
      size,
      training: training.to.length,
      rows: Array.from(examples.subarray(0, SHOWN), (example, n) => {
        const places = Array.from({ length: T }, (_, t) => n * T + t);
        const read = places.filter((at) => open.values[at]);
        return {
          user: training.user[example]!,
          films: read.map((at) => history.values[at]!),
          stars: stars ? read.map((at) => stars.values[at]!) : null,
          padding: T - read.length,
          candidates: Array.from(candidate.values.subarray(n * C, (n + 1) * C)),
          labels: Array.from(label.values.subarray(n * C, (n + 1) * C)),
        };
      }),
    };
  },

  /** { user | items }: the films that score highest, and what of their own stands behind each. */
  why: async (context: Context, who: Who): Promise<WhyReading> => {
    const { split, config } = context;
    const known = knownOf(context, who);
    const first = await listFor(context, who);
    const { chances, weights, attention } = await ask(context, known, first.items, true);
    const T = config.history;
    const read = Math.min(T, known.films.length);
    const films = Array.from(known.films).slice(-read);
    const rowOf = (c: number) =>
      weights
        ? weights.slice((c + 1) * T - read, (c + 1) * T)
        : attention
          ? candidateRow(attention.at(-1)!, c, config.heads, T).slice(T - read, T)
          : new Float32Array(0);
    return {
      known: read,
      films: Array.from(first.items, (film, c) => ({
        film,
        chance: chances[c]!,
        speaks: Array.from(rowOf(c), (weight, t) => ({ film: films[t]!, weight }))
          .sort((a, b) => b.weight - a.weight)
          .slice(0, 2),
        popularity: split.popularity[film] ?? 0,
      })),
    };
  },

  /** { items, ratings }: the reader's list; their films are read as a history, nothing is learnt. */
  forYou: async (
    context: Context,
    own: { readonly items: readonly number[]; readonly ratings: readonly number[] },
  ): Promise<Recommendations | null> =>
    own.items.length === 0
      ? null
      : { ...(await listFor(context, { user: 0, ...own })), heldOut: null },
} satisfies Record<string, Probe<Config, TargetSplit, Parameters, State>>;

/** The first films by their chance, without those that are known. */
async function listFor(context: Context, who: Who) {
  const { split } = context;
  const known = knownOf(context, who);
  const all = Int32Array.from({ length: split.films }, (_, film) => film);
  const { chances } = await ask(context, known, all);
  const seen = new Uint8Array(split.films);
  for (const film of Array.from(known.films)) seen[film] = 1;
  return firstItems(chances, seen);
}
