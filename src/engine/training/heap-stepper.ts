/**
 * Steps compiled to WebAssembly, one module for each shape of batch. A step that has no compiled form, or that
 * the engine refuses, runs op by op; the console and the preparation say why.
 */
import * as tf from "@tensorflow/tfjs-core";
import { messageOf } from "../declarations/sentence.ts";
import { heapBackend } from "../kernels/heap.ts";
import { HeapStep } from "../kernels/wasm/compiled-step.ts";
import { compileForHeap, type HeapProgram } from "../kernels/wasm/module.ts";
import { type Batch, shapesOf } from "./batch.ts";
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

/** More shapes than this are not kept at once. */
const MOST_VARIANTS = 4;

export class HeapStepper implements Stepper {
  readonly #loss: Loss;
  readonly #parameters: Variables;
  readonly #optimizer: Adam;
  readonly #state: Variables;
  readonly #plain: Stepper;
  /** By the shapes of their batch: the last one of an epoch is smaller than the others. */
  readonly #programs = new Map<string, HeapProgram>();
  readonly #steps = new Map<string, HeapStep>();
  #losses: (number | Promise<number>)[] = [];
  #why: string | undefined;

  constructor(loss: Loss, parameters: Variables, optimizer: Adam, state: Variables) {
    this.#loss = loss;
    this.#parameters = parameters;
    this.#optimizer = optimizer;
    this.#state = state;
    this.#plain = createPlainStepper(loss, parameters, optimizer, state);
  }

  prepare(batch: Batch): Preparation {
    const compiled = this.#compiled(batch);
    if (compiled) {
      const { kernels, variant } = compiled;
      return { ...NOTHING_TO_PREPARE, kernels, variant };
    }
    return { ...NOTHING_TO_PREPARE, why: this.#why! };
  }

  step(batch: Batch, learningRate: number): void {
    const compiled = this.#compiled(batch);
    if (!compiled) {
      this.#plain.step(batch, learningRate);
      const loss = this.#plain.losses().then((losses) => losses[0]!);
      this.#losses.push(loss);
      return;
    }
    const { rate, epsilon, beta1, beta2 } = this.#optimizer.next(learningRate);
    this.#optimizer.step++;
    this.#losses.push(compiled.run(batch, [rate, epsilon, beta1, beta2]));
  }

  #compiled(batch: Batch): HeapStep | undefined {
    if (this.#why !== undefined) return undefined;
    const shapes = shapesOf(batch);
    const known = this.#steps.get(shapes);
    if (known?.isCurrent()) return known;
    try {
      this.#retire();
      if (!tf.env().getBool("WASM_HAS_SIMD_SUPPORT"))
        throw new Error("WebAssembly runs without SIMD here.");
      const backend = heapBackend();
      for (const [name, parameter] of Object.entries(this.#parameters)) {
        const { m, v } = this.#optimizer.moments[name]!;
        for (const variable of [parameter, m, v]) own(variable);
      }
      for (const variable of Object.values(this.#state)) own(variable);
      const program = this.#programs.get(shapes) ?? this.#compile(shapes, batch);
      const step = new HeapStep(backend, program, this.#parameters, this.#optimizer, this.#state);
      this.#steps.set(shapes, step);
      return step;
    } catch (error) {
      this.#why = messageOf(error);
      console.warn(`The step runs op by op, which is slower: ${this.#why}`);
      return undefined;
    }
  }

  #compile(shapes: string, batch: Batch): HeapProgram {
    const traced = recordStep(this.#loss, this.#parameters, batch, this.#state);
    const program = compileForHeap(traced, batch);
    if (this.#programs.size >= MOST_VARIANTS) this.#programs.clear();
    this.#programs.set(shapes, program);
    return program;
  }

  /** Gives back the memory of steps whose variables have moved, or of too many. */
  #retire(): void {
    for (const [shapes, step] of this.#steps) {
      if (step.isCurrent() && this.#steps.size < MOST_VARIANTS) continue;
      step.dispose();
      this.#steps.delete(shapes);
    }
  }

  async losses(): Promise<Float32Array> {
    const losses = this.#losses;
    this.#losses = [];
    return Float32Array.from(await Promise.all(losses));
  }

  dispose(): void {
    for (const step of this.#steps.values()) step.dispose();
    this.#steps.clear();
    this.#programs.clear();
    this.#plain.dispose();
  }
}
