/**
 * A model in training: `open`, `advance`, `read`, `restore`, `fork`, `makes`, `close`. It knows no lesson
 * and no picture. Time moves in one place, `advance`; a pause is not being asked again.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { Compilation, HistoryRow, Metrics, Progress } from "../declarations/run.ts";
import { sentence, ToldError } from "../declarations/sentence.ts";
import { createStreams, type Streams, streamsFrom, streamsState } from "../numbers/random.ts";
import { rankingMeasure } from "../ranking/evaluate.ts";
import { copyNotes, type Notes } from "./batch.ts";
import { type Checkpoint, CheckpointRing } from "./checkpoints.ts";
import { createStepper } from "./compiled-stepper.ts";
import { createDirectStepper } from "./direct-stepper.ts";
import { Epochs } from "./epochs.ts";
import { Losses } from "./losses.ts";
import { Adam } from "./optimizer.ts";
import { type Parameters, variablesOf } from "./parameters.ts";
import { answers, type ProbeContext, type ProbeRequest, type Readings } from "./probe.ts";
import { snapshots } from "./snapshot.ts";
import { NOTHING_TO_PREPARE, type Preparation, type Stepper, type Uploaded } from "./stepper.ts";
import type { DrawContext, Made, Training, Under } from "./training.ts";

const NOTHING_TO_LEARN = sentence(
  "These data hold nothing that this lesson could learn from: choose another dataset",
);

/** How many rows of loss, and how many checkpoints, an epoch gives. */
const ROWS_PER_EPOCH = 10;
export const CHECKPOINTS_PER_EPOCH = 2;

/** Settings every trained model has. */
type Trained = { readonly epochs?: number; readonly lr: number; readonly batch: number };

/** What the companion of a name has made. */
export type Beside = ProbeContext["beside"];
const NOBODY: Beside = async () => undefined;

/** What a session is of; everything that decides its numbers. */
export interface Subject {
  readonly training: Training;
  readonly split: Split;
  readonly config: Config;
  readonly seed: number;
  readonly under?: Under | undefined;
}

/** How far to train: so many steps, or for about so long and no more steps than that. */
export type Amount =
  | { readonly steps: number }
  | { readonly budgetMs: number; readonly steps?: number };

/** Variables outlive the tensors that they were made from. */
function made(make: () => Parameters): Parameters {
  let parameters: Parameters = {};
  tf.tidy(() => {
    parameters = make();
  });
  return parameters;
}

export class Session {
  readonly #subject: Subject;
  readonly #streams: Streams;
  readonly #parameters: Parameters;
  readonly #state: Parameters;
  readonly #optimizer: Adam;
  readonly #ring = new CheckpointRing();
  readonly #memory = new Map<string, unknown>();
  readonly #losses = new Losses();
  readonly #epochs: Epochs;
  #config: Config;
  #split: Split;
  #notes: Notes;
  #stepper: Stepper;
  #diverged: Progress["diverged"];
  #preparation: Preparation | undefined;

  private constructor(subject: Subject) {
    const { training, config } = subject;
    const { model } = training;
    this.#subject = subject;
    this.#config = config;
    this.#streams = createStreams(subject.seed);
    this.#split = this.#prepared(this.#streams, undefined);
    this.#notes = training.notes?.(this.#split, config) ?? {};
    this.#epochs = new Epochs(this.#streams, this.#examples(), this.#trained.batch);
    const { initialisation } = this.#streams;
    this.#parameters = made(() => model.init(this.#split, config, initialisation));
    model.start?.(this.#parameters, this.#split, config, initialisation);
    this.#state = made(() => model.state?.(this.#split, config) ?? {});
    this.#optimizer = new Adam(model.step ? {} : variablesOf(this.#parameters));
    this.#stepper = this.#newStepper();
  }

  /** Opens a session at step 0, which is its first checkpoint. */
  static async open(subject: Subject): Promise<Session> {
    const session = new Session(subject);
    await session.#checkpoint();
    return session;
  }

  get step(): number {
    return this.#epochs.step;
  }
  get epoch(): number {
    return this.#epochs.now;
  }
  get stepsPerEpoch(): number {
    return this.#epochs.steps;
  }
  get totalSteps(): number {
    return this.#epochs.stepsUntil(this.#trained.epochs ?? 1);
  }
  get parameterCount(): number {
    return Object.values(variablesOf(this.#parameters)).reduce((n, { size }) => n + size, 0);
  }
  get finished(): boolean {
    return this.step >= this.totalSteps;
  }
  get #trained(): Trained {
    return this.#config as unknown as Trained;
  }
  /** The split as the lesson has prepared it. */
  get split(): Split {
    return this.#split;
  }
  get #measure() {
    const { training } = this.#subject;
    return training.measure ?? rankingMeasure(training.model);
  }

  baselines(): Promise<Readonly<Record<string, Metrics>>> {
    return this.#measure.baselines(this.#split, this.#config);
  }

  /** The held-out metrics of the model as it stands. */
  evaluate(): Promise<Metrics> {
    return this.#measure.evaluate(this.#parameters, this.#config, this.#split);
  }

  /**
   * Compiles the training step, for about `budgetMs` milliseconds; to be called again until all is done.
   * Training does not need it, but then waits at its first step.
   */
  async prepare(budgetMs: number): Promise<Compilation> {
    if (!this.#preparation) {
      const examples = Int32Array.from({ length: this.#epochs.batchSize }, (_, i) => i);
      const streams = streamsFrom(streamsState(this.#streams));
      const notes = copyNotes(this.#notes);
      const batch = this.#subject.training.draw({ ...this.#context(), streams, notes }, examples);
      this.#preparation = this.#stepper.prepare?.(batch) ?? NOTHING_TO_PREPARE;
    }
    const { finished } = this.#preparation;
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, budgetMs))]);
    const { done, total, kernels, variant, why } = this.#preparation;
    return { done, total, kernels, variant, why };
  }

  /** Trains for a number of steps, or for about `budgetMs` milliseconds, then reads the probes. */
  async advance(amount: Amount): Promise<Omit<Progress, keyof Readings>> {
    const started = performance.now();
    const last = this.step + (amount.steps ?? Number.POSITIVE_INFINITY);
    const deadline = "budgetMs" in amount ? started + amount.budgetMs : Number.POSITIVE_INFINITY;
    const rows: HistoryRow[] = [];
    while (this.step < Math.min(last, this.totalSteps) && !this.#diverged) {
      this.#takeStep();
      const row = await this.#readRow();
      if (row) rows.push(row);
      if (performance.now() >= deadline) break;
    }
    if (this.step === last) await this.#losses.read(this.#stepper);
    return {
      step: this.step,
      epoch: this.epoch,
      totalSteps: this.totalSteps,
      finished: this.finished,
      rows,
      loss: this.#losses.last,
      checkpoints: this.#ring.steps(),
      seconds: (performance.now() - started) / 1000,
      ...(this.#diverged && { diverged: this.#diverged }),
    };
  }

  /** Answers probes from the model as it stands. One that throws fails for itself alone. */
  read(requests: readonly ProbeRequest[], beside: Beside = NOBODY): Promise<Readings> {
    const { probes } = this.#subject.training;
    return answers(probes, () => this.#probeContext(beside), requests);
  }

  /** What the model as it stands leaves for runs that stand on it. */
  async makes(): Promise<Made> {
    return (await this.#subject.training.makes?.(this.#probeContext(NOBODY))) ?? {};
  }

  /** Goes to a checkpoint: weights, moments and random streams, so training on repeats what came. */
  async restore(step: number): Promise<void> {
    const checkpoint = this.#ring.at(step);
    if (!checkpoint) throw new Error(`There is no checkpoint at step ${step}`);
    await this.#losses.read(this.#stepper);
    this.#losses.forget();
    for (const [name, variable] of Object.entries(this.#tensors())) {
      const values = checkpoint.arrays[name];
      if (!values) throw new Error(`The checkpoint at step ${step} has no "${name}"`);
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
    this.#takeNotes(copyNotes(checkpoint.notes));
    this.#renewStepper();
    this.#optimizer.step = step;
    this.#epochs.goTo(checkpoint);
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

  /**
   * From a checkpoint, or from where it stands, trains on with other settings; the checkpoints of the other
   * future go.
   */
  async fork(step: number, changes: Config): Promise<void> {
    if (step === this.step && !this.#ring.at(step)) await this.#losses.read(this.#stepper);
    else await this.restore(step);
    this.#ring.dropAfter(step);
    this.#config = { ...this.#config, ...changes };
    this.#epochs.batch = this.#trained.batch;
    this.#renewStepper();
  }

  close(): void {
    this.#stepper.dispose();
    this.#optimizer.dispose();
    for (const tree of [this.#parameters, this.#state]) tf.dispose(variablesOf(tree));
    for (const kept of this.#memory.values()) {
      if (kept instanceof tf.Tensor) kept.dispose();
    }
  }

  #prepared(streams: Streams, notes: Notes | undefined): Split {
    const { training, split, under } = this.#subject;
    return training.prepare?.(split, this.#config, streams, under, notes) ?? split;
  }

  #examples(): number {
    const examples = this.#subject.training.examples(this.#split, this.#config);
    if (examples === 0) throw new ToldError(NOTHING_TO_LEARN);
    return examples;
  }

  /** Notes that have grown (or shrunk, in time travel) change what is learnt from. */
  #takeNotes(notes: Notes): void {
    const sizes = (of: Notes) => Object.entries(of).map(([name, { length }]) => name + length);
    const same = sizes(notes).join() === sizes(this.#notes).join();
    this.#notes = notes;
    if (same) return;
    this.#split = this.#prepared(createStreams(this.#subject.seed), notes);
    this.#epochs.resize(this.#examples());
  }

  #newStepper(): Stepper {
    const { model } = this.#subject.training;
    const [config, parameters, state] = [this.#config, this.#parameters, this.#state];
    const loss = (batch: Uploaded) => model.loss(parameters, batch, config, state);
    if (model.step) {
      return createDirectStepper(
        (batch) => loss(batch) as tf.Scalar,
        (batch) => model.step?.(parameters, batch, config),
      );
    }
    const flat = [variablesOf(parameters), variablesOf(state)] as const;
    return createStepper((_, batch) => loss(batch), flat[0], this.#optimizer, flat[1]);
  }

  /** A recorded step points at the variables' buffers, which assigning may have replaced. */
  #renewStepper(): void {
    this.#stepper.dispose();
    this.#stepper = this.#newStepper();
  }

  #takeStep(): void {
    const { training } = this.#subject;
    const step = this.#epochs.step;
    const batch = training.draw(this.#context(), this.#epochs.visit());
    this.#stepper.step(batch, training.rate?.(this.#config, step) ?? this.#trained.lr);
    this.#epochs.advance();
  }

  #context(): DrawContext {
    const [split, config, streams] = [this.#split, this.#config, this.#streams];
    return { split, config, streams, step: this.step, notes: this.#notes };
  }

  #probeContext(beside: Beside): ProbeContext {
    const streams = streamsFrom(streamsState(this.#streams));
    const [parameters, memory] = [this.#parameters, this.#memory];
    const next = () => this.#next();
    return { ...this.#context(), streams, parameters, memory, beside, next };
  }

  /** What the next step will see; it will see the same, since all chance is that of copies. */
  #next() {
    const streams = streamsFrom(streamsState(this.#streams));
    const examples = this.#epochs.next(streams);
    const notes = copyNotes(this.#notes);
    const batch = this.#subject.training.draw({ ...this.#context(), streams, notes }, examples);
    return { examples, batch };
  }

  /** After a step: the row of history that is due, if one is; with metrics at the end of an epoch. */
  async #readRow(): Promise<HistoryRow | undefined> {
    const { step, epoch, stepsPerEpoch: per } = this;
    const { position } = this.#epochs;
    const every = (n: number) => position === per || position % Math.ceil(per / n) === 0;
    const evaluated = every(this.#subject.training.evaluationsPerEpoch ?? 1);
    if (step !== 1 && !every(ROWS_PER_EPOCH) && !evaluated && !this.finished) return undefined;
    await this.#losses.read(this.#stepper);
    const loss = this.#losses.row();
    if (this.#losses.exploded(loss)) {
      this.#diverged = { step, lastGood: this.#ring.before(step)?.step ?? 0 };
      return undefined;
    }
    const row = { step, epoch, loss };
    const round = position === per ? await this.#endRound() : undefined;
    if (evaluated || every(CHECKPOINTS_PER_EPOCH)) await this.#checkpoint();
    return evaluated ? { ...row, ...(await this.evaluate()), ...round } : row;
  }

  /** @returns columns for the row of history */
  async #endRound(): Promise<Metrics | undefined> {
    const round = await this.#subject.training.endRound?.(this.#parameters, this.#context());
    this.#epochs.turn();
    if (round?.notes) this.#takeNotes(round.notes);
    return round?.metrics;
  }

  /** Parameters, moments and state under one set of names. */
  #tensors(): Record<string, tf.Variable> {
    const tensors: Record<string, tf.Variable> = {};
    for (const [name, variable] of Object.entries(variablesOf(this.#parameters))) {
      tensors[name] = variable;
      const moments = this.#optimizer.moments[name];
      if (!moments) continue;
      tensors[`${name}/m`] = moments.m;
      tensors[`${name}/v`] = moments.v;
    }
    return { ...tensors, ...variablesOf(this.#state, "state/") };
  }

  async #checkpoint(): Promise<void> {
    this.#ring.add({
      ...this.#epochs.place(),
      arrays: await snapshots(this.#tensors()),
      notes: copyNotes(this.#notes),
    });
  }
}
