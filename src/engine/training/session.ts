/**
 * A model in training: `open`, `advance`, `read`, `tune`, `restore`, `fork`, `close`. It knows no
 * lesson and no picture. Time moves in one place, `advance`; a pause is not being asked again.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { HistoryRow, Metrics, Progress } from "../declarations/run.ts";
import { sentence, ToldError } from "../declarations/sentence.ts";
import {
  createStreams,
  restoreStreams,
  type Streams,
  type StreamsState,
  streamsState,
} from "../numbers/random.ts";
import { evaluateRanking, popularityBaseline } from "../ranking/evaluate.ts";
import { type Checkpoint, CheckpointRing } from "./checkpoints.ts";
import { createStepper } from "./compiled-stepper.ts";
import { createDirectStepper } from "./direct-stepper.ts";
import { copyNotes, type DrawContext, type Model, type Notes, type Parameters } from "./model.ts";
import { Adam } from "./optimizer.ts";
import type { ProbeRequest, Reading } from "./probe.ts";
import { snapshot, snapshots } from "./snapshot.ts";
import { NOTHING_TO_PREPARE, type Preparation, type Stepper } from "./stepper.ts";

const NOTHING_TO_LEARN = sentence(
  "These data hold nothing that this lesson could learn from: choose another dataset",
);

/** How many rows of loss, and how many checkpoints, an epoch gives. */
const ROWS_PER_EPOCH = 10;
const CHECKPOINTS_PER_EPOCH = 2;

/** A loss that has grown so many times is past saving. */
const EXPLODED = 1000;

/** Settings every trained model has. */
type Training = { readonly epochs?: number; readonly lr: number; readonly batch: number };

export class Session {
  readonly parameterCount: number;
  readonly #model: Model;
  readonly #split: Split;
  readonly #streams: Streams;
  readonly #parameters: Parameters;
  readonly #optimizer: Adam;
  readonly #ring = new CheckpointRing();
  readonly #notes: Notes;
  readonly #memory = new Map<string, unknown>();
  #config: Config;
  #stepper: Stepper;
  #step = 0;
  #order: Int32Array;
  #epochStreams: StreamsState;
  #diverged: Progress["diverged"];
  #firstLoss: number | undefined;
  #preparation: Preparation | undefined;
  /** The losses read since the last row of history, and the newest of them. */
  #losses = { sum: 0, count: 0, last: Number.NaN };

  private constructor(model: Model, split: Split, config: Config, seed: number) {
    this.#model = model;
    this.#config = config;
    this.#streams = createStreams(seed);
    this.#split = model.prepare?.(split, config, this.#streams) ?? split;
    this.#notes = model.notes?.(this.#split, config) ?? {};
    const examples = model.examples(this.#split, config);
    if (examples === 0) throw new ToldError(NOTHING_TO_LEARN);
    const { initialisation } = this.#streams;
    this.#parameters = tf.tidy(() => model.init(this.#split, config, initialisation));
    this.#optimizer = new Adam(model.step ? {} : this.#parameters);
    this.#stepper = this.#newStepper();
    this.#order = new Int32Array(examples);
    this.#epochStreams = streamsState(this.#streams);
    this.parameterCount = Object.values(this.#parameters).reduce((n, { size }) => n + size, 0);
  }

  /** Opens a session at step 0, which is its first checkpoint. */
  static async open(model: Model, split: Split, config: Config, seed: number): Promise<Session> {
    const session = new Session(model, split, config, seed);
    await session.#checkpoint();
    return session;
  }

  get step(): number {
    return this.#step;
  }
  get #training(): Training {
    return this.#config as unknown as Training;
  }
  get #batchSize(): number {
    return Math.min(this.#training.batch, this.#order.length);
  }
  /** Whole batches only: what is left over at the end of an epoch is dropped, and reshuffled. */
  get stepsPerEpoch(): number {
    return Math.floor(this.#order.length / this.#batchSize);
  }
  get totalSteps(): number {
    return (this.#training.epochs ?? 1) * this.stepsPerEpoch;
  }

  baselines(): Promise<Readonly<Record<string, Metrics>>> {
    return this.#model.baselines
      ? this.#model.baselines(this.#split, this.#config)
      : Promise.resolve({ popularity: popularityBaseline(this.#split) });
  }

  /**
   * Compiles the training step, for about `budgetMs` milliseconds; to be called again until all is done.
   * Training does not need it, but then waits at its first step.
   */
  async prepare(budgetMs: number): Promise<{ readonly done: number; readonly total: number }> {
    if (!this.#preparation) {
      const streams = createStreams(0);
      restoreStreams(streams, streamsState(this.#streams));
      const examples = Int32Array.from({ length: this.#batchSize }, (_, i) => i);
      const notes = copyNotes(this.#notes);
      const batch = this.#model.draw({ ...this.#context(), streams, notes }, examples);
      this.#preparation = this.#stepper.prepare?.(batch) ?? NOTHING_TO_PREPARE;
    }
    const { finished } = this.#preparation;
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, budgetMs))]);
    const { done, total } = this.#preparation;
    return { done, total };
  }

  /** Trains for a number of steps, or for about `budgetMs` milliseconds, then reads the probes. */
  async advance(
    amount: { readonly steps: number } | { readonly budgetMs: number },
    requests: readonly ProbeRequest[] = [],
  ): Promise<Progress> {
    const started = performance.now();
    const until =
      "steps" in amount ? Math.min(this.totalSteps, this.#step + amount.steps) : this.totalSteps;
    const deadline = "budgetMs" in amount ? started + amount.budgetMs : Number.POSITIVE_INFINITY;
    const rows: HistoryRow[] = [];
    while (this.#step < until && !this.#diverged) {
      this.#takeStep();
      const row = await this.#readRow();
      if (row) rows.push(row);
      if (performance.now() >= deadline) break;
    }
    if ("steps" in amount) await this.#readLosses();
    const seconds = (performance.now() - started) / 1000;
    return {
      step: this.#step,
      epoch: this.#step / this.stepsPerEpoch,
      totalSteps: this.totalSteps,
      finished: this.#step >= this.totalSteps,
      rows,
      loss: this.#losses.last,
      readings: await this.read(requests),
      checkpoints: this.#ring.steps(),
      seconds,
      ...(this.#diverged && { diverged: this.#diverged }),
    };
  }

  /** Answers probes from the model as it stands. */
  async read(requests: readonly ProbeRequest[]): Promise<Record<string, Reading>> {
    const readings: Record<string, Reading> = {};
    for (const { key, probe: name, args } of requests) {
      const probe = Object.hasOwn(this.#model.probes, name) ? this.#model.probes[name] : undefined;
      if (!probe) throw new Error(`The model has no probe "${name}"`);
      const streams = createStreams(0);
      restoreStreams(streams, streamsState(this.#streams));
      readings[key] = await probe(
        {
          parameters: this.#parameters,
          config: this.#config,
          split: this.#split,
          step: this.#step,
          streams,
          notes: this.#notes,
          memory: this.#memory,
        },
        args,
      );
    }
    return readings;
  }

  /** What the model has learnt of each item, if it has learnt anything and says so. */
  async itemVectors(): Promise<{ values: Float32Array; width: number } | undefined> {
    const { itemVectors } = this.#model;
    if (!itemVectors || this.#step === 0 || this.#diverged) return undefined;
    const tensor = tf.tidy(() => itemVectors(this.#parameters, this.#config, this.#split));
    if (!tensor) return undefined;
    try {
      return { values: await snapshot(tensor), width: tensor.shape[1] };
    } finally {
      tensor.dispose();
    }
  }

  /** Changes settings that need no new weights, from the next step on. */
  async tune(changes: Config): Promise<void> {
    await this.#readLosses();
    this.#config = { ...this.#config, ...changes };
    this.#stepper.dispose();
    this.#stepper = this.#newStepper();
  }

  /** Goes to a checkpoint: weights, moments and random streams, so training on repeats what came. */
  async restore(step: number): Promise<void> {
    const checkpoint = this.#ring.at(step);
    if (!checkpoint) throw new Error(`There is no checkpoint at step ${step}`);
    await this.#readLosses();
    this.#losses = { sum: 0, count: 0, last: Number.NaN };
    for (const [name, variable] of Object.entries(this.#tensors())) {
      const values = checkpoint.arrays[name];
      if (!values) throw new Error(`The checkpoint at step ${step} has no "${name}"`);
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
    for (const [name, values] of Object.entries(this.#notes)) {
      values.set(checkpoint.notes[name]!);
    }
    // The recorded step points at the variables' buffers, which assigning may have replaced.
    this.#stepper.dispose();
    this.#stepper = this.#newStepper();
    this.#optimizer.step = step;
    this.#step = step;
    this.#epochStreams = checkpoint.epochStreams;
    if (step % this.stepsPerEpoch !== 0) {
      restoreStreams(this.#streams, checkpoint.epochStreams);
      this.#shuffle();
    }
    restoreStreams(this.#streams, checkpoint.streams);
    this.#diverged = undefined;
  }

  get checkpoints(): readonly Checkpoint[] {
    return this.#ring.all();
  }

  /** Takes over the checkpoints of another session with the same set-up, and goes to one of them. */
  async adopt(checkpoints: readonly Checkpoint[], step: number): Promise<void> {
    for (const checkpoint of checkpoints) this.#ring.add(checkpoint);
    await this.restore(step);
  }

  /** From a checkpoint, trains on with other settings; the checkpoints of the other future go. */
  async fork(step: number, changes: Config): Promise<void> {
    await this.restore(step);
    this.#ring.dropAfter(step);
    await this.tune(changes);
  }

  close(): void {
    this.#stepper.dispose();
    this.#optimizer.dispose();
    for (const variable of Object.values(this.#parameters)) variable.dispose();
    for (const kept of this.#memory.values()) {
      if (kept instanceof tf.Tensor) kept.dispose();
    }
  }

  #newStepper(): Stepper {
    const [model, config, parameters] = [this.#model, this.#config, this.#parameters];
    return model.step
      ? createDirectStepper(
          (batch) => model.loss(parameters, batch, config),
          (batch) => model.step?.(parameters, batch, config),
        )
      : createStepper((all, batch) => model.loss(all, batch, config), parameters, this.#optimizer);
  }

  #takeStep(): void {
    const position = this.#step % this.stepsPerEpoch;
    if (position === 0) {
      this.#epochStreams = streamsState(this.#streams);
      this.#shuffle();
    }
    const size = this.#batchSize;
    const examples = this.#order.subarray(position * size, (position + 1) * size);
    this.#stepper.step(this.#model.draw(this.#context(), examples), this.#training.lr);
    this.#step++;
  }

  #context(): DrawContext {
    const [split, config] = [this.#split, this.#config];
    return { split, config, streams: this.#streams, step: this.#step, notes: this.#notes };
  }

  #shuffle(): void {
    for (let i = 0; i < this.#order.length; i++) this.#order[i] = i;
    this.#streams.batches.shuffle(this.#order);
  }

  /** After a step: the row of history that is due, if one is; with metrics at the end of an epoch. */
  async #readRow(): Promise<HistoryRow | undefined> {
    const per = this.stepsPerEpoch;
    const position = this.#step % per;
    const endOfEpoch = position === 0;
    const every = (n: number) => endOfEpoch || position % Math.ceil(per / n) === 0;
    const evaluated = every(this.#model.evaluationsPerEpoch ?? 1);
    if (this.#step !== 1 && !every(ROWS_PER_EPOCH) && !evaluated && this.#step < this.totalSteps)
      return undefined;
    await this.#readLosses();
    const loss = this.#losses.sum / this.#losses.count;
    this.#losses = { ...this.#losses, sum: 0, count: 0 };
    this.#firstLoss ??= loss;
    if (!(Math.abs(loss) < EXPLODED * (1 + Math.abs(this.#firstLoss)))) {
      const lastGood = this.#ring.before(this.#step)?.step ?? 0;
      this.#diverged = { step: this.#step, lastGood };
      return undefined;
    }
    const row = { step: this.#step, epoch: this.#step / per, loss };
    if (endOfEpoch) await this.#model.endEpoch?.(this.#parameters, this.#context());
    if (evaluated || every(CHECKPOINTS_PER_EPOCH)) await this.#checkpoint();
    return evaluated ? { ...row, ...(await this.evaluate()) } : row;
  }

  async #readLosses(): Promise<void> {
    for (const loss of await this.#stepper.losses()) {
      this.#losses = { sum: this.#losses.sum + loss, count: this.#losses.count + 1, last: loss };
    }
  }

  /** The held-out metrics of the model as it stands. */
  evaluate(): Promise<Metrics> {
    return this.#model.evaluate
      ? this.#model.evaluate(this.#parameters, this.#config, this.#split)
      : evaluateRanking(this.#model, this.#parameters, this.#config, this.#split);
  }

  /** Parameters and moments under one set of names. */
  #tensors(): Record<string, tf.Variable> {
    const tensors: Record<string, tf.Variable> = {};
    for (const [name, variable] of Object.entries(this.#parameters)) {
      tensors[name] = variable;
      const moments = this.#optimizer.moments[name];
      if (!moments) continue;
      tensors[`${name}/m`] = moments.m;
      tensors[`${name}/v`] = moments.v;
    }
    return tensors;
  }

  async #checkpoint(): Promise<void> {
    const checkpoint: Checkpoint = {
      step: this.#step,
      arrays: await snapshots(this.#tensors()),
      notes: copyNotes(this.#notes),
      streams: streamsState(this.#streams),
      epochStreams: this.#epochStreams,
    };
    this.#ring.add(checkpoint);
  }
}
