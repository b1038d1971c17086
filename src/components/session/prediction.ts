/**
 * A prediction, from the reader's side: what they answered and what became of it. What it asks is
 * declared by the lesson (engine/lesson.ts); the run that it starts is the only judge (grade.ts).
 */
import type { Outcome, Seen } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";

export type Answer =
  | { readonly kind: "choice"; readonly option: string }
  | { readonly kind: "winner"; readonly side: Side }
  /** One value an epoch column; `epochs` says which. */
  | {
      readonly kind: "curve";
      readonly epochs: readonly number[];
      readonly values: readonly number[];
    }
  | { readonly kind: "value"; readonly value: number };

export type Side = "run" | "against" | "tie";

/** What the run (and the one it is compared with) came to. */
export interface Settled {
  readonly outcome: Outcome;
  /** The predicted metric of the deciding run by epoch; empty unless the prediction is a curve. */
  readonly curve: Seen["curve"];
  /** Seed, data and device of the runs; answers of older versions have none. */
  readonly under?: Pick<Setup, "seed" | "dataset" | "backend">;
  /** What came out on each of three seeds, where one could not decide and they have all been trained. */
  readonly seeds?: readonly Outcome[];
}

export interface PredictionState {
  /** Null until committed. */
  readonly answer: Answer | null;
  /** Null until the run has finished. */
  readonly settled: Settled | null;
  /** One sentence of why there is no outcome: the run was stopped, failed, or replaced. */
  readonly problem: string | null;
  /** The reader's own sentence of explanation. */
  readonly note: string;
  readonly skipped: boolean;
  /** False in presenter mode until somebody asks to see the outcome. */
  readonly revealed: boolean;
  /** What the hall said, a row a vote: how many for each option. Work of older versions has none. */
  readonly votes?: readonly Votes[];
}

/** How many are for each option. */
export type Votes = readonly number[];

export const UNANSWERED: PredictionState = {
  answer: null,
  settled: null,
  problem: null,
  note: "",
  skipped: false,
  revealed: false,
};

/** What the session's actions offer for predictions. */
export interface PredictionActions {
  /** Keeps the answer and starts the run (and, first, the one it is compared with). */
  commitPrediction(id: string, answer: Answer): Promise<void>;
  skipPrediction(id: string): void;
  notePrediction(id: string, note: string): void;
  revealPrediction(id: string): void;
  /** Keeps what the hall has said. */
  votePrediction(id: string, votes: readonly Votes[]): void;
  /** Trains the runs with two more seeds in the background, where one seed has not decided. */
  moreSeeds(id: string): void;
  /** Back to unanswered, to predict again. */
  clearPrediction(id: string): void;
}
