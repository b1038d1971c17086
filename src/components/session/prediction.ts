/**
 * A prediction, from the reader's side: what they answered and what became of it. What it asks is
 * declared by the lesson (engine/lesson.ts); the run that it starts is the only judge (grade.ts).
 */
import type { Outcome } from "../../engine/declarations/lesson.ts";

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
  readonly curve: readonly { readonly epoch: number; readonly value: number }[];
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
}

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
  /** Back to unanswered, to predict again. */
  clearPrediction(id: string): void;
}
