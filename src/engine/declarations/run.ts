/**
 * A run: what was trained, with what, and how it went. A card, a curve, a row, a link and a JSON file
 * are views of it. Also the messages between the page and the session, which are made of the same parts.
 */
import type { Catalogue } from "../data/dataset.ts";
import type { Backend, BackendChoice } from "../device.ts";
import type { Readings } from "../training/probe.ts";
import type { Config } from "./hyperparameters.ts";
import type { Memory } from "./memory.ts";
import type { Sentence } from "./sentence.ts";

export type Metrics = Readonly<Record<string, number>>;

/** One reading of training. Rows at the end of an epoch also hold the metrics. */
export interface HistoryRow {
  readonly step: number;
  /** Epochs done, with a fraction inside an epoch. */
  readonly epoch: number;
  /** Mean loss of the steps since the row before. */
  readonly loss: number;
  readonly [metric: string]: number;
}

/** Everything that decides a run's numbers. */
export interface Setup {
  readonly lesson: string;
  readonly config: Config;
  readonly seed: number;
  readonly dataset: string;
  readonly backend: BackendChoice;
  /** The run beneath, whole, where the lesson learns from another model; its data and device are these. */
  readonly on?: Setup;
}

/** A run beneath that is not there yet: what is being trained, and how far it is. */
export interface Underway {
  readonly beneath: Setup;
  readonly step: number;
  readonly totalSteps: number;
}

export const isUnderway = (answer: object): answer is Underway => "beneath" in answer;

export interface DatasetSummary {
  readonly name: string;
  /** What a reader calls data of their own. */
  readonly label?: string;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
}

/** What the page is told when a session opens. */
export interface Opened {
  readonly backend: Backend;
  readonly dataset: DatasetSummary;
  readonly catalogue: Catalogue;
  /** [items] training interactions of each item. */
  readonly popularity: Int32Array;
  /** [users] training interactions of each user. */
  readonly activity: Int32Array;
  readonly tieRule: string;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly parameterCount: number;
  /** Null where it cannot be told. */
  readonly memory: Memory | null;
  readonly baselines: Readonly<Record<string, Metrics>>;
  readonly warnings: readonly Sentence[];
}

/** What compiling the step came to: its kernels, or why it runs op by op; nothing where nothing is compiled. */
export interface Compilation {
  readonly done: number;
  readonly total: number;
  readonly kernels: number | null;
  /** What they are made for ("relaxed SIMD, one thread"), where there is a choice. */
  readonly variant: string | null;
  readonly why: string | null;
}

/** What the page is told after training for a while. */
export interface Progress extends Readings {
  readonly step: number;
  readonly epoch: number;
  readonly totalSteps: number;
  readonly finished: boolean;
  /** Rows since the last answer. */
  readonly rows: readonly HistoryRow[];
  /** Of the last step whose loss has been read; NaN before the first. */
  readonly loss: number;
  /** Steps that time travel can go back to. */
  readonly checkpoints: readonly number[];
  /** Seconds spent in steps and evaluation in this call. */
  readonly seconds: number;
  /** Set when the loss is no longer a finite number: what happened and where it was still good. */
  readonly diverged?: { readonly step: number; readonly lastGood: number };
}

/** The test metrics at the epoch that is best on validation. */
export function best(
  history: readonly HistoryRow[],
  selectBy: string,
  better: "higher" | "lower" = "higher",
): { metrics: Metrics; epoch: number } | null {
  let chosen: HistoryRow | undefined;
  for (const row of history) {
    const value = row[selectBy];
    if (value === undefined) continue;
    const sofar = chosen?.[selectBy];
    if (sofar === undefined || (better === "higher" ? value > sofar : value < sofar)) chosen = row;
  }
  if (!chosen) return null;
  const { step: _step, epoch, loss: _loss, ...metrics } = chosen;
  return { metrics, epoch };
}
