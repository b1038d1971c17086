/** What the pictures of this lesson are told: plain data, no tfjs. */
import type { Example } from "../../families/clicks/pictures/example-text.ts";

/** One test example: its vectors, the dots between them, and what each dot does. */
export interface DotsReading {
  readonly example: Example;
  readonly names: readonly string[];
  /** [vectors, d] by rows */
  readonly vectors: Float32Array;
  readonly dim: number;
  /** [vectors, vectors], symmetric */
  readonly dots: Float32Array;
  /** [vectors, vectors] how much s falls when this one dot is set to zero; null without dots. */
  readonly worth: Float32Array | null;
  /** [vectors, vectors] -dL/dp: which way this example pulls each dot; null without dots. */
  readonly pull: Float32Array | null;
  readonly numbers: readonly number[];
  readonly numberNames: readonly string[];
  readonly top: readonly Float32Array[];
  readonly s: number;
  readonly loss: number;
  /** For the pair asked about: ds/dp by the tape, and by moving p a little. */
  readonly checked: { readonly tape: number; readonly difference: number } | null;
}
