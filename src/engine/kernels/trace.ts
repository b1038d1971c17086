/**
 * Runs a step of a plain tfjs model without computing anything: while a trace is open, our kernels write
 * a node of the graph instead of dispatching. tfjs's engine, tape and gradients work as always.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Variables } from "../training/parameters.ts";
import { Builder } from "./build.ts";
import { differentiate, type LossValue } from "./differentiate.ts";
import {
  Graph,
  type InputSource,
  NotRecordable,
  type Ref,
  type Value,
  type ValueType,
} from "./graph.ts";
import { type KernelCall, overrideKernel } from "./override.ts";
import { RECORDERS, type Recorder } from "./recorders.ts";
import type { TraceHost } from "./trace-host.ts";

export interface TracedStep {
  readonly graph: Graph;
  readonly loss: Ref;
  /** By the parameters' names; a parameter that the loss does not reach is missing. */
  readonly gradients: Readonly<Record<string, Ref>>;
  /** What the state becomes, by its names. */
  readonly next: Readonly<Record<string, Ref>>;
}

let open: Trace | null = null;

/** Whether a step is being written down instead of run. */
export const tracing = (): boolean => open !== null;

class Trace {
  readonly graph = new Graph();
  readonly build = new Builder(this.graph);
  readonly #values = new Map<tf.DataId, Value>();

  constructor(readonly host: TraceHost) {}

  has(dataId: tf.DataId): boolean {
    const source = this.#values.get(dataId)?.source;
    return source !== undefined && !(source.kind === "input" && source.input.from === "constant");
  }

  input(tensor: tf.TensorInfo, input: InputSource): void {
    const value = this.graph.add({ kind: "input", input }, tensor.shape, typeOf(tensor));
    this.#values.set(tensor.dataId, value);
  }

  /** The value of a tensor; numbers that the model brought along become constants. */
  ref(tensor: tf.TensorInfo): Ref {
    const known = this.#values.get(tensor.dataId);
    if (known) return { value: known, shape: tensor.shape };
    const held = this.host.held(tensor);
    if (held === undefined) {
      throw new NotRecordable("The step reads a tensor that nothing has written.");
    }
    const value =
      held === "on the device"
        ? this.graph.add(
            { kind: "input", input: { from: "tensor", dataId: tensor.dataId } },
            tensor.shape,
            typeOf(tensor),
          )
        : this.build.constant(held, tensor.shape, typeOf(tensor)).value;
    this.#values.set(tensor.dataId, value);
    return { value, shape: tensor.shape };
  }

  tensor({ value, shape }: Ref): tf.TensorInfo {
    const tensor = this.host.make(shape, value.type);
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
 * @param state variables without a gradient
 * @param batch tensors that stand for the columns of a batch; their values are not read
 * @throws NotRecordable if the step asks for something that has no recorded form
 */
export function traceStep(
  host: TraceHost,
  loss: () => LossValue,
  parameters: Variables,
  state: Variables,
  batch: Readonly<Record<string, tf.Tensor>>,
): TracedStep {
  const trace = new Trace(host);
  for (const [name, variable] of Object.entries({ ...state, ...parameters })) {
    trace.input(variable, { from: "variable", name });
  }
  for (const [column, tensor] of Object.entries(batch)) {
    trace.input(tensor, { from: "batch", column });
  }
  const restore = refuse(trace);
  const around = open;
  open = trace;
  try {
    let result: TracedStep | undefined;
    tf.tidy(() => {
      const step = differentiate(loss, parameters, state);
      const refs = (tensors: Readonly<Record<string, tf.Tensor>>) =>
        Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, trace.ref(t)]));
      result = {
        graph: trace.graph,
        loss: trace.ref(step.loss),
        gradients: refs(step.gradients),
        // A variable may be written before another has taken its number: it must be possible to keep that.
        next: Object.fromEntries(
          Object.entries(refs(step.next)).map(([name, ref]) => [name, trace.build.copy(ref)]),
        ),
      };
      tf.dispose([step.loss, step.gradients, step.next]);
    });
    return result as unknown as TracedStep;
  } finally {
    open = around;
    restore();
  }
}

/** Runs something with every operation written down, where only shapes are asked for (hollow.ts). */
export function writingDown<T>(host: TraceHost, run: () => T): T {
  open = new Trace(host);
  try {
    return run();
  } finally {
    open = null;
  }
}

/** While a trace is open, whatever would reach the device has no recorded form. */
function refuse(trace: Trace): () => void {
  const engine = tf.engine() as unknown as {
    runKernel?: (name: string, ...rest: unknown[]) => unknown;
  };
  const runKernel = engine.runKernel!;
  let running = "";
  const { before, stop } = trace.host.refuse({
    kernel: () => new NotRecordable(`${running} has no recorded form.`),
    reading: () => new NotRecordable("The step reads numbers back from the device."),
    traced: (dataId) => trace.has(dataId),
  });
  engine.runKernel = (name, ...rest) => {
    running = name;
    before?.(name);
    return runKernel.call(engine, name, ...rest);
  };
  return () => {
    stop();
    delete engine.runKernel;
  };
}

/** Registers the recorders with tfjs. Outside a trace they step aside for the stock kernels. */
export function installRecorders(backend: TraceHost["name"] | "shapes"): void {
  for (const [name, recorder] of Object.entries(RECORDERS)) {
    overrideKernel(backend, name, (call) => record(recorder, call));
  }
  // Elsewhere it copies nothing.
  if (backend === "wasm") overrideKernel(backend, "Identity", (call) => record(IDENTITY, call));
}

const IDENTITY: Recorder = (_, { x }) => x("x");

function record(
  recorder: Recorder,
  { inputs, attrs }: KernelCall<unknown>,
): tf.TensorInfo | tf.TensorInfo[] | undefined {
  const trace = open;
  if (!trace) return undefined;
  const x = (name: string) => trace.ref(inputs[name]!);
  const made = recorder(trace.build, {
    x,
    has: (name) => Boolean(inputs[name]),
    attrs,
    list: () => Object.values(inputs).map((tensor) => trace.ref(tensor)),
  });
  return "value" in made ? trace.tensor(made) : made.map((ref) => trace.tensor(ref));
}
