/**
 * What the models of this page have learnt of a catalogue's items, for lessons that learn from it. Kept in
 * the worker's memory until the page is closed; the newest trained model of any lesson counts.
 */
import type { Catalogue } from "../data/dataset.ts";

export interface LearntVectors {
  /** The lesson whose model they are from, and how many steps it had taken. */
  readonly lesson: string;
  readonly step: number;
  readonly width: number;
  /** [items, width] */
  readonly values: Float32Array;
}

const learnt = new WeakMap<Catalogue, LearntVectors>();

export function keepLearnt(catalogue: Catalogue, vectors: LearntVectors): void {
  learnt.set(catalogue, vectors);
}

export function learntVectors(catalogue: Catalogue): LearntVectors | undefined {
  return learnt.get(catalogue);
}
