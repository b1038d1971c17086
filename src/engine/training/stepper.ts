/**
 * Takes training steps: uploads a batch, asks for the loss and its gradients, and lets the optimizer
 * move the parameters. The loss is kept on the device and read many steps at a time, because waiting for
 * a number every step costs more than the step.
 */
import * as tf from "@tensorflow/tfjs-core";
import { messageOf } from "../declarations/sentence.ts";
import {
  CompiledStep,
  compileStep,
  LOSSES,
  type StepProgram,
  stepKernel,
} from "../kernels/compiled-step.ts";
import {
  compileAhead,
  type GpuBackend,
  gpuBackend,
  isSoftware,
  validated,
} from "../kernels/gpu.ts";
import { fingerprint, NotRecordable } from "../kernels/graph.ts";
import { idTensor } from "../kernels/ids.ts";
import { type TracedStep, traceStep } from "../kernels/trace.ts";
import type { Batch, TensorsOf } from "./batch.ts";
import type { LossAndState } from "./model.ts";
import { type Adam, own } from "./optimizer.ts";
import type { Variables } from "./parameters.ts";

/** Kernels being compiled. */
export interface Preparation {
  readonly total: number;
  readonly done: number;
  readonly finished: Promise<unknown>;
  /** How many kernels a step became; null where it runs op by op. */
  readonly kernels: number | null;
  /** Why a step runs op by op though the back end compiles steps; null where nothing is amiss. */
  readonly why: string | null;
}

/** On a back end that compiles no steps. */
export const NOTHING_TO_PREPARE: Preparation = {
  total: 0,
  done: 0,
  finished: Promise.resolve(),
  kernels: null,
  why: null,
};

export interface Stepper {
  /** Compiles what a batch of these shapes needs, where there is something to compile. */
  prepare?(batch: Batch): Preparation;
  /** Takes one step. Does not wait for the device. */
  step(batch: Batch, learningRate: number): void;
  /** The losses of the steps since the last call, oldest first; waits for the device. */
  losses(): Promise<Float32Array>;
  dispose(): void;
}

export type Loss = (parameters: Variables, batch: Uploaded) => tf.Scalar | LossAndState;
/** The columns of a batch on the device. */
export type Uploaded = Readonly<Record<string, tf.Tensor>>;
const scalarOf = (value: tf.Scalar | LossAndState): tf.Scalar =>
  "loss" in value ? value.loss : value;

/**
 * On WebGPU the step is compiled when the first batch is seen (kernels/compiled-step.ts); a step that
 * has no compiled form runs through tfjs op by op, and the console says why.
 */
export function createStepper(
  loss: Loss,
  parameters: Variables,
  optimizer: Adam,
  _state: Variables = {},
): Stepper {
  if (tf.getBackend() !== "webgpu") return createPlainStepper(loss, parameters, optimizer);
  return new CompiledStepper(loss, parameters, optimizer);
}

interface Step {
  readonly batch: Batch;
  readonly learningRate: number;
}

/** One shape of batch: the last one of an epoch is smaller than the others. */
interface Variant {
  readonly program: StepProgram;
  compiled: CompiledStep | undefined;
}
/** More shapes than this are not kept at once. */
const MOST_VARIANTS = 4;

class CompiledStepper implements Stepper {
  readonly #loss: Loss;
  readonly #parameters: Variables;
  readonly #optimizer: Adam;
  readonly #plain: Stepper;
  readonly #variants = new Map<string, Variant>();
  #active: CompiledStep | undefined;
  /** The device's word on new kernels, and the steps taken before it came. */
  #trial: { readonly verdict: Promise<string | null>; readonly steps: Step[] } | undefined;
  #fallback = false;
  /** Losses of steps that another variant took before they were asked for, oldest first. */
  #earlier: Promise<Float32Array>[] = [];

  constructor(loss: Loss, parameters: Variables, optimizer: Adam) {
    this.#loss = loss;
    this.#parameters = parameters;
    this.#optimizer = optimizer;
    this.#plain = createPlainStepper(loss, parameters, optimizer);
  }

  step(batch: Batch, learningRate: number): void {
    const compiled = this.#fallback ? undefined : this.#prepare(batch);
    if (!compiled) {
      this.#plain.step(batch, learningRate);
      return;
    }
    if (compiled.pending === LOSSES) this.#earlier.push(compiled.readLosses());
    this.#trial?.steps.push({ batch, learningRate });
    const { rate, epsilon, beta1, beta2 } = this.#optimizer.next(learningRate);
    this.#optimizer.step++;
    const run = () => compiled.run(batch, [rate, epsilon, beta1, beta2]);
    // Before the verdict, errors are its business and nobody else's.
    if (this.#trial) validated(gpuBackend().device, run);
    else run();
  }

  prepare(batch: Batch): Preparation {
    const preparation = {
      total: 0,
      done: 0,
      finished: Promise.resolve() as Promise<unknown>,
      kernels: null,
      why: null,
    };
    try {
      const backend = gpuBackend();
      const shapes = shapesOf(batch);
      const { program } = this.#variants.get(shapes) ?? this.#addVariant(backend, shapes, batch);
      const compiling = program.kernels.map(async (kernel, i) => {
        await compileAhead(backend.device, stepKernel(kernel, i));
        preparation.done++;
      });
      preparation.total = compiling.length;
      preparation.finished = Promise.all(compiling);
    } catch {
      // A step that cannot be compiled says so when it is taken.
    }
    return preparation;
  }

  #prepare(batch: Batch): CompiledStep | undefined {
    const shapes = shapesOf(batch);
    if (this.#active && !this.#active.isCurrent()) this.#retire();
    const known = this.#variants.get(shapes);
    if (known?.compiled) {
      this.#activate(known.compiled);
      return known.compiled;
    }
    try {
      const backend = gpuBackend();
      const variant = known ?? this.#addVariant(backend, shapes, batch);
      for (const [name, parameter] of Object.entries(this.#parameters)) {
        const { m, v } = this.#optimizer.moments[name]!;
        for (const variable of [parameter, m, v]) own(variable);
      }
      const { made, verdict } = validated(
        backend.device,
        () => new CompiledStep(backend, variant.program, this.#parameters, this.#optimizer),
      );
      variant.compiled = made;
      this.#activate(made);
      this.#watch(verdict);
      return made;
    } catch (error) {
      this.#retire();
      this.#fallBack(messageOf(error));
      return undefined;
    }
  }

  #addVariant(backend: GpuBackend, shapes: string, batch: Batch): Variant {
    const traced = recordStep(backend, this.#loss, this.#parameters, batch);
    const program = compileStep(traced, batch, isSoftware(backend) ? 8 : 4);
    const variant: Variant = { program, compiled: undefined };
    if (this.#variants.size >= MOST_VARIANTS) {
      this.#retire();
      this.#variants.clear();
    }
    this.#variants.set(shapes, variant);
    return variant;
  }

  #activate(compiled: CompiledStep): void {
    if (this.#active && this.#active !== compiled && this.#active.pending > 0) {
      this.#earlier.push(this.#active.readLosses());
    }
    this.#active = compiled;
  }

  #watch(verdict: Promise<string | null>): void {
    const both = this.#trial ? Promise.all([this.#trial.verdict, verdict]) : verdict;
    const trial = {
      verdict: Promise.resolve(both).then((said) =>
        Array.isArray(said) ? (said.find((refusal) => refusal !== null) ?? null) : said,
      ),
      steps: this.#trial?.steps ?? [],
    };
    this.#trial = trial;
    void trial.verdict.then((refusal) => {
      if (refusal === null && this.#trial === trial) this.#trial = undefined;
    });
  }

  #fallBack(why: string): void {
    console.warn(`The step runs op by op, which is slower: ${why}`);
    this.#fallback = true;
  }

  /** Gives the buffers back; losses that nobody has read are read first. */
  #retire(): void {
    for (const variant of this.#variants.values()) {
      const old = variant.compiled;
      variant.compiled = undefined;
      if (!old) continue;
      if (old.pending > 0) this.#earlier.push(old.readLosses().finally(() => old.dispose()));
      else old.dispose();
    }
    this.#active = undefined;
    this.#trial = undefined;
  }

  /** If the device refused the kernels, nothing was computed: takes the steps again, op by op. */
  async #settle(): Promise<void> {
    const trial = this.#trial;
    const refusal = trial ? await trial.verdict : null;
    if (!trial || refusal === null || this.#trial !== trial) return;
    this.#retire();
    this.#earlier = [];
    this.#fallBack(refusal);
    this.#optimizer.step -= trial.steps.length;
    for (const { batch, learningRate } of trial.steps) this.#plain.step(batch, learningRate);
  }

  async losses(): Promise<Float32Array> {
    await this.#settle();
    const parts = [...this.#earlier];
    this.#earlier = [];
    if (this.#active) parts.push(this.#active.readLosses());
    parts.push(this.#plain.losses());
    const read = await Promise.all(parts);
    const all = new Float32Array(read.reduce((n, part) => n + part.length, 0));
    let at = 0;
    for (const part of read) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  dispose(): void {
    this.#retire();
    this.#variants.clear();
    this.#plain.dispose();
  }
}

const shapesOf = (batch: Batch) =>
  JSON.stringify(Object.entries(batch).map(([name, { shape }]) => [name, shape]));

/** Writes the step down; of the batch, only the shapes matter. */
export function recordStep(
  backend: GpuBackend,
  loss: Loss,
  parameters: Variables,
  batch: Batch,
): TracedStep {
  const columns = uploadBatch(batch);
  const trace = () =>
    traceStep(backend, () => scalarOf(loss(parameters, columns)), parameters, columns);
  try {
    const traced = trace();
    if (fingerprint(traced.graph) !== fingerprint(trace().graph)) {
      throw new NotRecordable(
        "the loss draws numbers of its own (tf.dropout, perhaps), which a recorded step would repeat. Draw them with the batch.",
      );
    }
    return traced;
  } finally {
    tf.dispose(Object.values(columns));
  }
}

/** Every step runs through tfjs's engine: the reference, and the way that always works. */
export function createPlainStepper(loss: Loss, parameters: Variables, optimizer: Adam): Stepper {
  let pending: tf.Scalar[] = [];
  return {
    step(batch, learningRate) {
      pending.push(plainStep(loss, parameters, optimizer, batch, learningRate));
    },
    async losses() {
      const read = pending;
      pending = [];
      try {
        const values = await Promise.all(read.map((scalar) => scalar.data()));
        return Float32Array.from(values, (value) => value[0]!);
      } finally {
        tf.dispose(read);
      }
    },
    dispose() {
      tf.dispose(pending);
      pending = [];
    },
  };
}

/** One step in plain tfjs. The caller disposes the loss. */
export function plainStep(
  loss: Loss,
  parameters: Variables,
  optimizer: Adam,
  batch: Batch,
  learningRate: number,
): tf.Scalar {
  return tf.tidy(() => {
    const tensors = uploadBatch(batch);
    const names = Object.keys(parameters);
    const variables = Object.values(parameters);
    const { value, grads } = tf.variableGrads(() => scalarOf(loss(parameters, tensors)), variables);
    const gradients = Object.fromEntries(
      names.flatMap((name, i) => {
        const gradient = grads[variables[i]!.name];
        return gradient ? [[name, gradient]] : [];
      }),
    );
    optimizer.apply(gradients, learningRate);
    return value;
  });
}

/** The columns of a batch as tensors; the values of ids stay known to the CPU. */
export function uploadBatch<C extends Partial<Batch>>(batch: C): TensorsOf<C> {
  return Object.fromEntries(
    Object.entries(batch as Batch).map(([name, { values, shape }]) => [
      name,
      values instanceof Int32Array ? idTensor(values, shape) : tf.tensor(values, [...shape]),
    ]),
  ) as TensorsOf<C>;
}
