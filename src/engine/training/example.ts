/** How rows of the log become one example of the next batch: what the picture "From rows to a batch" draws. */
import type { Interactions, Split } from "../data/split.ts";
import { userOfEach } from "../ranking/negatives.ts";

/** What a place is for: read, asked for, held against what is asked for, hidden from the model. */
export type Role = "input" | "target" | "negative" | "masked";

/** A rating as it stands in the data. */
export interface LogRow {
  /** -1 where the log is not about people. */
  readonly user: number;
  readonly item: number;
  /** What it is called where it is no film of the catalogue. */
  readonly name?: string;
  /** NaN where there are none. */
  readonly stars: number;
  /** Seconds since 1970, or a number that only orders; NaN where there is none. */
  readonly time: number;
  /** What else was logged: "round 3, slot 2, clicked". */
  readonly note?: string;
}

/** A cell of the example. */
export interface Place {
  readonly role: Role;
  /** -1 where it holds no film: a number, a person. */
  readonly item: number;
  /** Which of the rows it was read from; -1 where it was drawn by chance. */
  readonly from: number;
  /** What it is called where it is no film: "user 12", "genre Drama". */
  readonly name?: string;
  /** What the model is given there: "1", "12 7 3". */
  readonly value?: string;
}

export interface ExampleReading {
  /** Which example of the batch it is, from 0, and how many there are. */
  readonly at: number;
  readonly of: number;
  /** The rows it is made of, oldest first. */
  readonly rows: readonly LogRow[];
  /** In the order of the batch. */
  readonly places: readonly Place[];
  /** Places of the batch that hold nothing. */
  readonly padded: number;
}

/** A row of a part of the log, which may be all of it; untimed data have no dates. */
export function logRow({ timed }: Pick<Split, "timed">, part: Interactions, row: number): LogRow {
  return {
    user: userOfEach(part)[row]!,
    item: part.item[row]!,
    stars: part.rating[row]!,
    time: timed ? part.time[row]! : Number.NaN,
  };
}

/** The example that a reader asks for, whatever number comes: they go round. */
export const exampleAt = (at: number, of: number): number => ((at % of) + of) % of;
