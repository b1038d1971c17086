/**
 * What a model is. The training loop knows no model, and a model knows no page: a model says how its
 * parameters start, which examples the next step sees, what the loss is, and how it scores the
 * catalogue for a user. Everything else (gradients, the optimizer, evaluation, checkpoints) is the
 * engine's.
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Part, Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { Metrics } from "../declarations/run.ts";
import type { Rng, Streams } from "../numbers/random.ts";
import type { Probe } from "./probe.ts";

/** The trainable tensors by name. */
export type Parameters = Readonly<Record<string, tf.Variable>>;

/** One array that a step needs, drawn on the CPU. Shapes stay the same from step to step. */
export interface BatchColumn {
  readonly values: Int32Array | Float32Array;
  readonly shape: readonly number[];
}
export type Batch = Readonly<Record<string, BatchColumn>>;
export type BatchTensors = Readonly<Record<string, tf.Tensor>>;

/** A column of a batch, [n] unless another shape is given: ids as Int32Array, numbers as Float32Array. */
export function column(
  values: Int32Array | Float32Array,
  shape: readonly number[] = [values.length],
): BatchColumn {
  return { values, shape };
}

/** Arrays that `draw` writes in from batch to batch (counts, running means). */
export type Notes = Readonly<Record<string, Int32Array | Float32Array>>;

/** Copies, so that what is written in them stays where it is. */
export const copyNotes = (notes: Notes): Notes =>
  Object.fromEntries(Object.entries(notes).map(([name, values]) => [name, values.slice()]));

export interface DrawContext<C = Config, S extends Split = Split> {
  readonly split: S;
  readonly config: C;
  readonly streams: Streams;
  /** The step about to be taken, from 0. */
  readonly step: number;
  /** What the model's `notes` began, for `draw` to read and to write in. */
  readonly notes?: Notes;
}

export interface ScoreContext<C = Config, S extends Split = Split> {
  readonly config: C;
  readonly split: S;
  /** Which question is asked: at test time a model that reads histories may also read the validation item. */
  readonly part: Part;
}

/** C is the lesson's configuration; S what it learns from, the split itself unless `prepare` adds to it. */
export interface Model<C = Config, S extends Split = Split> {
  /**
   * What a lesson makes of the split before training: features, lists, a generated task. The `data` and
   * `split` streams are its chance; it is done again whenever a session opens.
   */
  prepare?(split: Split, config: C, streams: Streams): S;
  /** The k-core of the dataset that the lesson is about; the dataset's own unless said, 0 is all of it. */
  readonly core?: number;
  /** How many training examples an epoch visits (interactions, users, lists, items). */
  examples(split: S, config: C): number;
  /** The parameters before the first step. */
  init(split: S, config: C, rng: Rng): Parameters;
  /** What `draw` remembers from batch to batch, before the first: part of every checkpoint. */
  notes?(split: S, config: C): Notes;
  /** What the next step sees, drawn on the CPU; `examples` are the ones this step visits. */
  draw(context: DrawContext<C, S>, examples: Int32Array): Batch;
  /** The loss of a batch: the equations, in plain tfjs operations. */
  loss(parameters: Parameters, batch: BatchTensors, config: C): tf.Scalar;
  /**
   * For models that learn without a gradient (counts, say): assigns the parameters itself. The loss that
   * is shown is the batch's before it was learnt. Such a model has no optimizer and no `lr`, and without
   * a setting `epochs` it reads its examples once; its batches may differ in size.
   */
  step?(parameters: Parameters, batch: BatchTensors, config: C): void;
  /** How often within an epoch the model is evaluated and can be come back to; once unless said. */
  readonly evaluationsPerEpoch?: number;
  /** Scores of every item for these users, [users, items]; higher is better. Retrieval lessons have it. */
  score?(parameters: Parameters, users: tf.Tensor1D, context: ScoreContext<C, S>): tf.Tensor2D;
  /**
   * [items, d] what the model makes of each item by itself: other lessons may learn from it (learnt.ts).
   * undefined where its items are not those of the dataset (a generated task's).
   */
  itemVectors?(parameters: Parameters, config: C, split: S): tf.Tensor2D | undefined;
  /** True when `score` reads a user's history, so that validation and test need a pass each. */
  readonly readsHistory?: boolean;
  /** Replaces ranking the full catalogue, for lessons whose metric is another one. */
  evaluate?(parameters: Parameters, config: C, split: S): Promise<Metrics>;
  /** The baselines of such a lesson; without it, recommending what is popular. */
  baselines?(split: S, config: C): Promise<Readonly<Record<string, Metrics>>>;
  /** At the end of an epoch, before it is evaluated: repairs that are no gradient step (dead codes, say). */
  endEpoch?(parameters: Parameters, context: DrawContext<C, S>): Promise<void>;
  /** Named readings for pictures. */
  readonly probes: Readonly<Record<string, Probe<C, S>>>;
}
