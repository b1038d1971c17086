/**
 * The page's view of a session: what the store of `store.ts` holds and can do. One store a lesson;
 * pictures subscribe to readings and draw on canvas, React renders text, controls and calm charts.
 */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Memory } from "../../engine/declarations/memory.ts";
import type {
  Compilation,
  HistoryRow,
  Metrics,
  Opened,
  Setup,
} from "../../engine/declarations/run.ts";
import type { Behind } from "../../engine/training/companions.ts";
import type { Arguments } from "../../engine/training/probe.ts";
import type { Companion } from "../../engine/training/training.ts";
import type { Change } from "./changes.ts";
import type { KeptRuns } from "./foundation-runs.ts";
import type { Place, Restrictions } from "./place.ts";
import type { PredictionActions, PredictionState } from "./prediction.ts";
import type { OnFailure, OnReading } from "./readings.ts";

export type StatusName =
  | "Idle"
  | "Preparing"
  | "Training"
  // Until the worker has answered, it still trains.
  | "Pausing"
  | "Paused"
  | "Finished"
  | "Failed";

export interface Status {
  readonly name: StatusName;
  /** What is going on or what went wrong, one sentence, without the name in front. */
  readonly detail: string;
  /** Where the model was still good, when training has left all bounds. */
  readonly lastGood?: number;
  /** Of the session that is open, when another set-up was refused. */
  readonly before?: Status;
}

/** What a set-up would take, or why it is refused. */
export type Weight = { readonly memory: Memory | null } | { readonly refused: string };

/** The settings that make a run another than the one before it, or than the lesson's defaults. */
export interface RunChanges {
  readonly since: "before" | "defaults";
  readonly settings: readonly Change[];
  /** What the reader calls their own data that are named in the changes, by id. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A run as the page keeps it: a card, a curve, a row, a link and a file are views of this. */
export interface Run {
  readonly id: string;
  /** 1, 2, 3, ...: never reused, decides the colour. */
  readonly number: number;
  /** Where the reader gave one; a run kept by an older version has what was its name. */
  readonly name?: string;
  /** What its name is made of otherwise; runs of older versions have none. */
  readonly changed?: RunChanges;
  readonly setup: Setup;
  readonly backend: { readonly name: string; readonly adapter: string };
  readonly dataset: Opened["dataset"];
  readonly history: readonly HistoryRow[];
  readonly baselines: Opened["baselines"];
  readonly status: "running" | "paused" | "finished" | "stopped" | "failed";
  readonly step: number;
  readonly totalSteps: number;
  readonly seconds: number;
  /** How many numbers the model learns; runs of older versions do not say. */
  readonly parameters?: number;
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

/** A run beneath that has to be trained before a session can open. */
export interface BeneathUnderway {
  /** The slug of its lesson. */
  readonly lesson: string;
  readonly step: number;
  readonly totalSteps: number;
  /** Null while unknown. */
  readonly secondsLeft: number | null;
}

/** What is known of training at this moment; trainer.ts writes it. */
export interface TrainingState {
  readonly status: Status;
  readonly opened: Opened | null;
  /** Of the step of the open session, once that has been compiled. */
  readonly compilation: Compilation | null;
  /** While the session waits for it. */
  readonly underway: BeneathUnderway | null;
  readonly step: number;
  readonly epoch: number;
  readonly totalSteps: number;
  /** Of the newest reading; NaN before the first step. */
  readonly loss: number;
  /** Null while unknown. */
  readonly stepsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Steps that time travel can go to, ascending. */
  readonly checkpoints: readonly number[];
  /** How far companions are that are behind the run, by name. */
  readonly companions: Readonly<Record<string, Behind>>;
}

export interface TrainingActions {
  /** Starts, or goes on; a changed setting starts a new run. @param until the step to pause at; none: the last */
  train(until?: number): Promise<void>;
  /** Also stops waiting for a run beneath. */
  pause(): void;
  /** One optimizer step. */
  stepOnce(): Promise<void>;
  /** Back to step 0 with the same seed; the run stays as a card. */
  reset(): Promise<void>;
  /** Tries the way of training again that was given up in this browser; the run under way ends. */
  tryBetterWay(): Promise<void>;
  /** Time travel: shows every picture at this checkpoint; training goes on from there. */
  goTo(step: number): Promise<void>;
  /** The model as it was one step before. */
  stepBack(): Promise<void>;
  /** Trains on from the shown step with settings changed, as a new run that shares its past. */
  fork(changes: Config): Promise<void>;
  /** Compiles everything before class. @returns what a step costs, in words; null if it failed */
  warmUp(): Promise<string | null>;
  /** Asks for a reading as long as the returned function has not been called. */
  watch(probe: string, args: Arguments, answer: OnReading, fail?: OnFailure): () => void;
  /** Lets a model train beside the run until the returned function is called. */
  accompany(name: string, companion: Companion): () => void;
}

/** What the controls show, and where they might go back to. */
export interface SetupState {
  /** A run keeps its own copy. */
  readonly setup: Setup;
  /** True when a setting was changed that only a new run will use. */
  readonly stale: boolean;
  /** Of the set-up in the controls; null while it is not known. */
  readonly weight: Weight | null;
  /** The reader's own settings from before, when a link has brought others; null otherwise. */
  readonly keptSetup: Setup | null;
  /** Finished runs that a run of this lesson can stand on. */
  readonly foundationRuns: KeptRuns;
}

export interface SetupActions {
  /** Changes settings, `seed`, `dataset` and `backend` among them (text or value), and `on.` ones. */
  set(changes: Config): void;
  /** Takes a checked set-up (a link's, a run's) into the controls. */
  takeSetup(setup: Setup, notices?: readonly string[]): void;
  /** Chooses what the next run stands on. */
  standOn(on: Setup): void;
  /** Looks again for runs to stand on: another tab may have finished one. */
  readFoundationRuns(): Promise<void>;
  /** Puts a run's settings back into the controls. */
  useSetup(id: string): void;
  /** Back to the reader's own settings after a link brought others; or no more talk of it. */
  takeKeptSetup(): void;
  dismissKeptSetup(): void;
  /** The section's own settings again, with the seed, the data and the device as they are. */
  putBack(): void;
  /** The lesson's own settings again; runs and answers stay. */
  restoreOriginal(): Promise<void>;
}

/** What has been trained. */
export interface RunsState {
  /** Oldest first. */
  readonly runs: readonly Run[];
  /** The run being trained or shown last; also in `runs`. */
  readonly currentRun: string | null;
  /** A deleted run that can still be brought back. */
  readonly undo: Run | null;
}

export interface RunsActions {
  renameRun(id: string, name: string): void;
  deleteRun(id: string): void;
  undoDelete(): void;
  highlightRun(id: string, on: boolean): void;
  /** @returns one sentence that says what is wrong with the file, or null */
  importRuns(text: string): Promise<string | null>;
}

/** What the reader has foretold, and the runs that are to answer. */
export interface PredictionsState {
  /** By the prediction's id; one without an entry is unanswered. */
  readonly predictions: Readonly<Record<string, PredictionState>>;
  /** How many runs are still to be trained in the background. */
  readonly background: number;
}

export interface PredictionsActions extends PredictionActions {
  /** Trains the settings with three seeds, one after another: their band says what chance alone does. */
  threeSeeds(): Promise<void>;
}

/** What the reader looks at, and what they have said about films. */
export interface ReaderState extends Restrictions {
  /** One film or user lights up in every picture at once. */
  readonly highlight: { readonly item: number | null };
  /** The user whose recommendations and history are looked at. */
  readonly user: number;
  readonly ratings: readonly OwnRating[];
  /** The lesson step the reader is at, and the view shown in the lab. */
  readonly lessonStep: string;
  /** Where the reader was on their last visit, for the page to show again; null once it has. */
  readonly returnTo: string | null;
  readonly view: string;
  /** Notices that do not stop the page: bad link values, lost storage, a slow adapter. */
  readonly notices: readonly string[];
}

export interface ReaderActions {
  setHighlight(item: number | null): void;
  setUser(user: number): void;
  /** Shows what a link leads to, once the session is open; what is not there is said. */
  goToPlace(place: Place): void;
  rate(item: number, rating: number | null): void;
  /** Arrives at a section, which begins from its own settings. */
  setLessonStep(id: string): void;
  /** Takes the settings of the section the reader has arrived at; where a run is under way, not before its end. */
  beginStep(): void;
  /** Begins there, with these settings, before anything is open. */
  openAt(id: string, setup: Setup): void;
  /** The page has gone to where the reader was. */
  returned(): void;
  setView(id: string): void;
  dismissNotice(index: number): void;
}

export interface SessionState
  extends TrainingState,
    SetupState,
    RunsState,
    PredictionsState,
    ReaderState {
  readonly lesson: Lesson;
}

export interface SessionActions
  extends TrainingActions,
    SetupActions,
    RunsActions,
    PredictionsActions,
    ReaderActions {
  /** Brings kept work back and opens the session, so that pictures show the untrained model. */
  prepare(): Promise<void>;
  /** Stops training: the reader has left the lesson. */
  leave(): void;
  /** Deletes all that this browser has kept: runs, predictions, ratings, of every lesson. */
  forgetEverything(): Promise<void>;
}

export type SetState = (
  change: Partial<SessionState> | ((state: SessionState) => Partial<SessionState>),
) => void;
export type Get = () => SessionState;
