/**
 * What each tfjs kernel becomes in the graph of a step. Ops that are made of others are written in them;
 * what is not here has no recorded form.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Builder } from "./build.ts";
import { count, NotRecordable, type ReduceOp, type Ref, type ValueType } from "./graph.ts";
import { MAPS } from "./maps.ts";
import { reshape } from "./shapes.ts";

export type Recorder = (b: Builder, call: Recorded) => Ref | readonly Ref[];
export interface Recorded {
  readonly x: (name: string) => Ref;
  readonly has: (name: string) => boolean;
  readonly list: () => readonly Ref[];
  readonly attrs: Readonly<Record<string, unknown>>;
}

const axesOf = (axis: unknown, { shape }: Ref) =>
  tf.util.parseAxisParam(axis as number | number[], [...shape]);

const reduction =
  (op: ReduceOp, input = "x", axisName = "axis"): Recorder =>
  (b, { x, attrs }) =>
    b.reduce(op, x(input), axesOf(attrs[axisName], x(input)), Boolean(attrs.keepDims));

const scan =
  (op: "sum" | "prod"): Recorder =>
  (b, { x, attrs }) => {
    const axis = axesOf(attrs.axis, x("x"))[0]!;
    return b.scan(op, x("x"), axis, Boolean(attrs.exclusive), Boolean(attrs.reverse));
  };

/** Indices [..., depth] into the first `depth` axes of a shape, as numbers of rows of what is inside them. */
function places(b: Builder, indices: Ref, shape: readonly number[]) {
  const depth = indices.shape.at(-1)!;
  const n = count(indices.shape) / depth;
  const flat = reshape(indices, [n, depth]);
  const parts = Array.from({ length: depth }, (_, axis) => {
    const part = reshape(b.slice(flat, [0, axis], [n, 1]), [n]);
    return b.map("Multiply", [part, b.fill(count(shape.slice(axis + 1, depth)), [], "int32")]);
  });
  const ids = parts.reduce((sum, part) => b.map("Add", [sum, part]));
  return { ids, rows: count(shape.slice(0, depth)), inner: shape.slice(depth) };
}

/** Every number is compared with every other of its row: fine for lists, not for catalogues. */
const LONGEST_TOP_K = 1024;

/** Of equal numbers the first comes first. */
function topK(b: Builder, x: Ref, k: number): [values: Ref, indices: Ref] {
  const n = x.shape.at(-1)!;
  if (n > LONGEST_TOP_K) {
    throw new NotRecordable(
      `top-k of ${n} numbers has no recorded form, only of ${LONGEST_TOP_K}.`,
    );
  }
  const rows = count(x.shape) / n;
  const flat = reshape(x, [rows, n]);
  const places = (size: number, shape: number[]) =>
    b.constant(
      Array.from({ length: size }, (_, i) => i),
      shape,
      "int32",
    );
  const [mine, other] = [reshape(flat, [rows, n, 1]), reshape(flat, [rows, 1, n])];
  const earlier = b.map("Less", [places(n, [1, n]), places(n, [n, 1])]);
  const equal = b.map("LogicalAnd", [b.map("Equal", [other, mine]), earlier]);
  const ahead = b.map("LogicalOr", [b.map("Greater", [other, mine]), equal]);
  const rank = b.reduce("sum", b.cast(ahead, "int32"), [2], false);
  const chosen = b.map("Equal", [reshape(rank, [rows, 1, n]), places(k, [k, 1])]);
  const where = b.map("Select", [chosen, places(n, [1, n]), b.fill(0, [], "int32")]);
  const indices = b.reduce("sum", where, [2], false);
  const shape = x.shape.with(-1, k);
  return [reshape(b.gather(flat, indices, 1, 1), shape), reshape(indices, shape)];
}

/** By tfjs's kernel names. */
export const RECORDERS: Readonly<Record<string, Recorder>> = {
  ...Object.fromEntries(
    Object.keys(MAPS).map((op): [string, Recorder] => [
      op,
      (b, { list, attrs }) => b.map(op, list(), settingsOf(op, attrs)),
    ]),
  ),
  Select: (b, { x }) => {
    const [condition, t] = [x("condition"), x("t")];
    const rows = [...condition.shape, ...t.shape.slice(condition.shape.length).map(() => 1)];
    return b.map("Select", [reshape(condition, rows), t, x("e")]);
  },
  Prelu: (b, { x }) =>
    b.map("Select", [
      b.map("Greater", [x("x"), b.fill(0, [])]),
      x("x"),
      b.map("Multiply", [x("x"), x("alpha")]),
    ]),
  AddN: (b, { list }) => list().reduce((sum, x) => b.map("Add", [sum, x])),
  Cast: (b, { x, attrs }) => b.cast(x("x"), attrs.dtype as ValueType),
  Fill: (b, { attrs }) =>
    b.fill(attrs.value as number, attrs.shape as number[], (attrs.dtype as ValueType) ?? "float32"),
  ZerosLike: (b, { x }) => b.fill(0, x("x").shape, x("x").value.type),
  OnesLike: (b, { x }) => b.fill(1, x("x").shape, x("x").value.type),
  Transpose: (b, { x, attrs }) => b.transpose(x("x"), attrs.perm as number[]),
  Slice: (b, { x, attrs }) => {
    const { shape } = x("x");
    const [begin, size] = tf.slice_util.parseSliceParams(
      { shape: [...shape], rank: shape.length } as unknown as tf.Tensor,
      attrs.begin as number[],
      attrs.size as number[],
    ) as [number[], number[]];
    return b.slice(x("x"), begin, size);
  },
  PadV2: (b, { x, attrs }) =>
    b.pad(x("x"), attrs.paddings as number[][], attrs.constantValue as number),
  Tile: (b, { x, attrs }) => b.tile(x("x"), attrs.reps as number[]),
  Reverse: (b, { x, attrs }) => b.reverse(x("x"), axesOf(attrs.dims, x("x"))),
  Concat: (b, { list, attrs }) => b.concat(list(), axesOf(attrs.axis, list()[0]!)[0]!),
  Pack: (b, { list, attrs }) => {
    const axis = attrs.axis as number;
    const at = axis < 0 ? axis + list()[0]!.shape.length + 1 : axis;
    return b.concat(
      list().map((x) => reshape(x, x.shape.toSpliced(at, 0, 1))),
      at,
    );
  },
  Unpack: (b, { x, attrs }) => {
    const input = x("value");
    const axis = axesOf(attrs.axis, input)[0]!;
    return Array.from({ length: input.shape[axis]! }, (_, i) => {
      const begin = input.shape.map((_size, a) => (a === axis ? i : 0));
      const piece = b.slice(input, begin, input.shape.with(axis, 1));
      return reshape(piece, input.shape.toSpliced(axis, 1));
    });
  },
  SplitV: (b, { x, attrs }) => {
    const input = x("x");
    const axis = axesOf(attrs.axis, input)[0]!;
    const sizes = tf.backend_util.prepareSplitSize(
      { shape: [...input.shape] } as unknown as tf.Tensor,
      attrs.numOrSizeSplits as number[],
      axis,
    );
    let from = 0;
    return sizes.map((size) => {
      const begin = input.shape.map((_size, a) => (a === axis ? from : 0));
      from += size;
      return b.slice(input, begin, input.shape.with(axis, size));
    });
  },
  Sum: reduction("sum"),
  Prod: reduction("prod"),
  All: reduction("all"),
  Any: reduction("any"),
  Max: reduction("max", "x", "reductionIndices"),
  Min: reduction("min", "x", "reductionIndices"),
  ArgMax: reduction("argmax"),
  ArgMin: reduction("argmin"),
  Mean: (b, { x, attrs }) => {
    const input = b.cast(x("x"), "float32");
    const axes = axesOf(attrs.axis, input);
    const sum = b.reduce("sum", input, axes, Boolean(attrs.keepDims));
    const scale = count(sum.shape) / count(input.shape);
    return b.map("Multiply", [sum, b.fill(Math.fround(scale), [])]);
  },
  FusedBatchNorm: (b, { x, has, attrs }) => {
    const epsilon = b.fill(attrs.varianceEpsilon as number, []);
    const deviation = b.map("Rsqrt", [b.map("Add", [x("variance"), epsilon])]);
    const centred = b.map("Sub", [x("x"), x("mean")]);
    const scale = has("scale") ? b.map("Multiply", [deviation, x("scale")]) : deviation;
    const scaled = b.map("Multiply", [centred, scale]);
    return has("offset") ? b.map("Add", [scaled, x("offset")]) : scaled;
  },
  Softmax: (b, { x }) => b.softmax(x("logits")),
  BatchMatMul: (b, { x, attrs }) =>
    b.matMul(x("a"), x("b"), Boolean(attrs.transposeA), Boolean(attrs.transposeB)),
  GatherV2: (b, { x, attrs }) => {
    const axis = axesOf(attrs.axis, x("x"))[0]!;
    return b.gather(x("x"), x("indices"), axis, (attrs.batchDims as number) ?? 0);
  },
  GatherNd: (b, { x }) => {
    const { ids, rows, inner } = places(b, x("indices"), x("params").shape);
    const table = reshape(x("params"), [rows, ...inner]);
    return reshape(b.gather(table, ids), [...x("indices").shape.slice(0, -1), ...inner]);
  },
  ScatterNd: (b, { x, attrs }) => {
    const shape = attrs.shape as number[];
    const { ids, rows, inner } = places(b, x("indices"), shape);
    const updates = reshape(x("updates"), [...ids.shape, ...inner]);
    return reshape(b.segmentSum(updates, ids, rows), shape);
  },
  UnsortedSegmentSum: (b, { x, attrs }) => {
    const batchDims = (attrs.batchDims as number) ?? 0;
    return b.segmentSum(x("x"), x("segmentIds"), attrs.numSegments as number, batchDims);
  },
  TopK: (b, { x, attrs }) => topK(b, x("x"), attrs.k as number),
  Cumsum: scan("sum"),
  Cumprod: scan("prod"),
  OneHot: (b, { x, attrs }) =>
    b.oneHot(
      x("indices"),
      attrs.depth as number,
      attrs.onValue as number,
      attrs.offValue as number,
      (attrs.dtype as ValueType) ?? "float32",
    ),
};

function settingsOf(op: string, attrs: Readonly<Record<string, unknown>>): number[] {
  if (op === "ClipByValue") return [attrs.clipValueMin as number, attrs.clipValueMax as number];
  if (op === "LeakyRelu") return [attrs.alpha as number];
  if (op === "Step") return [(attrs.alpha as number) ?? 0];
  return [];
}
