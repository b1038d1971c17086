/**
 * What the worker loads of a lesson: its model, with all that training needs beside the equations. What
 * it learns from, what a step sees, how it is measured, what it makes for others, what pictures read.
 */
import type { Catalogue } from "../data/dataset.ts";
import type { Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { Metrics, Setup } from "../declarations/run.ts";
import type { Streams } from "../numbers/random.ts";
import type { Batch, ColumnsOf, Notes } from "./batch.ts";
import type { BatchTensors, Model } from "./model.ts";
import type { Parameters } from "./parameters.ts";
import type { Probe, ProbeContext } from "./probe.ts";

export interface DrawContext<C = Config, S extends Split = Split> {
  readonly split: S;
  readonly config: C;
  readonly streams: Streams;
  /** The step about to be taken, from 0. */
  readonly step: number;
  /** What `notes` began, for `draw` to read and to write in; empty where a lesson has none. */
  readonly notes: Notes;
}

/** What a trained model leaves for runs that stand on it: arrays by name (vectors, codes, candidates). */
export type Made = Batch;

/** The run beneath: what it was, the catalogue that its items are of, and what it made. */
export interface Under {
  readonly setup: Setup;
  readonly catalogue: Catalogue;
  readonly made: Made;
}

/** How a lesson is measured, and the lines that it is held against by the same measure. */
export interface Measure<
  C = Config,
  S extends Split = Split,
  P extends Parameters = Parameters,
  N extends Parameters = Parameters,
> {
  /** The held-out metrics; those of the validation part under "Validation ...". */
  evaluate(parameters: P, config: C, split: S, state: N): Promise<Metrics>;
  baselines(split: S, config: C): Promise<Readonly<Record<string, Metrics>>>;
}

/** What the end of a round changes, other than weights that it assigned itself. */
export interface Round {
  /** Columns for the row of history. */
  readonly metrics?: Metrics;
  /** New notes, which may have grown: what is learnt from is prepared again, and the order sized anew. */
  readonly notes?: Notes;
}

/** A model that trains beside the run, step by step: the same lesson and data with something changed. */
export interface Companion {
  readonly config?: Config;
  readonly seed?: number;
  /** The run's own prepared split, where it learns from the same; it prepares its own unless given. */
  readonly split?: Split;
  /** Which of its metrics stand in the run's rows, under "R2 MLP 19" for R2 of the companion "MLP 19". */
  readonly metrics?: readonly string[];
}

export interface Training<
  C = Config,
  S extends Split = Split,
  P extends Parameters = Parameters,
  B extends BatchTensors = BatchTensors,
  N extends Parameters = Parameters,
> {
  readonly model: Model<C, S, P, B, N>;
  /** The k-core of the dataset that the lesson is about; the dataset's own unless said, 0 is all of it. */
  readonly core?: number;
  /**
   * What a lesson makes of the split before training: features, lists, a generated task. The `data` and
   * `split` streams are its chance. Done again whenever a session opens, and when a round's notes have grown.
   * @param under what the run beneath has made, where the lesson stands on one
   * @throws ToldError when these data hold nothing that it could learn from: one sentence that says why
   */
  prepare?(
    split: Split,
    config: C,
    streams: Streams,
    under: Under | undefined,
    notes: Notes | undefined,
  ): S;
  /** How many training examples an epoch visits (interactions, users, lists, items). */
  examples(split: S, config: C): number;
  /** What `draw` remembers from batch to batch, before the first: part of every checkpoint. */
  notes?(split: S, config: C): Notes;
  /** What the next step sees, drawn on the CPU; `examples` are the ones this step visits. */
  draw(context: DrawContext<C, S>, examples: Int32Array): ColumnsOf<B>;
  /** The learning rate of a step, from 0, where it is not `lr` throughout: warm-up, decay. */
  rate?(config: C, step: number): number;
  /** How often within an epoch the model is evaluated and can be come back to; once unless said. */
  readonly evaluationsPerEpoch?: number;
  /** Ranking the full catalogue, with popularity as the line to beat, unless a lesson has another measure. */
  readonly measure?: Measure<C, S, P, N>;
  /**
   * At the end of an epoch, before it is evaluated: repairs that are no gradient step (dead codes, say),
   * or a round of a world that answers.
   */
  endRound?(parameters: P, context: DrawContext<C, S>): Promise<Round | undefined>;
  /** What the trained model leaves for runs that stand on it. */
  makes?(context: ProbeContext<C, S, P, N>): Promise<Made>;
  /** Models that train beside every run of these settings, by name. */
  beside?(config: C, split: S): Readonly<Record<string, Companion>>;
  /** Named readings for pictures. */
  readonly probes: Readonly<Record<string, Probe<C, S, P, N>>>;
}

/** A lesson's training, checked against its model. */
export function defineTraining<
  C,
  S extends Split,
  P extends Parameters,
  B extends BatchTensors,
  N extends Parameters = Parameters,
>(training: Training<C, S, P, B, N>): Training<C, S, P, B, N> {
  return training;
}
