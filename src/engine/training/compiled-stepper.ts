/**
 * Steps compiled for the device, one program for each shape of batch. A step that has no compiled form, or
 * that the device refuses, runs op by op; the console and the preparation say why.
 */
import * as tf from "@tensorflow/tfjs-core";
import { messageOf } from "../declarations/sentence.ts";
import { CompiledStep, LOSSES, stepKernel } from "../kernels/compiled-step.ts";
import {
  compileAhead,
  type GpuBackend,
  gpuBackend,
  isSoftware,
  validated,
} from "../kernels/gpu.ts";
import { compileForGpu, type GpuProgram } from "../kernels/gpu-program.ts";
import { type Batch, shapesOf } from "./batch.ts";
import { HeapStepper } from "./heap-stepper.ts";
import { type Adam, own } from "./optimizer.ts";
import type { Variables } from "./parameters.ts";
import { recordStep } from "./record-step.ts";
import {
  createPlainStepper,
  type Loss,
  NOTHING_TO_PREPARE,
  type Preparation,
  type Stepper,
} from "./stepper.ts";

/**
 * The step is compiled when the first batch is seen (kernels/compiled-step.ts, kernels/wasm/compiled-step.ts); a
 * step that has no compiled form runs through tfjs op by op, and the console says why.
 * @param state variables that no gradient moves: the loss may give their next values, which are written
 *   with the step
 */
export function createStepper(
  loss: Loss,
  parameters: Variables,
  optimizer: Adam,
  state: Variables = {},
): Stepper {
  return tf.getBackend() === "webgpu"
    ? new CompiledStepper(loss, parameters, optimizer, state)
    : new HeapStepper(loss, parameters, optimizer, state);
}

interface Step {
  readonly batch: Batch;
  readonly learningRate: number;
}

/** One shape of batch: the last one of an epoch is smaller than the others. */
interface Variant {
  readonly program: GpuProgram;
  compiled: CompiledStep | undefined;
}
/** More shapes than this are not kept at once. */
const MOST_VARIANTS = 4;

class CompiledStepper implements Stepper {
  readonly #loss: Loss;
  readonly #parameters: Variables;
  readonly #optimizer: Adam;
  readonly #state: Variables;
  readonly #plain: Stepper;
  readonly #variants = new Map<string, Variant>();
  #active: CompiledStep | undefined;
  /** The device's word on new kernels, and the steps taken before it came. */
  #trial: { readonly verdict: Promise<string | null>; readonly steps: Step[] } | undefined;
  #fallback = false;
  #preparation: { kernels: number | null; why: string | null } | undefined;
  /** Losses of steps that another variant took before they were asked for, oldest first. */
  #earlier: Promise<Float32Array>[] = [];

  constructor(loss: Loss, parameters: Variables, optimizer: Adam, state: Variables) {
    this.#loss = loss;
    this.#parameters = parameters;
    this.#optimizer = optimizer;
    this.#state = state;
    this.#plain = createPlainStepper(loss, parameters, optimizer, state);
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
    const preparation: { -readonly [K in keyof Preparation]: Preparation[K] } = {
      ...NOTHING_TO_PREPARE,
    };
    this.#preparation = preparation;
    try {
      const backend = gpuBackend();
      const shapes = shapesOf(batch);
      const { program } = this.#variants.get(shapes) ?? this.#addVariant(backend, shapes, batch);
      const texts = new Map(program.kernels.map((kernel) => [kernel.code, kernel]));
      const compiling = [...texts.values()].map(async (kernel, i) => {
        await compileAhead(backend.device, stepKernel(kernel, i));
        preparation.done++;
      });
      preparation.total = compiling.length;
      preparation.finished = Promise.all(compiling);
      preparation.kernels = program.kernels.length;
    } catch (error) {
      // Also said, on the console, when the step is taken.
      preparation.why = messageOf(error);
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
      for (const variable of Object.values(this.#state)) own(variable);
      const { made, verdict } = validated(
        backend.device,
        () =>
          new CompiledStep(
            backend,
            variant.program,
            this.#parameters,
            this.#optimizer,
            this.#state,
          ),
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
    const traced = recordStep(this.#loss, this.#parameters, batch, this.#state);
    const program = compileForGpu(traced, batch, isSoftware(backend) ? 8 : 4);
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
    if (this.#preparation) Object.assign(this.#preparation, { kernels: null, why });
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
