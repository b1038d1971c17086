/**
 * The page's view of a session: what the store of `store.ts` holds and can do. One store a lesson;
 * pictures subscribe to readings and draw on canvas, React renders text, controls and calm charts.
 */
import type { Config, Value } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { HistoryRow, Metrics, Opened, Setup } from "../../engine/declarations/run.ts";
import type { Arguments, Reading } from "../../engine/training/probe.ts";
import type { PredictionActions, PredictionState } from "./prediction.ts";

export type StatusName = "Idle" | "Preparing" | "Training" | "Paused" | "Finished" | "Failed";

export interface Status {
  readonly name: StatusName;
  /** What is going on or what went wrong, one sentence, without the name in front. */
  readonly detail: string;
  /** Where the model was still good, when training has left all bounds. */
  readonly lastGood?: number;
}

/** A run as the page keeps it: a card, a curve, a row, a link and a file are views of this. */
export interface Run {
  readonly id: string;
  /** 1, 2, 3, ...: never reused, decides the colour. */
  readonly number: number;
  /** What was changed against the lesson's defaults: "negatives popularity", or "defaults". */
  readonly name: string;
  /** True once the reader has named it. */
  readonly renamed: boolean;
  readonly setup: Setup;
  readonly backend: { readonly name: string; readonly adapter: string };
  readonly dataset: Opened["dataset"];
  readonly history: readonly HistoryRow[];
  readonly baselines: Opened["baselines"];
  readonly status: "running" | "paused" | "finished" | "stopped" | "failed";
  readonly step: number;
  readonly totalSteps: number;
  readonly seconds: number;
  /** Test metrics at the epoch that validation chose; null until there is an evaluation. */
  readonly metrics: Metrics | null;
  readonly bestEpoch: number | null;
  /** For a forked run: where it left its parent. */
  readonly fork?: { readonly parent: string; readonly step: number; readonly changed: Config };
  /** Shown in colour; at most four are, the others are grey. */
  readonly highlighted: boolean;
}

/** A film the reader has rated, 0.5 to 5 stars. Kept only in this browser. */
export interface OwnRating {
  readonly item: number;
  readonly rating: number;
}

export interface SessionState {
  readonly lesson: Lesson;
  /** What the controls show; a run keeps its own copy. */
  readonly setup: Setup;
  readonly status: Status;
  readonly opened: Opened | null;
  readonly step: number;
  readonly epoch: number;
  readonly totalSteps: number;
  /** Of the newest reading; NaN before the first step. */
  readonly loss: number;
  /** Null while unknown. */
  readonly stepsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** The run being trained or shown last; also in `runs`. */
  readonly currentRun: string | null;
  /** Oldest first. */
  readonly runs: readonly Run[];
  /** A deleted run that can still be brought back. */
  readonly undo: Run | null;
  /** Steps that time travel can go to, ascending. */
  readonly checkpoints: readonly number[];
  /** True when a setting was changed that only a new run will use. */
  readonly stale: boolean;
  /** Notices that do not stop the page: bad link values, lost storage, a slow adapter. */
  readonly notices: readonly string[];
  /** The reader's own settings from before, when a link has brought others; null otherwise. */
  readonly keptSetup: Setup | null;
  /** One film or user lights up in every picture at once. */
  readonly highlight: { readonly item: number | null };
  /** The user whose recommendations and history are looked at. */
  readonly user: number;
  readonly ratings: readonly OwnRating[];
  /** By the prediction's id; one without an entry is unanswered. */
  readonly predictions: Readonly<Record<string, PredictionState>>;
  /** The lesson step the reader is at, and the view shown in the lab. */
  readonly lessonStep: string;
  readonly view: string;
}

export interface SessionActions extends PredictionActions {
  /** Stops training: the reader has left the lesson. */
  leave(): void;
  /** Takes a checked set-up (a link's, a run's) into the controls. */
  takeSetup(setup: Setup, notices?: readonly string[]): void;
  /** Brings kept work back and opens the session, so that pictures show the untrained model. */
  prepare(): Promise<void>;
  /** Starts, or goes on; a changed setting starts a new run. */
  train(): Promise<void>;
  pause(): void;
  /** One optimizer step. */
  stepOnce(): Promise<void>;
  /** Back to step 0 with the same seed; the run stays as a card. */
  reset(): Promise<void>;
  /** Tries the way of training again that was given up in this browser; the run under way ends. */
  tryBetterWay(): Promise<void>;
  /** Changes settings, `seed`, `dataset` and `backend` among them (text or value). */
  set(changes: Readonly<Record<string, Value>>): void;
  /** Time travel: shows every picture at this checkpoint; training goes on from there. */
  goTo(step: number): Promise<void>;
  /** Trains on from the shown step with settings changed, as a new run that shares its past. */
  fork(changes: Config): Promise<void>;
  /** Trains the settings with three seeds, one after another: their band says what chance alone does. */
  threeSeeds(): Promise<void>;
  /** Compiles everything before class. @returns what a step costs, in words; null if it failed */
  warmUp(): Promise<string | null>;
  /** Back to the reader's own settings after a link brought others; or no more talk of it. */
  takeKeptSetup(): void;
  dismissKeptSetup(): void;
  /** The lesson's own settings again; runs and answers stay. */
  restoreOriginal(): Promise<void>;
  /** Deletes all that this browser has kept: runs, predictions, ratings, of every lesson. */
  forgetEverything(): Promise<void>;
  /** @returns one sentence that says what is wrong with the file, or null */
  importRuns(text: string): Promise<string | null>;
  renameRun(id: string, name: string): void;
  deleteRun(id: string): void;
  undoDelete(): void;
  highlightRun(id: string, on: boolean): void;
  /** Puts a run's settings back into the controls. */
  useSetup(id: string): void;
  dismissNotice(index: number): void;
  setHighlight(item: number | null): void;
  setUser(user: number): void;
  rate(item: number, rating: number | null): void;
  setLessonStep(id: string): void;
  setView(id: string): void;
  /** Asks for a reading as long as the returned function has not been called. */
  watch(probe: string, args: Arguments, listener: (reading: Reading) => void): () => void;
}
