/**
 * A bounded ring of checkpoints: what time travel, forks and recovery read. When it is full, the
 * checkpoint whose neighbours are closest together goes, never the first and never the newest, so the
 * whole of training stays reachable and only gets coarser.
 */

import type { Notes } from "./batch.ts";
import type { Place } from "./epochs.ts";

/** So many are kept at most, and so many bytes of parameters and moments in all; the first and the last always. */
export const MOST_CHECKPOINTS = 64;
export const MOST_BYTES = 128 * 2 ** 20;

export interface Checkpoint extends Place {
  /** Parameters, state and optimizer moments by name, copied out of the device. */
  readonly arrays: Readonly<Record<string, Float32Array>>;
  /** What `draw` had written down. */
  readonly notes: Notes;
}

export class CheckpointRing {
  #kept: Checkpoint[] = [];
  readonly #maxCount: number;
  readonly #maxBytes: number;

  /** @param maxBytes of parameters and moments, all checkpoints together */
  constructor({ maxCount = MOST_CHECKPOINTS, maxBytes = MOST_BYTES } = {}) {
    this.#maxCount = maxCount;
    this.#maxBytes = maxBytes;
  }

  /** Adds a checkpoint; one of the same step is replaced. */
  add(checkpoint: Checkpoint): void {
    const at = this.#kept.findIndex(({ step }) => step >= checkpoint.step);
    if (at === -1) this.#kept.push(checkpoint);
    else if (this.#kept[at]!.step === checkpoint.step) this.#kept[at] = checkpoint;
    else this.#kept.splice(at, 0, checkpoint);
    while (
      this.#kept.length > 2 &&
      (this.#kept.length > this.#maxCount || this.bytes() > this.#maxBytes)
    ) {
      this.#kept.splice(this.#mostCrowded(), 1);
    }
  }

  all(): readonly Checkpoint[] {
    return this.#kept;
  }

  steps(): number[] {
    return this.#kept.map(({ step }) => step);
  }

  /** The checkpoint of exactly this step, or undefined. */
  at(step: number): Checkpoint | undefined {
    return this.#kept.find((checkpoint) => checkpoint.step === step);
  }

  /** The newest checkpoint at or before this step, else the first; undefined in an empty ring. */
  before(step: number): Checkpoint | undefined {
    return this.#kept.findLast((checkpoint) => checkpoint.step <= step) ?? this.#kept[0];
  }

  /** Drops everything after this step (a fork's other future). */
  dropAfter(step: number): void {
    this.#kept = this.#kept.filter((checkpoint) => checkpoint.step <= step);
  }

  bytes(): number {
    return this.#kept.reduce(
      (sum, { arrays }) =>
        sum + Object.values(arrays).reduce((bytes, a) => bytes + a.byteLength, 0),
      0,
    );
  }

  #mostCrowded(): number {
    let best = 1;
    for (let i = 1; i < this.#kept.length - 1; i++) {
      const gap = (j: number) => this.#kept[j + 1]!.step - this.#kept[j - 1]!.step;
      if (gap(i) < gap(best)) best = i;
    }
    return best;
  }
}
