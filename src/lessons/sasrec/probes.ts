/**
 * What the pictures of this lesson read from the model in training. Every number on the page comes from
 * here or from the history.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Probe } from "../../engine/probe.ts";
import {
  type EmbeddingMapReading,
  embeddingMap,
  firstItems,
  type Recommendations,
  recommendationsOf,
  scoreRow,
} from "../../engine/retrieval-probes.ts";
import type { Metrics } from "../../engine/run.ts";
import { attention, byHand, filmsOf } from "./attention-reading.ts";
import { distance, positions } from "./distance-reading.ts";
import { scoresAfter } from "./evaluate.ts";
import { next, own } from "./next-reading.ts";
import { baselines, itemKnn } from "./protocols.ts";
import type { SasrecSplit } from "./sequences.ts";
import type { SasrecConfig as Config } from "./settings.ts";

export interface ProtocolsReading {
  /** Models without training under every protocol, by name. */
  readonly beside: Readonly<Record<string, Metrics>>;
  /** Users who are asked about. */
  readonly cases: number;
  readonly items: number;
}

/** Ratings from this many stars on say that the reader liked a film. */
const LIKED_FROM = 3;

export const probes = {
  /** { user | items }: the attention of every block and head over one sequence. */
  attention,

  /** { user | items, block, head, back? }: one row of attention with all its numbers. */
  byHand,

  /** { user, at? }: what is expected after the first `at` films of a user. */
  next,

  /** { items, about? }: what is expected after the reader's films, and which of them it leans on. */
  own,

  /** How far back the heads look. */
  distance,

  /** How alike the vectors of the positions are. */
  positions,

  /** { items, ratings }: the films on a map. */
  map: ({ parameters, memory }): Promise<EmbeddingMapReading> =>
    embeddingMap(parameters.E!, memory, { you: undefined, user: undefined }),

  /** { user }: their list and where their held-out film stands. */
  recommendations: async ({ parameters, split, config }, { user }): Promise<Recommendations> => {
    const films = filmsOf(split, user as number);
    const scores = await scoreRow(tf.tidy(() => scoresAfter(parameters, [films], config)));
    return recommendationsOf(split, (user as number) % split.train.users, scores);
  },

  /** { items, ratings }: the reader's list, after the films they liked in the order they rated them. */
  forYou: async ({ parameters, config }, args) => {
    const items = (args.items as number[] | undefined) ?? [];
    const ratings = (args.ratings as number[] | undefined) ?? [];
    const liked = items.filter((_, n) => (ratings[n] ?? 0) >= LIKED_FROM);
    const scores = await scoreRow(tf.tidy(() => scoresAfter(parameters, [liked], config)));
    const rated = new Uint8Array(scores.length);
    for (const item of items) rated[item] = 1;
    return { ...firstItems(scores, rated), heldOut: null };
  },

  /** Item-kNN and popularity under every protocol, for the split at hand. */
  protocols: async ({ split, memory }): Promise<ProtocolsReading> => {
    const known = memory.get("protocols") as ProtocolsReading | undefined;
    if (known) return known;
    const reading = {
      beside: { ...(await baselines(split)), "item-kNN": itemKnn(split) },
      cases: split.test.user.length,
      items: split.train.items,
    };
    memory.set("protocols", reading);
    return reading;
  },
} satisfies Record<string, Probe<Config, SasrecSplit>>;
