/**
 * Where a run is among its examples: the step, the epoch, and the order in which an epoch visits them.
 * Epochs may differ in length, since a round of a world that answers adds examples.
 */
import {
  restoreStreams,
  type Streams,
  type StreamsState,
  streamsState,
} from "../numbers/random.ts";

/** As it stands in a checkpoint. */
export interface Place {
  readonly step: number;
  /** Whole epochs done, and the step at which the current one began. */
  readonly epochs: number;
  readonly epochStart: number;
  /** The random streams now. */
  readonly streams: StreamsState;
  /** The random streams when the current epoch was shuffled. */
  readonly epochStreams: StreamsState;
}

export class Epochs {
  readonly #streams: Streams;
  /** Examples of a step, where there are so many. */
  batch: number;
  #order: Int32Array;
  #step = 0;
  #epochs = 0;
  #epochStart = 0;
  #epochStreams: StreamsState;

  constructor(streams: Streams, examples: number, batch: number) {
    this.#streams = streams;
    this.#order = new Int32Array(examples);
    this.batch = batch;
    this.#epochStreams = streamsState(streams);
  }

  /** Steps taken. */
  get step(): number {
    return this.#step;
  }
  /** Epochs done, with a fraction inside an epoch. */
  get now(): number {
    return this.#epochs + this.position / this.steps;
  }
  /** Steps taken in the current epoch. */
  get position(): number {
    return this.#step - this.#epochStart;
  }
  get batchSize(): number {
    return Math.min(this.batch, this.#order.length);
  }
  /** Steps of an epoch. Whole batches only: what is left over is dropped, and reshuffled. */
  get steps(): number {
    return Math.floor(this.#order.length / this.batchSize);
  }

  /** The steps at which so many epochs are done, the current one and those to come of its length. */
  stepsUntil(epochs: number): number {
    return this.#epochStart + (epochs - this.#epochs) * this.steps;
  }

  /** From the next epoch on there are so many examples. */
  resize(examples: number): void {
    this.#order = new Int32Array(examples);
  }

  /** The examples that the next step visits, in an order that is drawn as the epoch begins. */
  visit(): Int32Array {
    const { position, batchSize } = this;
    if (position === 0) {
      this.#epochStreams = streamsState(this.#streams);
      this.#shuffle();
    }
    return this.#order.subarray(position * batchSize, (position + 1) * batchSize);
  }

  /** The same, without visiting them. @param streams copies, which are drawn from as `visit` would draw */
  next(streams: Streams): Int32Array {
    const { position, batchSize } = this;
    const order = position === 0 ? shuffled(this.#order.length, streams) : this.#order;
    return order.slice(position * batchSize, (position + 1) * batchSize);
  }

  /** A step has been taken. */
  advance(): void {
    this.#step++;
  }

  /** The next step begins another epoch. */
  turn(): void {
    this.#epochs++;
    this.#epochStart = this.#step;
  }

  place(): Place {
    return {
      step: this.#step,
      epochs: this.#epochs,
      epochStart: this.#epochStart,
      streams: streamsState(this.#streams),
      epochStreams: this.#epochStreams,
    };
  }

  /** Goes to a place, with its chance; `resize` first where there were other examples. */
  goTo({ step, epochs, epochStart, streams, epochStreams }: Place): void {
    this.#step = step;
    this.#epochs = epochs;
    this.#epochStart = epochStart;
    this.#epochStreams = epochStreams;
    if (step !== epochStart) {
      restoreStreams(this.#streams, epochStreams);
      this.#shuffle();
    }
    restoreStreams(this.#streams, streams);
  }

  #shuffle(): void {
    this.#order = shuffled(this.#order.length, this.#streams);
  }
}

function shuffled(examples: number, { batches }: Streams): Int32Array {
  return batches.shuffle(Int32Array.from({ length: examples }, (_, i) => i));
}
