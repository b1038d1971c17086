/** The losses of the steps taken: read from the device many at a time, summed up a row of history at a time. */
import type { Stepper } from "./stepper.ts";

/** A loss that has grown so many times is past saving. */
const EXPLODED = 1000;

export class Losses {
  /** Of the last step whose loss has been read; NaN before the first. */
  last = Number.NaN;
  #sum = 0;
  #count = 0;
  #first: number | undefined;

  /** Waits for the device. */
  async read(stepper: Stepper): Promise<void> {
    for (const loss of await stepper.losses()) {
      this.#sum += loss;
      this.#count++;
      this.last = loss;
    }
  }

  /** The mean since the row before. */
  row(): number {
    const mean = this.#sum / this.#count;
    this.#sum = 0;
    this.#count = 0;
    this.#first ??= mean;
    return mean;
  }

  /** Whether a row's loss is no number any more, or has left all bounds. */
  exploded(loss: number): boolean {
    return !(Math.abs(loss) < EXPLODED * (1 + Math.abs(this.#first ?? 0)));
  }

  /** After time travel: what was read before belongs to another moment. */
  forget(): void {
    this.last = Number.NaN;
    this.#sum = 0;
    this.#count = 0;
  }
}
