/** One score of item-kNN taken apart: every number in it can be checked with a calculator. */

import { itemsOf, seen } from "../../engine/data/split.ts";
import { recommendationsOf } from "../../engine/ranking/retrieval-probes.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { DataConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { neighbours, scorerOf } from "./scorer.ts";
import type { Stream } from "./stream.ts";

export interface WhyReading {
  readonly user: number;
  /** The film that stands first in the user's item-kNN list. */
  readonly film: number;
  readonly score: number;
  /** n_j: users with that film, in what has been read. */
  readonly count: number;
  /** Films of the user's history that the film counts among its neighbours. */
  readonly speaking: number;
  /** Films in the user's history. */
  readonly history: number;
  /** The strongest of them, first. */
  readonly because: readonly {
    readonly film: number;
    readonly similarity: number;
    /** n_i and n_ij. */
    readonly count: number;
    readonly together: number;
  }[];
  /** What all others bring together. */
  readonly rest: number;
  readonly shrinkage: number;
}

/** More voices than this are summed. */
const SHOWN = 12;

/** @returns null while too little has been read to recommend anything to this user */
export async function why(
  { parameters, config, split }: ProbeContext<Config, Stream, Parameters>,
  { user }: { readonly user: number },
): Promise<WhyReading | null> {
  const knn: Config = { ...config, model: "item-knn" };
  const scorer = await scorerOf(parameters, knn, split);
  const { similar, read } = await neighbours(parameters, knn, split);
  const list = recommendationsOf(split, user, scorer(Int32Array.of(user), "test"));
  const film = list.items[0];
  const score = list.scores[0];
  if (film === undefined || score === undefined || !(score > 0)) return null;

  const having = usersWith(read);
  const those = new Set(having(film));
  const history = seen(split, "test", user);
  const because = Array.from(history, (i) => {
    const at = similar.to[i]!.indexOf(film);
    const users = having(i);
    return {
      film: i,
      similarity: at < 0 ? 0 : similar.by[i]![at]!,
      count: users.length,
      together: users.filter((other) => those.has(other)).length,
    };
  })
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || a.film - b.film);
  return {
    user,
    film,
    score,
    count: those.size,
    speaking: because.length,
    history: history.length,
    because: because.slice(0, SHOWN),
    rest: because.slice(SHOWN).reduce((sum, { similarity }) => sum + similarity, 0),
    shrinkage: config.shrinkage,
  };
}

function usersWith(read: Stream["train"]): (film: number) => number[] {
  const users: number[][] = Array.from({ length: read.items }, () => []);
  for (let user = 0; user < read.users; user++) {
    for (const item of itemsOf(read, user)) users[item]!.push(user);
  }
  return (film) => users[film]!;
}
