/**
 * Times a training step of each model: our kernels, Adam and stepper against stock tfjs (its kernels, its
 * gradients, tf.train.adam, the loss read every step), one after the other in the same page.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type BackendName, selectBackend } from "../engine/device.ts";
import { CompiledStep } from "../engine/kernels/compiled-step.ts";
import { countGpuCalls, type GpuCounts } from "../engine/kernels/count.ts";
import { gpuBackend, isSoftware } from "../engine/kernels/gpu.ts";
import { compileForGpu } from "../engine/kernels/gpu-program.ts";
import { heapBackend } from "../engine/kernels/heap.ts";
import { HeapStep } from "../engine/kernels/wasm/compiled-step.ts";
import { compileForHeap } from "../engine/kernels/wasm/module.ts";
import { Rng } from "../engine/numbers/random.ts";
import { createStepper } from "../engine/training/compiled-stepper.ts";
import { Adam } from "../engine/training/optimizer.ts";
import { recordStep } from "../engine/training/record-step.ts";
import { type Ceiling, measureCeiling, shareOfCeiling, type Work } from "./ceiling.ts";
import { BENCH_NAMES, type BenchModel, type BenchName, loadBenchModel } from "./models.ts";
import { createStockStep } from "./stock.ts";
import { countWork } from "./work.ts";

export interface BenchOptions {
  readonly models?: readonly string[];
  readonly backends?: readonly BackendName[];
  /** Rounds of ours and stock, one after the other. */
  readonly rounds?: number;
  /** No round begins once those before have taken this long; one is always taken. */
  readonly budgetMs?: number;
  /** Steps of ours a round, or more where they are short; stock takes one. */
  readonly steps?: number;
  /** Stock is left out, for a first look. */
  readonly skipPlain?: boolean;
}

export interface BenchResult extends GpuCounts {
  readonly model: BenchName;
  readonly backend: BackendName;
  readonly adapter: string;
  readonly msPerStep: number;
  readonly plainMsPerStep: number | null;
  readonly timesFaster: number | null;
  /** Of these the times are medians. */
  readonly rounds: number;
  /** Time of the JavaScript thread a step, without waiting for the device. */
  readonly jsMsPerStep: number;
  /** What the device can do at best, as measured beside it. */
  readonly ceiling: Ceiling;
  /** 0 to 1: the least time that the step's arithmetic and memory traffic could take, by its time. */
  readonly shareOfCeiling: number;
}

/** A round takes at least about this long. */
const ROUND_MS = 40;

const ceilings = new Map<BackendName, Ceiling>();
/** The same on every back end. */
const works = new Map<string, Work>();

export async function runBench(options: BenchOptions = {}): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const backend of options.backends ?? (["wasm", "webgpu"] as const)) {
    const { adapter } = await selectBackend(backend);
    const ceiling = ceilings.get(backend) ?? (await measureCeiling(backend));
    ceilings.set(backend, ceiling);
    const software = backend === "webgpu" && isSoftware(gpuBackend());
    for (const name of BENCH_NAMES) {
      if (options.models && !options.models.includes(name)) continue;
      const model = await loadBenchModel(name, software);
      const work = await workOf(model, software);
      await selectBackend(backend);
      const found = await benchModel(model, options);
      const share = shareOfCeiling(work, ceiling, found.msPerStep);
      results.push({ backend, adapter, ceiling, shareOfCeiling: share, ...found });
    }
  }
  return results;
}

/** Counted on WebAssembly, which has no kernels to compile. */
async function workOf(model: BenchModel, small: boolean): Promise<Work> {
  const key = `${model.name} ${small}`;
  const known = works.get(key);
  if (known) return known;
  await selectBackend("wasm");
  const run = model.open();
  const work = await countWork(run, model.draw(new Rng(2)));
  tf.dispose(Object.values(run.variables));
  works.set(key, work);
  return work;
}

async function benchModel(
  model: BenchModel,
  { rounds = 5, steps = 10, budgetMs = Number.POSITIVE_INFINITY, skipPlain = false }: BenchOptions,
): Promise<Omit<BenchResult, "backend" | "adapter" | "ceiling" | "shareOfCeiling">> {
  const { variables, loss } = model.open();
  const adam = new Adam(variables);
  const stepper = createStepper(loss, variables, adam);
  const rng = new Rng(2);
  await stepper.prepare?.(model.draw(rng)).finished;
  // Until the JavaScript is optimized.
  const began = performance.now();
  let warm = 0;
  for (; warm < 3 || (warm < 100 && performance.now() < began + 200); warm++) {
    stepper.step(model.draw(rng), 1e-3);
    await stepper.losses();
  }
  // Browsers' clocks tell whole milliseconds: a round is to take many of them.
  const many = Math.max(steps, Math.ceil((ROUND_MS * warm) / (performance.now() - began)));
  const plain = skipPlain ? null : createStockStep(model);
  const ours: number[] = [];
  const js: number[] = [];
  const stock: number[] = [];
  let counts: GpuCounts | undefined;
  await plain?.compile();
  // Once compiled, a step that takes seconds anyway does not need another one before it.
  if (plain && (tf.getBackend() === "wasm" || budgetMs === Number.POSITIVE_INFINITY)) {
    await plain.step();
  }
  const end = performance.now() + budgetMs;
  for (let round = 0; round < rounds && (round === 0 || performance.now() < end); round++) {
    const batches = Array.from({ length: many }, () => model.draw(rng));
    const stop = countGpuCalls();
    const start = performance.now();
    for (const batch of batches) stepper.step(batch, 1e-3);
    const encoded = performance.now();
    const perStep = stop();
    await stepper.losses();
    ours.push((performance.now() - start) / many);
    js.push((encoded - start) / many);
    counts ??= mapCounts(perStep, (n) => n / many);
    if (plain) stock.push(await plain.step());
  }
  stepper.dispose();
  adam.dispose();
  tf.dispose(Object.values(variables));
  plain?.dispose();
  const msPerStep = median(ours);
  const plainMsPerStep = plain ? median(stock) : null;
  return {
    model: model.name,
    msPerStep,
    plainMsPerStep,
    timesFaster: plainMsPerStep === null ? null : plainMsPerStep / msPerStep,
    ...(counts as GpuCounts),
    jsMsPerStep: median(js),
    rounds: ours.length,
  };
}

function mapCounts(counts: GpuCounts, f: (n: number) => number): GpuCounts {
  return Object.fromEntries(
    Object.entries(counts).map(([key, n]) => [key, f(n as number)]),
  ) as unknown as GpuCounts;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The losses of the first steps: what the back ends must agree on. */
export async function firstLosses(
  backend: BackendName,
  name: BenchName,
  steps: number,
): Promise<number[]> {
  await selectBackend(backend);
  const model = await loadBenchModel(name);
  const { variables, loss } = model.open();
  const adam = new Adam(variables);
  const stepper = createStepper(loss, variables, adam);
  const rng = new Rng(2);
  for (let i = 0; i < steps; i++) stepper.step(model.draw(rng), 1e-2);
  const losses = [...(await stepper.losses())];
  stepper.dispose();
  adam.dispose();
  tf.dispose(Object.values(variables));
  return losses;
}

/** Each kernel of the compiled step with its time, slowest first. */
export async function compiledTimes(backend: BackendName, name: BenchName): Promise<string[]> {
  await selectBackend(backend);
  const model = await loadBenchModel(name);
  const { variables, loss } = model.open();
  const adam = new Adam(variables);
  const batch = model.draw(new Rng(2));
  const traced = recordStep(loss, variables, batch);
  const settings = [1e-3, 1e-8, 0.9, 0.999] as const;
  let times: { readonly ms: number; readonly what: string }[];
  if (backend === "webgpu") {
    const step = new CompiledStep(gpuBackend(), compileForGpu(traced, batch, 8), variables, adam);
    step.run(batch, settings);
    await step.readLosses();
    times = (await step.kernelTimes()).map(({ ms, code }) => ({ ms, what: `\n${code}` }));
    step.dispose();
  } else {
    const step = new HeapStep(heapBackend(), compileForHeap(traced, batch), variables, adam, {});
    // The engine compiles again, with more care, what it has seen run.
    for (let i = 0; i < 30; i++) step.run(batch, settings);
    times = step.kernelTimes();
    step.dispose();
  }
  return times
    .map(({ ms, what }, i) => ({ ms, text: `kernel ${i}: ${ms.toFixed(3)} ms ${what}` }))
    .sort((a, b) => b.ms - a.ms)
    .map(({ text }) => text);
}
