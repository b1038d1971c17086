/**
 * Graph nodes for tfjs's ops, with constants folded: what is known before the step runs is not computed
 * in it. Every function takes and gives uses of values (Ref).
 */
import {
  count,
  type Graph,
  keyOfRef,
  NotRecordable,
  numberOf,
  type ReduceOp,
  type Ref,
  type SourceOf,
  type Value,
  type ValueType,
} from "./graph.ts";
import { MAPS } from "./maps.ts";
import { broadcast, reshape, type Shape, sameShape } from "./shapes.ts";

const use = (value: Value): Ref => ({ value, shape: value.shape });

/** Ops that are right for int32 as they are written. */
const ON_INTEGERS = new Set([
  ...["Add", "Sub", "Multiply", "Maximum", "Minimum", "Equal", "NotEqual", "Greater"],
  ...["GreaterEqual", "Less", "LessEqual", "Neg", "Square", "Abs", "Sign", "Select"],
  "SquaredDifference",
]);

export class Builder {
  constructor(readonly graph: Graph) {}

  fill(number: number, shape: Shape, type: ValueType = "float32"): Ref {
    return use(this.graph.fill(number, shape, type));
  }

  constant(values: ArrayLike<number>, shape: Shape, type: ValueType): Ref {
    const first = values[0] ?? 0;
    const kept = type === "float32" ? Float32Array.from(values) : Int32Array.from(values);
    if (Number.isFinite(first) && kept.every((x) => x === kept[0])) {
      return this.fill(first, shape, type);
    }
    const input = { from: "constant", values: kept } as const;
    return use(this.graph.add({ kind: "input", input }, shape, type));
  }

  map(op: string, inputs: readonly Ref[], numbers: readonly number[] = []): Ref {
    const definition = MAPS[op];
    if (!definition) throw new NotRecordable(`${op} has no recorded form.`);
    const shape = broadcast(inputs.map((input) => input.shape));
    const inputType = inputs.at(-1)!.value.type;
    if (inputType === "int32" && !ON_INTEGERS.has(op)) {
      throw new NotRecordable(`${op} of integers has no recorded form.`);
    }
    const type = definition.result ?? inputType;
    const known = inputs.map(numberOf);
    if (definition.fold && known.every((n) => n !== undefined)) {
      const number = definition.fold(...(known as number[]));
      return this.fill(type === "float32" ? Math.fround(number) : number, shape, type);
    }
    const plain = this.#identity(op, inputs, known, shape);
    if (plain) return plain;
    return use(this.graph.map(op, inputs, shape, type, numbers));
  }

  /** x + 0, x * 1 and their like, if no broadcasting goes with it. */
  #identity(
    op: string,
    [a, b]: readonly Ref[],
    [left, right]: readonly (number | undefined)[],
    shape: Shape,
  ): Ref | undefined {
    const whole = (ref: Ref) => (sameShape(ref.shape, shape) ? ref : undefined);
    if (op === "Multiply") {
      if (left === 0 || right === 0) return this.fill(0, shape, a!.value.type);
      if (left === 1) return whole(b!);
      if (right === 1) return whole(a!);
    }
    if (op === "Add" && left === 0) return whole(b!);
    if ((op === "Add" || op === "Sub") && right === 0) return whole(a!);
    if (op === "RealDiv" && right === 1) return whole(a!);
    return undefined;
  }

  cast(x: Ref, type: ValueType): Ref {
    if (x.value.type === type) return x;
    const number = numberOf(x);
    if (number !== undefined) {
      return this.fill(type === "int32" ? Math.trunc(number) : number, x.shape, type);
    }
    return use(this.graph.map("cast", [x], x.shape, type));
  }

  /** A value of its own with the same numbers. */
  copy(x: Ref): Ref {
    return use(this.graph.map("cast", [x], x.shape, x.value.type));
  }

  transpose(input: Ref, axes: readonly number[]): Ref {
    const shape = axes.map((axis) => input.shape[axis]!);
    const moved = axes.filter((axis) => input.shape[axis] !== 1);
    if (moved.every((axis, i) => i === 0 || axis > moved[i - 1]!)) return reshape(input, shape);
    return this.#view({ kind: "transpose", input, axes }, input, shape, `${axes}`);
  }

  slice(input: Ref, begin: readonly number[], size: Shape): Ref {
    if (sameShape(size, input.shape)) return input;
    return this.#view({ kind: "slice", input, begin }, input, size, `${begin}`);
  }

  pad(input: Ref, paddings: readonly (readonly number[])[], number: number): Ref {
    const before = paddings.map(([n]) => n!);
    const shape = input.shape.map((size, axis) => size + before[axis]! + paddings[axis]![1]!);
    if (sameShape(shape, input.shape)) return input;
    if (numberOf(input) === number) return this.fill(number, shape, input.value.type);
    const source = { kind: "pad", input, before, number } as const;
    const key = `${keyOfRef(input)} ${before} ${number}`;
    return use(this.graph.add(source, shape, input.value.type, key));
  }

  tile(input: Ref, reps: readonly number[]): Ref {
    const shape = input.shape.map((size, axis) => size * reps[axis]!);
    if (sameShape(shape, input.shape)) return input;
    return this.#view({ kind: "tile", input }, input, shape, "");
  }

  reverse(input: Ref, axes: readonly number[]): Ref {
    return this.#view({ kind: "reverse", input, axes }, input, input.shape, `${axes}`);
  }

  #view(
    source: SourceOf<"transpose" | "slice" | "tile" | "reverse">,
    input: Ref,
    shape: Shape,
    key: string,
  ): Ref {
    const number = numberOf(input);
    if (number !== undefined) return this.fill(number, shape, input.value.type);
    return use(this.graph.add(source, shape, input.value.type, `${keyOfRef(input)} ${key}`));
  }

  concat(inputs: readonly Ref[], axis: number): Ref {
    const full = inputs.filter(({ shape }) => count(shape) > 0);
    if (full.length === 1) return full[0]!;
    const shape = full[0]!.shape.map((size, a) =>
      a === axis ? full.reduce((n, input) => n + input.shape[axis]!, 0) : size,
    );
    const key = `${full.map(keyOfRef)} ${axis}`;
    const source = { kind: "concat", inputs: full, axis } as const;
    return use(this.graph.add(source, shape, full[0]!.value.type, key));
  }

  gather(table: Ref, ids: Ref, axis = 0, batchDims = 0): Ref {
    const shape = table.shape.toSpliced(axis, 1, ...ids.shape.slice(batchDims));
    const number = numberOf(table);
    if (number !== undefined) return this.fill(number, shape, table.value.type);
    const source = { kind: "gather", table, ids, axis, batchDims } as const;
    const key = `${keyOfRef(table)} ${keyOfRef(ids)} ${axis} ${batchDims}`;
    return use(this.graph.add(source, shape, table.value.type, key));
  }

  scan(op: "sum" | "prod", input: Ref, axis: number, exclusive: boolean, reverse: boolean): Ref {
    if (numberOf(input) === 0 && op === "sum") return input;
    const source = { kind: "scan", op, input, axis, exclusive, reverse } as const;
    const key = `${op} ${keyOfRef(input)} ${axis} ${exclusive} ${reverse}`;
    return use(this.graph.add(source, input.shape, input.value.type, key));
  }

  oneHot(ids: Ref, depth: number, on: number, off: number, type: ValueType): Ref {
    const shape = [...ids.shape, depth];
    const key = `${keyOfRef(ids)} ${on} ${off}`;
    return use(this.graph.add({ kind: "oneHot", ids, on, off }, shape, type, key));
  }

  reduce(op: ReduceOp, input: Ref, axes: readonly number[], keepDims: boolean): Ref {
    const kept = input.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const shape = keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis));
    const reduced = axes.reduce((n, axis) => n * input.shape[axis]!, 1);
    const chooses = op === "argmax" || op === "argmin";
    const number = numberOf(input);
    if (number !== undefined && !chooses && op !== "prod") {
      return this.fill(op === "sum" ? number * reduced : number, shape, input.value.type);
    }
    if (reduced === 1 && !chooses) return reshape(input, shape);
    const type = chooses ? "int32" : input.value.type;
    const sorted = [...axes].sort((a, b) => a - b);
    const source = { kind: "reduce", op, input, axes: sorted } as const;
    const key = `${op} ${keyOfRef(input)} ${sorted}`;
    return reshape(use(this.graph.add(source, kept, type, key)), shape);
  }

  /** Leading dimensions agree, or one side is a matrix for all. */
  matMul(a: Ref, b: Ref, transposeA: boolean, transposeB: boolean): Ref {
    const leading = broadcast([a.shape.slice(0, -2), b.shape.slice(0, -2)]);
    const m = a.shape.at(transposeA ? -1 : -2)!;
    const n = b.shape.at(transposeB ? -2 : -1)!;
    const shape = [...leading, m, n];
    if (numberOf(a) === 0 || numberOf(b) === 0) return this.fill(0, shape);
    const batches = count(leading);
    if (batches > 1 && count(b.shape.slice(0, -2)) === 1 && !transposeA) {
      // One right side for all: the rows of all batches stand under each other.
      const rows = reshape(a, [batches * m, a.shape.at(-1)!]);
      const right = reshape(b, b.shape.slice(-2));
      return reshape(this.matMul(rows, right, false, transposeB), shape);
    }
    const flat = (ref: Ref) => this.#batches(ref, leading);
    const source = { kind: "matmul", a: flat(a), b: flat(b), transposeA, transposeB } as const;
    const key = `${keyOfRef(source.a)} ${keyOfRef(source.b)} ${transposeA} ${transposeB}`;
    return reshape(use(this.graph.add(source, [batches, m, n], "float32", key)), shape);
  }

  /** A stack of matrices, [1 or as many as `leading` says, rows, columns]. */
  #batches(ref: Ref, leading: Shape): Ref {
    const own = ref.shape.slice(0, -2);
    const matrix = ref.shape.slice(-2);
    if ([1, count(leading)].includes(count(own))) return reshape(ref, [count(own), ...matrix]);
    throw new NotRecordable("matMul that broadcasts from both sides has no recorded form.");
  }

  /** x [...ids.shape, ...rest] into [...batch, segments, ...rest]; batch: the first axes of the ids. */
  segmentSum(x: Ref, ids: Ref, segments: number, batchDims = 0): Ref {
    const batch = ids.shape.slice(0, batchDims);
    const rows = count(ids.shape.slice(batchDims));
    const rest = x.shape.slice(ids.shape.length);
    const shape = [...batch, segments, ...rest];
    if (numberOf(x) === 0) return this.fill(0, shape, x.value.type);
    const { source } = ids.value;
    // The CPU knows the columns of a batch, not what is joined of them: a sum for each part.
    const joined = source.kind === "concat" && source.axis === 0 && batchDims === 0;
    if (joined && source.inputs.some(columnOf)) {
      const flat = reshape(x, [rows, count(rest)]);
      let from = 0;
      const sums = source.inputs.map((part) => {
        const size = count(part.shape);
        const piece = this.slice(flat, [from, 0], [size, count(rest)]);
        from += size;
        return this.segmentSum(piece, reshape(part, [size]), segments);
      });
      const total = sums.reduce((sum, part) => this.map("Add", [sum, part]));
      return reshape(total, shape);
    }
    const flat = reshape(x, [count(batch), rows, count(rest)]);
    const flatIds = reshape(ids, [count(batch), rows]);
    const key = `${keyOfRef(flat)} ${keyOfRef(flatIds)}`;
    const sum = { kind: "segmentSum", x: flat, ids: flatIds, column: columnOf(ids) } as const;
    const sums = [count(batch), segments, count(rest)];
    const value = this.graph.add(sum, sums, x.value.type, key);
    return reshape(use(value), shape);
  }

  /** exp(x - max x) / sum over the last axis. */
  softmax(x: Ref): Ref {
    const last = x.shape.length - 1;
    const powers = this.map("Exp", [this.map("Sub", [x, this.reduce("max", x, [last], true)])]);
    return this.map("RealDiv", [powers, this.reduce("sum", powers, [last], true)]);
  }
}

/** The batch column that these ids are, whose rows the CPU orders by segment. */
function columnOf({ value: { source } }: Ref): string | null {
  return source.kind === "input" && source.input.from === "batch" ? source.input.column : null;
}
