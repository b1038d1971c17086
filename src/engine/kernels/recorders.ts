/**
 * What each tfjs kernel becomes in the graph of a step. Ops that are made of others are written in them;
 * what is not here has no recorded form.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Builder, reshape } from "./build.ts";
import { count, NotRecordable, type ReduceOp, type Ref, type ValueType } from "./graph.ts";
import { MAPS } from "./maps.ts";

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
    if (axesOf(attrs.axis, x("x"))[0] !== 0 || attrs.batchDims) {
      throw new NotRecordable("gather on another axis than the first has no recorded form.");
    }
    return b.gather(x("x"), x("indices"));
  },
  UnsortedSegmentSum: (b, { x, attrs }) =>
    b.segmentSum(x("x"), x("segmentIds"), attrs.numSegments as number),
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
