/** Which retriever finds whose films: at the test, and before it, when everybody's share could be chosen. */
import { oncePer } from "../../engine/once.ts";
import { type MomentOf, momentsOf } from "../../families/retrieval/moments.ts";
import { askedAt, emptyRow, leaveOut, placeOf, type Row, scoreFirst } from "./asked.ts";
import type { StagesSplit } from "./prepare.ts";
import type { Context } from "./request.ts";
import type { RetrieverName } from "./settings.ts";

export interface BudgetsReading {
  readonly retrievers: readonly RetrieverName[];
  readonly people: number;
  /** [people, retrievers] the place of each one's held-out film among all films of a retriever, from 1. */
  readonly test: Int32Array;
  /** For each person the same of their films before: one after the other. */
  readonly before: readonly Int32Array[];
}

export function budgets({ split }: Context): BudgetsReading {
  const retrievers: RetrieverName[] = split.vectors
    ? ["beneath", "knn", "popularity"]
    : ["knn", "popularity"];
  return { retrievers, ...ranksOf(split, retrievers) };
}

const ranksOf = oncePer(
  (split: StagesSplit, retrievers: readonly RetrieverName[]) => {
    const moments = momentsOf(split);
    const asked = Array.from(split.test.user);
    const ranks = (part: MomentOf) => {
      const [from, to] = moments.part[part];
      const byUser = new Map<number, number[]>();
      const row = emptyRow(split.train.items);
      for (let m = from; m < to; m++) {
        const user = moments.user[m]!;
        const own = byUser.get(user) ?? [];
        own.push(...retrievers.map((name) => rankAt(split, name, m, row)));
        byUser.set(user, own);
      }
      return byUser;
    };
    const [training, validation, test] = [ranks("training"), ranks("validation"), ranks("test")];
    return {
      people: asked.length,
      test: Int32Array.from(asked.flatMap((user) => test.get(user)!)),
      before: asked.map((user) =>
        Int32Array.from([...(training.get(user) ?? []), ...(validation.get(user) ?? [])]),
      ),
    };
  },
  (retrievers) => retrievers.join(),
);

/**
 * The place of the film that is watched at a moment. What was counted from a film for training leaves the person's
 * own part out; a run beneath has learnt from it, and is flattered.
 */
function rankAt(split: StagesSplit, retriever: RetrieverName, moment: number, row: Row): number {
  const { film: films, part } = momentsOf(split);
  const film = films[moment]!;
  const asked = askedAt(split, moment, split.vectors);
  scoreFirst(split, retriever, split.vectors, asked, row.first);
  if (moment < part.training[1]) leaveOut(split, retriever, asked, film, row);
  return placeOf(row, asked.seen, film);
}
