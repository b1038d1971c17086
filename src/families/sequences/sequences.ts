/** People as sequences of films: what models of sequences learn from, and are asked after. */
import { itemsOf, type Part, type Split } from "../../engine/data/split.ts";
import type { TaskTruth } from "./tasks.ts";

export interface SequenceSplit extends Split {
  /** Each user's films in training, in the order that training reads them. */
  readonly sequences: readonly Int32Array[];
  /** The users whose sequences have something to predict: two films or more. */
  readonly learners: Int32Array;
  /** Each user's films when a question is asked, oldest first. */
  readonly known: Readonly<Record<Part, readonly Int32Array[]>>;
  /** Of a generated task: what its sequences were drawn from. */
  readonly truth?: TaskTruth;
}

/** @param ordered what becomes of a user's films before they are read */
export function asSequences(
  split: Split,
  ordered: (films: Int32Array) => Int32Array = (films) => films,
): SequenceSplit {
  const users = Array.from({ length: split.train.users }, (_, user) => user);
  const known = (part: Part) => users.map((user) => itemsOf(split.history[part], user));
  const sequences = users.map((user) => ordered(itemsOf(split.train, user)));
  return {
    ...split,
    sequences,
    learners: Int32Array.from(users.filter((user) => sequences[user]!.length > 1)),
    known: { validation: known("validation"), test: known("test") },
  };
}

/** What a user has watched before the test; a generated task may have fewer users than the page counts. */
export function filmsOf({ known }: SequenceSplit, user: number): Int32Array {
  return known.test[user % known.test.length]!;
}
