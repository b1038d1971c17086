/**
 * How often a film is met, estimated from the stream of batches alone, as one must where nobody can
 * count everything first (Yi et al. 2019, section 3.2 and algorithm 2). For each film it keeps the step
 * A at which it was last seen and a running mean D of the steps between two sightings:
 *
 *   D <- (1 - a) D + a (t - A);   A <- t;   Q = 1 / (D B)
 *
 * 1 / D is the chance that the film is in a batch of B, so Q here is that chance per place in the batch.
 */
export class StreamFrequency {
  readonly #last: Int32Array;
  readonly #gap: Float64Array;
  readonly #rate: number;

  constructor(items: number, rate: number) {
    this.#last = new Int32Array(items).fill(-1);
    this.#gap = new Float64Array(items);
    this.#rate = rate;
  }

  /** @param films the positives of the batch of step t, from 0 */
  see(t: number, films: Int32Array): void {
    for (const film of films) {
      const last = this.#last[film]!;
      if (last === t) continue;
      const gap = t - last; // for a film never seen before: the steps since the start
      const before = this.#gap[film]!;
      this.#gap[film] = before === 0 ? gap : (1 - this.#rate) * before + this.#rate * gap;
      this.#last[film] = t;
    }
  }

  /** Q of each film, 0 where it was never seen. */
  estimate(batch: number): Float64Array {
    return this.#gap.map((gap) => (gap > 0 ? 1 / (gap * batch) : 0));
  }
}
