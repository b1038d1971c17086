/** What the pictures of this lesson read: the data as far as it has been read, and what is made of it. */
import { addSimilar } from "../../engine/ranking/item-knn.ts";
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
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { example } from "./example.ts";
import {
  blocks,
  bursts,
  genreMix,
  ratingsByStars,
  ratingsByYear,
  usersByRatings,
} from "./facts.ts";
import { hidden } from "./hidden.ts";
import type { DataConfig as Config } from "./lesson.ts";
import { type Parameters, valueOfFilms } from "./model.ts";
import { neighbours, ratingsRead, scorerOf } from "./scorer.ts";
import { firstRead, type Stream } from "./stream.ts";
import { why } from "./why.ts";

type Context = ProbeContext<Config, Stream, Parameters>;

async function read({ parameters, split }: Context) {
  return firstRead(split, await ratingsRead(parameters));
}

/** What has been read; before that, all there is to read, so that there is something to look at. */
async function readOrAll(context: Context) {
  const sofar = await read(context);
  return sofar.item.length > 0 ? sofar : context.split.train;
}

/** The list of one model for one user; shown with what the model says of a film, not with its place. */
async function listFor(context: Context, user: number, model: Config["model"]) {
  const { parameters, split } = context;
  const config = { ...context.config, model };
  const scorer = await scorerOf(parameters, config, split);
  const list = recommendationsOf(split, user, scorer(Int32Array.of(user), "test"));
  if (model === "item-knn") return known(list);
  const value = await valuesOf(() => valueOfFilms(parameters, config));
  const { items, heldOut } = list;
  return known({
    items,
    scores: Float32Array.from(items, (item) => value[item]!),
    heldOut: heldOut && { ...heldOut, score: value[heldOut.item]! },
  });
}

/** Without films that nothing is known of. */
function known({ items, scores, heldOut }: Recommendations): Recommendations {
  return {
    items: items.filter((_, n) => scores[n]! > 0),
    scores: scores.filter((score) => score > 0),
    heldOut,
  };
}

export const probes = {
  /** [items] ratings of each film among those read. */
  counts: async (context: Context) => {
    const counts = new Int32Array(context.split.train.items);
    for (const item of (await read(context)).item) counts[item]!++;
    return { counts };
  },

  /** The matrix of users and films in blocks, as far as it has been read; all of it before. */
  matrix: async (context: Context) => ({
    ...blocks(await readOrAll(context), context.split.train, 60, 110),
    begun: context.step > 0,
  }),

  /** Who rates how much, in which years, which genres: of what has been read. */
  people: async (context: Context) => {
    const sofar = await readOrAll(context);
    return {
      begun: context.step > 0,
      timed: context.split.timed,
      users: usersByRatings(sofar),
      years: context.split.timed ? ratingsByYear(sofar) : [],
      genres: genreMix(sofar, context.split.catalogue),
      stars: ratingsByStars(sofar),
    };
  },

  /** The time between neighbouring ratings of a user, in all of the data. */
  bursts: ({ split }: Context) => bursts(split.whole),

  /** What the split hides from whom. */
  hidden: ({ split }: Context) => hidden(split),

  /** { user, model? }: their list and where their held-out film stands. */
  recommendations: (
    context: Context,
    { user, model }: { readonly user: number; readonly model?: Config["model"] },
  ) => listFor(context, user, model ?? context.config.model),

  /** { user }: the first recommendation of item-kNN taken apart. */
  why,

  /** { at }: an example of the next slice. */
  example,

  /** { user, items?, ratings? }: a list, and what each film of it has its score from. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading | null> => {
    const { parameters, config, split } = context;
    const { items, ratings = [] } = whose;
    const list = items
      ? await listForReader(context, { items, ratings })
      : await listFor(context, whose.user, config.model);
    if (list.items.length === 0) return null;
    if (config.model !== "item-knn") return reasonsFor(list, 0, () => []);
    const history = items?.filter((_, n) => ratings[n]! >= LIKED_FROM) ?? [
      ...historyOf(split, whose),
    ];
    const { similar } = await neighbours(parameters, config, split);
    return reasonsFor(list, history.length, (film) =>
      history.map((item) => {
        const at = similar.to[item]!.indexOf(film);
        return { item, weight: at < 0 ? 0 : similar.by[item]![at]! };
      }),
    );
  },

  /** { items, ratings }: the reader's list. */
  forYou: listForReader,
} satisfies Record<string, Probe<Config, Stream, Parameters>>;

/** Ratings from this many stars on say yes. */
const LIKED_FROM = 3;

async function listForReader(
  { parameters, config, split }: Context,
  { items, ratings }: { readonly items: readonly number[]; readonly ratings: readonly number[] },
) {
  const rated = new Uint8Array(split.train.items);
  for (const item of items) rated[item] = 1;
  if (config.model !== "item-knn") {
    const value = await valuesOf(() => valueOfFilms(parameters, config));
    return known({ ...firstItems(value, rated), heldOut: null });
  }
  const scores = new Float32Array(split.train.items);
  const liked = Int32Array.from(items.filter((_, n) => ratings[n]! >= LIKED_FROM));
  addSimilar((await neighbours(parameters, config, split)).similar, liked, scores);
  return known({ ...firstItems(scores, rated), heldOut: null });
}
