/**
 * Runs a step of a plain tfjs model without computing anything: while a trace is open, our kernels write
 * a node of the graph instead of dispatching. tfjs's engine, tape and gradients work as always.
 */
import * as tf from "@tensorflow/tfjs-core";
import { Builder, reshape } from "./build.ts";
import type { GpuBackend } from "./gpu.ts";
import {
  count,
  Graph,
  type InputSource,
  NotRecordable,
  type ReduceOp,
  type Ref,
  type Value,
  type ValueType,
} from "./graph.ts";
import { MAPS } from "./maps.ts";
import { type KernelCall, overrideKernel } from "./override.ts";

export interface TracedStep {
  readonly graph: Graph;
  readonly loss: Ref;
  /** By the parameters' names; a parameter that the loss does not reach is missing. */
  readonly gradients: Readonly<Record<string, Ref>>;
}

let open: Trace | null = null;

/** Whether a step is being written down instead of run. */
export const tracing = (): boolean => open !== null;

class Trace {
  readonly graph = new Graph();
  readonly build = new Builder(this.graph);
  readonly #values = new Map<tf.DataId, Value>();

  constructor(readonly backend: GpuBackend) {}

  input(tensor: tf.TensorInfo, input: InputSource): void {
    const value = this.graph.add({ kind: "input", input }, tensor.shape, typeOf(tensor));
    this.#values.set(tensor.dataId, value);
  }

  /** The value of a tensor; numbers that the model brought along become constants. */
  ref(tensor: tf.TensorInfo): Ref {
    const known = this.#values.get(tensor.dataId);
    if (known) return { value: known, shape: tensor.shape };
    const { values, resource } = this.backend.tensorMap.get(tensor.dataId);
    let value: Value;
    if (values) {
      value = this.#constant(values as Float32Array, tensor);
    } else if (resource) {
      const input = { from: "tensor", buffer: resource } as const;
      value = this.graph.add({ kind: "input", input }, tensor.shape, typeOf(tensor));
    } else {
      throw new NotRecordable("The step reads a tensor that nothing has written.");
    }
    this.#values.set(tensor.dataId, value);
    return { value, shape: tensor.shape };
  }

  #constant(values: Float32Array | Int32Array | Uint8Array, tensor: tf.TensorInfo): Value {
    const type = typeOf(tensor);
    const first = values[0] ?? 0;
    if (Number.isFinite(first) && values.every((x) => x === first)) {
      return this.graph.fill(first, tensor.shape, type);
    }
    const kept = type === "float32" ? Float32Array.from(values) : Int32Array.from(values);
    const input = { from: "constant", values: kept } as const;
    return this.graph.add({ kind: "input", input }, tensor.shape, type);
  }

  tensor({ value, shape }: Ref): tf.TensorInfo {
    const tensor = this.backend.makeTensorInfo([...shape], value.type);
    this.#values.set(tensor.dataId, value);
    return tensor;
  }
}

function typeOf({ dtype }: tf.TensorInfo): ValueType {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype;
  throw new NotRecordable(`Tensors of ${dtype} have no recorded form.`);
}

/**
 * @param loss called once, under a tape
 * @param batch tensors that stand for the columns of a batch; their values are not read
 * @throws NotRecordable if the step asks for something that has no recorded form
 */
export function traceStep(
  backend: GpuBackend,
  loss: () => tf.Scalar,
  parameters: Readonly<Record<string, tf.Variable>>,
  batch: Readonly<Record<string, tf.Tensor>>,
): TracedStep {
  const trace = new Trace(backend);
  for (const [name, variable] of Object.entries(parameters)) {
    trace.input(variable, { from: "variable", name });
  }
  for (const [column, tensor] of Object.entries(batch)) {
    trace.input(tensor, { from: "batch", column });
  }
  const restore = refuse(backend);
  open = trace;
  try {
    let result: TracedStep | undefined;
    tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, Object.values(parameters));
      const gradients = Object.entries(parameters).flatMap(([name, variable]) => {
        const gradient = grads[variable.name];
        return gradient ? [[name, trace.ref(gradient)] as const] : [];
      });
      result = {
        graph: trace.graph,
        loss: trace.ref(value),
        gradients: Object.fromEntries(gradients),
      };
      tf.dispose([value, grads as tf.NamedTensorMap]);
    });
    return result as unknown as TracedStep;
  } finally {
    open = null;
    restore();
  }
}

/** While a trace is open, whatever would reach the device has no recorded form. */
function refuse(backend: GpuBackend): () => void {
  const target = backend as unknown as Record<string, unknown>;
  const program = (p: { constructor: { name: string } }) => {
    throw new NotRecordable(`${p.constructor.name} has no recorded form.`);
  };
  const reading = () => {
    throw new NotRecordable("The step reads numbers back from the device.");
  };
  const refused = {
    runWebGPUProgram: program,
    uploadToGPU: reading,
    read: reading,
    readSync: (dataId: tf.DataId) => {
      const { values } = backend.tensorMap.get(dataId);
      return values ?? reading();
    },
  };
  Object.assign(target, refused);
  return () => {
    // The methods of the class come back into view.
    for (const name of Object.keys(refused)) delete target[name];
  };
}

type Recorder = (b: Builder, call: Recorded) => Ref | readonly Ref[];
interface Recorded {
  readonly x: (name: string) => Ref;
  readonly list: readonly Ref[];
  readonly attrs: Readonly<Record<string, unknown>>;
}

const axesOf = (axis: unknown, { shape }: Ref) =>
  tf.util.parseAxisParam(axis as number | number[], [...shape]);

const reduction =
  (op: ReduceOp, input = "x", axisName = "axis"): Recorder =>
  (b, { x, attrs }) =>
    b.reduce(op, x(input), axesOf(attrs[axisName], x(input)), Boolean(attrs.keepDims));

const RECORDERS: Readonly<Record<string, Recorder>> = {
  ...Object.fromEntries(
    Object.keys(MAPS).map((op): [string, Recorder] => [
      op,
      (b, { list, attrs }) => b.map(op, list, settingsOf(op, attrs)),
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
  AddN: (b, { list }) => list.slice(1).reduce((sum, x) => b.map("Add", [sum, x]), list[0]!),
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
  Concat: (b, { list, attrs }) => b.concat(list, axesOf(attrs.axis, list[0]!)[0]!),
  Pack: (b, { list, attrs }) => {
    const axis = attrs.axis as number;
    const at = axis < 0 ? axis + list[0]!.shape.length + 1 : axis;
    return b.concat(
      list.map((x) => reshape(x, x.shape.toSpliced(at, 0, 1))),
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

/** Registers the recorders with tfjs. Outside a trace they step aside for the stock kernels. */
export function installRecorders(): void {
  for (const [name, recorder] of Object.entries(RECORDERS)) {
    overrideKernel<GpuBackend>("webgpu", name, (call) => record(recorder, call));
  }
}

function record(
  recorder: Recorder,
  { inputs, attrs }: KernelCall<GpuBackend>,
): tf.TensorInfo | tf.TensorInfo[] | undefined {
  const trace = open;
  if (!trace) return undefined;
  const x = (name: string) => trace.ref(inputs[name]!);
  const made = recorder(trace.build, {
    x,
    attrs,
    list: Object.values(inputs).map((tensor) => trace.ref(tensor)),
  });
  return "value" in made ? trace.tensor(made) : made.map((ref) => trace.tensor(ref));
}
