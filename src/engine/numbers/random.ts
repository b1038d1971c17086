/**
 * Chance, as an argument. One integer seeds six named streams, so that turning one knob (say, the
 * number of negatives) does not reshuffle the others (the order of the batches, the initial weights).
 * The generator is xoroshiro128+ from pure-rand; its state is four integers, kept in every checkpoint.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

export const STREAMS = [
  "data",
  "split",
  "initialisation",
  "batches",
  "negatives",
  // Dropout and restarts: what is only there to disturb.
  "noise",
] as const;
export type StreamName = (typeof STREAMS)[number];

/** One stream of random numbers. Every method advances the stream. */
export class Rng {
  #generator: ReturnType<typeof xoroshiro128plus>;
  #spareNormal: number | null = null;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed | 0);
  }

  /** A uniform number in [0, 1), a multiple of 2^-32. */
  uniform(): number {
    return (this.#generator.next() + 0x80000000) / 0x100000000;
  }

  /** A uniform integer in [0, n). @throws RangeError if n < 1 */
  int(n: number): number {
    if (!(n >= 1)) throw new RangeError(`Rng.int needs n >= 1, got ${n}`);
    return uniformInt(this.#generator, 0, n - 1);
  }

  /** A standard normal number (Box and Muller, 1958; both halves of each pair are used). */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** n normal numbers with the given standard deviation: the usual initial values of an embedding. */
  normals(n: number, standardDeviation = 1): Float32Array {
    return Float32Array.from({ length: n }, () => standardDeviation * this.normal());
  }

  /** Shuffles in place (Fisher and Yates) and returns the same array. */
  shuffle<T extends { length: number; [i: number]: number }>(array: T): T {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const kept = array[i]!;
      array[i] = array[j]!;
      array[j] = kept;
    }
    return array;
  }

  /** The whole state, as plain numbers that survive JSON and structured clone. */
  state(): RngState {
    return { generator: [...this.#generator.getState()], spareNormal: this.#spareNormal };
  }

  restore(state: RngState): void {
    this.#generator = xoroshiro128plusFromState(state.generator);
    this.#spareNormal = state.spareNormal;
  }
}

export interface RngState {
  readonly generator: readonly number[];
  readonly spareNormal: number | null;
}

export type Streams = Readonly<Record<StreamName, Rng>>;
export type StreamsState = Readonly<Record<StreamName, RngState>>;

/** Independent streams from one seed. */
export function createStreams(seed: number): Streams {
  return Object.fromEntries(
    STREAMS.map((name) => [name, new Rng(hash(`${seed}/${name}`))]),
  ) as unknown as Streams;
}

export function streamsState(streams: Streams): StreamsState {
  return Object.fromEntries(
    STREAMS.map((name) => [name, streams[name].state()]),
  ) as unknown as StreamsState;
}

/** Streams of their own that go on from a state: drawing from them disturbs nobody. */
export function streamsFrom(state: StreamsState): Streams {
  const streams = createStreams(0);
  restoreStreams(streams, state);
  return streams;
}

export function restoreStreams(streams: Streams, state: StreamsState): void {
  for (const name of STREAMS) streams[name].restore(state[name]);
}

/** FNV-1a with a final avalanche (the finalizer of MurmurHash3): text to a 32-bit integer. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
