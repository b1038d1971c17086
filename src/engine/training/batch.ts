/** What is drawn on the CPU for a step: arrays by name, whose shapes stay the same from step to step. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../numbers/random.ts";

/** One array that a step needs. */
export interface BatchColumn<Shape extends readonly number[] = readonly number[]> {
  readonly values: Int32Array | Float32Array;
  readonly shape: Shape;
}
export type Batch = Readonly<Record<string, BatchColumn>>;

/** The same text for batches of the same columns and shapes. */
export const shapesOf = (batch: Batch): string =>
  JSON.stringify(Object.entries(batch).map(([name, { shape }]) => [name, shape]));

/** The columns that become the tensors of B: of the same names and ranks. */
export type ColumnsOf<B> = {
  readonly [K in keyof B]: NonNullable<B[K]> extends tf.Tensor<infer R>
    ? BatchColumn<Readonly<tf.ShapeMap[R]>>
    : never;
};

/** The tensors that the columns C become. */
export type TensorsOf<C> = { readonly [K in keyof C]: TensorOf<NonNullable<C[K]>> };
type TensorOf<C> =
  C extends BatchColumn<readonly [number]>
    ? tf.Tensor1D
    : C extends BatchColumn<readonly [number, number]>
      ? tf.Tensor2D
      : C extends BatchColumn<readonly [number, number, number]>
        ? tf.Tensor3D
        : C extends BatchColumn<readonly [number, number, number, number]>
          ? tf.Tensor4D
          : tf.Tensor;

/** A column of a batch, [n] unless another shape is given: ids as Int32Array, numbers as Float32Array. */
export function column(values: Int32Array | Float32Array): BatchColumn<readonly [number]>;
export function column<const Shape extends readonly number[]>(
  values: Int32Array | Float32Array,
  shape: Shape,
): BatchColumn<Shape>;
export function column(
  values: Int32Array | Float32Array,
  shape: readonly number[] = [values.length],
): BatchColumn {
  return { values, shape };
}

/**
 * Which units stay on in a step (Srivastava et al. 2014): 0 where one is off, else 1 / (1 - rate), so
 * that sums keep their size.
 */
export function dropoutMask<const Shape extends readonly number[]>(
  shape: Shape,
  rate: number,
  rng: Rng,
): BatchColumn<Shape> {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(shape.reduce((product, n) => product * n, 1));
  for (let n = 0; n < mask.length; n++) mask[n] = rng.uniform() < rate ? 0 : kept;
  return column(mask, shape);
}

/** Arrays that `draw` writes in from batch to batch (counts, running means), or that grow by rounds (logs). */
export type Notes = Readonly<Record<string, Int32Array | Float32Array>>;

/** Copies, so that what is written in them stays where it is. */
export const copyNotes = (notes: Notes): Notes =>
  Object.fromEntries(Object.entries(notes).map(([name, values]) => [name, values.slice()]));
