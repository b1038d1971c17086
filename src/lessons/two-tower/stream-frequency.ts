/**
 * How often a film is met, estimated from the stream of training examples alone, as one must where
 * nobody can count everything first (Yi et al. 2019, section 3.2 and algorithm 2). For each film it keeps
 * the place A in the stream where it was last met and a running mean D of the examples between two
 * meetings:
 *
 *   D <- (1 - a) D + a (t - A);   A <- t;   Q = 1 / D
 *
 * Yi et al. count in batches, which makes a film that is in every batch look rarer than it is; here t
 * counts examples. Until a film was met 1/a times its D is the plain mean, so that the first gap, which
 * is chance, does not weigh for long.
 */
import type { Notes } from "../../engine/training/batch.ts";

/** a: how much a new gap moves the mean. */
const RATE = 0.05;

export interface StreamNotes extends Notes {
  /** [items] A, the place of the last meeting; -1 before the first */
  readonly last: Int32Array;
  /** [items] D, in examples */
  readonly gap: Float32Array;
  /** [items] how often the film was met */
  readonly met: Int32Array;
  /** [1] t, the examples so far */
  readonly examples: Int32Array;
}

export function streamNotes(items: number): StreamNotes {
  return {
    last: new Int32Array(items).fill(-1),
    gap: new Float32Array(items),
    met: new Int32Array(items),
    examples: new Int32Array(1),
  };
}

/** The notes of a run, as `streamNotes` began them. */
export const streamOf = (notes: Notes) => notes as StreamNotes;

/** Reads the films of a batch, in order. */
export function see({ last, gap, met, examples }: StreamNotes, films: Int32Array): void {
  for (const film of films) {
    const t = examples[0]!++;
    met[film]!++;
    const a = Math.max(RATE, 1 / met[film]!);
    gap[film] = (1 - a) * gap[film]! + a * (t - last[film]!);
    last[film] = t;
  }
}

/** Q, the share of a film among the examples; 0 for a film never met. */
export function streamQ({ gap }: StreamNotes, film: number): number {
  return gap[film]! > 0 ? 1 / gap[film]! : 0;
}
