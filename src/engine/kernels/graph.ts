/**
 * One training step as a graph of values: what tfjs would compute, op by op, written down instead of
 * run. Shapes are static. Equal values are one value, and arithmetic with constants is done here.
 */
import type * as tf from "@tensorflow/tfjs-core";

export type ValueType = "float32" | "int32" | "bool";
export type ReduceOp = "sum" | "max" | "min" | "argmax" | "argmin" | "prod" | "all" | "any";

/** A use of a value, maybe in another shape of the same elements. */
export interface Ref {
  readonly value: Value;
  readonly shape: readonly number[];
}

/** Where a value comes from. */
export type Source =
  /** A tensor that lies in a buffer before the step starts. */
  | { readonly kind: "input"; readonly input: InputSource }
  /** The same number everywhere. */
  | { readonly kind: "fill"; readonly number: number }
  /** Element by element, inputs broadcast: `op` is a key of MAPS, or "cast". */
  | {
      readonly kind: "map";
      readonly op: string;
      readonly inputs: readonly Ref[];
      readonly numbers: readonly number[];
    }
  | { readonly kind: "transpose"; readonly input: Ref; readonly axes: readonly number[] }
  | { readonly kind: "slice"; readonly input: Ref; readonly begin: readonly number[] }
  | {
      readonly kind: "pad";
      readonly input: Ref;
      readonly before: readonly number[];
      readonly number: number;
    }
  | { readonly kind: "tile"; readonly input: Ref }
  | { readonly kind: "reverse"; readonly input: Ref; readonly axes: readonly number[] }
  | { readonly kind: "concat"; readonly inputs: readonly Ref[]; readonly axis: number }
  /**
   * table [...outer, rows, ...inner] by ids [...batch, ...chosen] gives [...outer, ...chosen, ...inner]: rows
   * are those of `axis`, and the first `batchDims` axes of both are walked together.
   */
  | {
      readonly kind: "gather";
      readonly table: Ref;
      readonly ids: Ref;
      readonly axis: number;
      readonly batchDims: number;
    }
  | { readonly kind: "oneHot"; readonly ids: Ref; readonly on: number; readonly off: number }
  /** Over `axes`, which the result keeps with size one or drops: the elements are the same. */
  | {
      readonly kind: "reduce";
      readonly op: ReduceOp;
      readonly input: Ref;
      readonly axes: readonly number[];
    }
  /** Sums or products of the elements before each one along an axis (or behind it: `reverse`). */
  | {
      readonly kind: "scan";
      readonly op: "sum" | "prod";
      readonly input: Ref;
      readonly axis: number;
      /** Without the element itself. */
      readonly exclusive: boolean;
      readonly reverse: boolean;
    }
  /** [batches, m, k] (or transposed) by [batches, k, n] (or transposed); of either there may be one for all. */
  | {
      readonly kind: "matmul";
      readonly a: Ref;
      readonly b: Ref;
      readonly transposeA: boolean;
      readonly transposeB: boolean;
    }
  /**
   * x [batches, rows, columns] by ids [batches, rows] into [batches, segments, columns]; `column`: the batch
   * column that ids are.
   */
  | {
      readonly kind: "segmentSum";
      readonly x: Ref;
      readonly ids: Ref;
      readonly column: string | null;
    };

/** The source of one kind of value. */
export type SourceOf<K extends Source["kind"]> = Extract<Source, { kind: K }>;

export type InputSource =
  /** A variable, whose buffer the optimizer writes in place. */
  | { readonly from: "variable"; readonly name: string }
  | { readonly from: "batch"; readonly column: string }
  /** Numbers that the model brought along: uploaded once. */
  | { readonly from: "constant"; readonly values: Float32Array | Int32Array }
  /** A tensor made before the step, which stays as it is. */
  | { readonly from: "tensor"; readonly dataId: tf.DataId };

export interface Value {
  readonly id: number;
  readonly shape: readonly number[];
  readonly type: ValueType;
  readonly source: Source;
}

/** The kernel would need what another invocation computes, or more buffers than the device binds. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** What `make` gives, or undefined if it meets a conflict. */
export function unlessConflict<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
}

/** The step asks for something that has no recorded form; the message says what. */
export class NotRecordable extends Error {
  override name = "NotRecordable";
}

export const count = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);

export class Graph {
  readonly values: Value[] = [];
  readonly #known = new Map<string, Value>();

  /** @param key what makes the value the same as another; undefined: it is like no other */
  add(source: Source, shape: readonly number[], type: ValueType, key?: string): Value {
    const fullKey = key === undefined ? undefined : `${source.kind} ${key} ${shape} ${type}`;
    const known = fullKey === undefined ? undefined : this.#known.get(fullKey);
    if (known) return known;
    const value: Value = { id: this.values.length, shape: [...shape], type, source };
    this.values.push(value);
    if (fullKey !== undefined) this.#known.set(fullKey, value);
    return value;
  }

  fill(number: number, shape: readonly number[], type: ValueType): Value {
    const held = type === "bool" ? Number(number !== 0) : number;
    return this.add({ kind: "fill", number: held }, shape, type, String(held));
  }

  map(
    op: string,
    inputs: readonly Ref[],
    shape: readonly number[],
    type: ValueType,
    numbers: readonly number[] = [],
  ): Value {
    const key = `${op} ${inputs.map(keyOfRef)} ${numbers}`;
    return this.add({ kind: "map", op, inputs, numbers }, shape, type, key);
  }
}

export const keyOfRef = ({ value, shape }: Ref): string => `${value.id}[${shape}]`;

/** The number that a value holds everywhere, if it does. */
export function numberOf({ value }: Ref): number | undefined {
  return value.source.kind === "fill" ? value.source.number : undefined;
}

/** The values that a source reads, in the order of its definition. */
export function inputsOf(source: Source): readonly Ref[] {
  switch (source.kind) {
    case "input":
    case "fill":
      return [];
    case "map":
    case "concat":
      return source.inputs;
    case "transpose":
    case "slice":
    case "pad":
    case "tile":
    case "reverse":
    case "reduce":
    case "scan":
      return [source.input];
    case "gather":
      return [source.table, source.ids];
    case "oneHot":
      return [source.ids];
    case "matmul":
      return [source.a, source.b];
    case "segmentSum":
      return [source.x, source.ids];
    default:
      return source satisfies never;
  }
}

/**
 * Everything about a graph but the numbers in its batch, as text: two traces of one step must agree.
 * A model that draws numbers while its loss is computed gives another text each time.
 */
export function fingerprint(graph: Graph): string {
  return graph.values
    .map(({ source, shape, type }) => {
      const inputs = inputsOf(source).map(keyOfRef).join();
      const own = source.kind === "input" ? ownNumbers(source.input) : settingsOf(source);
      return `${source.kind} ${own} ${inputs} ${shape} ${type}`;
    })
    .join("\n");
}

const ownNumbers = (input: InputSource) => (input.from === "constant" ? input.values.join() : "");

/** What a source holds beside what it reads. */
const settingsOf = (source: Source) =>
  Object.values(source)
    .filter((held) => typeof held !== "object" || numbers(held))
    .join(" ");

const numbers = (held: unknown) => Array.isArray(held) && held.every((n) => typeof n === "number");
