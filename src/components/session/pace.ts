/**
 * For how long the worker trains before it answers. While the page draws, the worker waits for the next request:
 * on a page that draws slowly it is asked for more at a time, so that it trains for most of the time all the same.
 */

/** As short as the curve is to be smooth, and as long as Pause may take. */
const LEAST_MS = 40;
const MOST_MS = 160;
/** Of a round trip, at most about one part in so many and one is not training. */
const TRAINING_PER_REST = 4;

export interface Pace {
  /** For so long, in ms, it is to be asked to train now. */
  next(): number;
  /** It has trained for so long of the time since `next`. */
  trained(ms: number): void;
}

/** @param now a clock, in ms */
export function createPace(now: () => number): Pace {
  let asked: number | undefined;
  let trainedMs = 0;
  let slice = LEAST_MS;
  return {
    next() {
      const before = asked;
      asked = now();
      if (before === undefined) return slice;
      const rest = asked - before - trainedMs;
      const wanted = Math.min(MOST_MS, Math.max(LEAST_MS, TRAINING_PER_REST * rest));
      slice = (slice + wanted) / 2; // a single slow drawing decides nothing
      return slice;
    },
    trained(ms) {
      trainedMs = ms;
    },
  };
}
