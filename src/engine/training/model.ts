/**
 * What a model is: how its parameters start, the loss of a batch, the scores. Equations and nothing else:
 * where the batch comes from and how the model is measured is training.ts's affair, gradients, the
 * optimizer and checkpoints are the engine's.
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Part, Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { LossValue } from "../kernels/differentiate.ts";
import type { Rng } from "../numbers/random.ts";
import type { Parameters } from "./parameters.ts";

/** The columns of a batch on the device, by name; some settings leave some out. */
export type BatchTensors = Readonly<Record<string, tf.Tensor | undefined>>;

export interface ScoreContext<C = Config, S extends Split = Split> {
  readonly config: C;
  readonly split: S;
  /** Which question is asked: at test time a model that reads histories may also read the validation item. */
  readonly part: Part;
}

/**
 * C is the lesson's configuration, S what it learns from, P its parameters (whatever `init` returns), B
 * the batch that `loss` reads, N the state that is not trained.
 */
export interface Model<
  C = Config,
  S extends Split = Split,
  P extends Parameters = Parameters,
  B extends BatchTensors = BatchTensors,
  N extends Parameters = Parameters,
> {
  /** The parameters before the first step. */
  init(split: S, config: C, rng: Rng): P;
  /** Moves them to where training begins, by what only the data say (centres of k-means); shapes stay. */
  start?(parameters: P, split: S, config: C, rng: Rng): void;
  /** Numbers on the device that no gradient moves: running statistics, a slow copy of the weights. */
  state?(split: S, config: C): N;
  /** The loss of a batch: the equations, in plain tfjs operations. */
  loss(parameters: P, batch: B, config: C, state: N): LossValue;
  /**
   * For models that learn without a gradient (counts, say): assigns the parameters itself. The loss that
   * is shown is the batch's before it was learnt. Such a model has no optimizer and no `lr`, and without
   * a setting `epochs` it reads its examples once; its batches may differ in size.
   */
  step?(parameters: P, batch: B, config: C): void;
  /** Scores of every item for these users, [users, items]; higher is better. Retrieval lessons have it. */
  score?(parameters: P, users: tf.Tensor1D, context: ScoreContext<C, S>): tf.Tensor2D;
  /**
   * Scores of some items for each user, for rankers that look at a pair: users [B] and candidates [B, n]
   * give [B, n]. `score` is the case where the candidates are the catalogue.
   */
  scoreOf?(
    parameters: P,
    users: tf.Tensor1D,
    candidates: tf.Tensor2D,
    context: ScoreContext<C, S>,
  ): tf.Tensor2D;
  /** True when `score` reads a user's history, so that validation and test need a pass each. */
  readonly readsHistory?: boolean;
}

/** Checks a model's equations against each other, and keeps their types. */
export function defineModel<M extends Model<never, never, Parameters, never, Parameters>>(
  model: M,
): M {
  return model;
}
