/** What a kernel is to do, and where the values of a step lie: what the planner and the writers of kernels share. */
import { Conflict, inputsOf, type Ref, type Value } from "./graph.ts";
import type { Kept } from "./keep.ts";
import type { Place } from "./memory.ts";

/** What happens to a variable, in place: a step of the optimizer along a gradient, or its next value. */
export interface Update {
  readonly name: string;
  readonly by: "adam" | "assignment";
  /** The gradient, or what is assigned. */
  readonly value: Ref;
}

export interface KernelPlan {
  /** Elements of each output. */
  readonly size: number;
  readonly roots: Value[];
  readonly outputs: Value[];
  readonly updates: Update[];
}

export interface Layout {
  /** The place of a value that is kept in memory (inputs are), or undefined if it is computed in place. */
  place(value: Value): Place | undefined;
  /** Where the rows of a batch column of ids are listed by segment, the segments of each batch in turn. */
  segmentPlaces(
    column: string,
    batches: number,
    segments: number,
  ): { readonly order: number; readonly starts: number };
  /** Words in a buffer, once that is known. */
  words?(buffer: string): number;
}

/** Reads by buffer name, with the keys of the positions. */
export type Reads = ReadonlyMap<string, ReadonlySet<string>>;

/** What the planner must know of a kernel that was written. */
export interface PlannedKernel {
  readonly reads: Reads;
}

/** What writes kernels for a device. */
export interface Writer<K extends PlannedKernel> {
  /**
   * A kernel that carries out these plans, none of which waits for another.
   * @throws Conflict if they, or the outputs of one, cannot share a kernel
   */
  write(plans: readonly KernelPlan[], layout: Layout): K;
  /** Whether a value must have a kernel to itself. */
  alone(value: Value): boolean;
  /** Whether a kernel is worth carrying out several plans. */
  readonly besides: boolean;
}

export const variableBuffer = (name: string) => `p_${name.replace(/\W/g, "_")}`;

/**
 * A variable that is written may be read, in the same kernel, only at the element being written.
 * @throws Conflict if it is read elsewhere
 */
export function checkUpdate(reads: Reads, name: string, own: ReadonlySet<string>): void {
  for (const key of reads.get(variableBuffer(name)) ?? []) {
    if (!own.has(key)) throw new Conflict("reads the variable that it writes");
  }
}

/** The kept values that a kernel reads and does not make itself. */
export function valuesRead({ outputs, updates }: KernelPlan, keep: Kept): Set<Value> {
  const read = new Set<Value>();
  const seen = new Set<Value>();
  const visit = (value: Value, inside: boolean) => {
    if (inside && keep.kept.has(value)) read.add(value);
    else if (!seen.has(value)) {
      seen.add(value);
      for (const ref of inputsOf(value.source)) visit(ref.value, true);
    }
  };
  for (const value of outputs) visit(value, false);
  for (const { value } of updates) visit(value.value, true);
  for (const value of outputs) read.delete(value);
  return read;
}
