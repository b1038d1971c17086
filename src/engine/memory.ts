/**
 * What a set-up takes, before anything of it is made: the model's functions are run once where tensors have
 * shapes only (kernels/hollow.ts). Parameters, moments, one step, the first block of an evaluation, and
 * checkpoints; the data themselves are there already.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Split } from "./data/split.ts";
import type { Config } from "./declarations/hyperparameters.ts";
import { inAll, type Memory, onDevice } from "./declarations/memory.ts";
import { type Sentence, sentence, ToldError } from "./declarations/sentence.ts";
import { differentiate, lossOf } from "./kernels/differentiate.ts";
import { compileForGpu } from "./kernels/gpu-program.ts";
import { HollowRng, hollow, onShapes, shapesHost } from "./kernels/hollow.ts";
import { traceStep } from "./kernels/trace.ts";
import { bytesOfStep, compileForHeap } from "./kernels/wasm/module.ts";
import { createStreams, restoreStreams, streamsState } from "./numbers/random.ts";
import { fileSize } from "./own-data/limits.ts";
import { rankingMeasure } from "./ranking/evaluate.ts";
import type { Batch } from "./training/batch.ts";
import { MOST_BYTES, MOST_CHECKPOINTS } from "./training/checkpoints.ts";
import { type Variables, variablesOf } from "./training/parameters.ts";
import { CHECKPOINTS_PER_EPOCH, type Subject } from "./training/session.ts";
import { type Uploaded, uploadBatch } from "./training/stepper.ts";

/** What a machine has; unknown where it does not say. */
export interface Means {
  /** Of the memory that the model trains in, all together. */
  readonly device?: number | undefined;
  /** Of one tensor. */
  readonly tensor?: number | undefined;
  /** Of the whole machine. */
  readonly machine?: number | undefined;
}

/** The set-up is refused before anything has changed: whatever was open still is. */
export class Refused extends ToldError {
  override name = "Refused";
}

/** A heap of WebAssembly has 32-bit addresses; kernels take up to half as much again for a moment. */
const WASM_BYTES = 2 ** 32 / 1.5;
/** Of the machine's memory; the rest is the browser's and everybody else's. */
const SHARE = 0.5;

/** What this machine has for training on WebGPU, or on WebAssembly. */
export async function meansHere(onGpu: boolean): Promise<Means> {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  const machine = deviceMemory ? SHARE * deviceMemory * 2 ** 30 : undefined;
  if (!onGpu) return { device: WASM_BYTES, machine };
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return { machine };
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return { tensor: Math.min(maxBufferSize, maxStorageBufferBindingSize), machine };
}

/** Whether these means are enough. */
const fits = (memory: Memory, means: Means): boolean =>
  onDevice(memory) <= (means.device ?? Infinity) &&
  memory.largest <= (means.tensor ?? Infinity) &&
  inAll(memory) <= (means.machine ?? Infinity);

/**
 * What a set-up takes.
 * @throws Refused where that is more than the machine has: in words that say what to lower
 */
export function memoryWithin(subject: Subject, split: Split, means: Means, onGpu: boolean): Memory {
  const of = (config: Config) => memoryOf({ ...subject, config }, split, onGpu);
  const memory = of(subject.config);
  if (fits(memory, means)) return memory;
  throw new Refused(refusal(memory, means, adviceFor(subject.config, memory, of, means)));
}

function refusal(memory: Memory, { device, tensor, machine }: Means, advice: Sentence): Sentence {
  const needs = fileSize(inAll(memory));
  if (memory.largest > (tensor ?? Infinity)) {
    return sentence(
      "This set-up is too large for the graphics card: one table of numbers takes {size}, and {limit} is the most here. {advice}",
      { size: fileSize(memory.largest), limit: fileSize(tensor!), advice },
    );
  }
  if (onDevice(memory) > (device ?? Infinity)) {
    return sentence(
      "This set-up is too large: it takes about {needs}, and WebAssembly has room for {limit}. {advice}",
      { needs, limit: fileSize(device!), advice },
    );
  }
  return sentence(
    "This set-up is too large: it takes about {needs}, and this machine can spare {limit}. {advice}",
    { needs, limit: fileSize(machine!), advice },
  );
}

/** How often one setting is halved at most to see whether that is enough. */
const HALVINGS = 5;

/** Which settings to lower, by their names in links: where one alone is enough, to what. */
function adviceFor(
  config: Config,
  all: Memory,
  of: (config: Config) => Memory,
  means: Means,
): Sentence {
  const enough: string[] = [];
  const helping: string[] = [];
  for (const [key, value] of Object.entries(config)) {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 2) continue;
    const halved = (times: number) => Math.floor(value / 2 ** times);
    try {
      for (let times = 1; times <= HALVINGS && halved(times) > 0; times++) {
        const memory = of({ ...config, [key]: halved(times) });
        if (times === 1) {
          if (inAll(memory) > 0.98 * inAll(all)) break;
          helping.push(key);
        }
        if (!fits(memory, means)) continue;
        enough.push(`${key}=${halved(times)}`);
        break;
      }
    } catch {
      // With this setting halved there is no model: that is no advice.
    }
  }
  if (enough.length > 0)
    return sentence("One of these is enough: {settings}.", { settings: enough.join(", ") });
  if (helping.length > 0)
    return sentence("Lower these together: {settings}.", { settings: helping.join(", ") });
  return sentence("Choose a smaller dataset.");
}

/**
 * The subject with its data prepared, so that a session that is opened with it need not do that again.
 * @throws ToldError when the lesson cannot learn from these data
 */
export function prepared(subject: Subject): Subject & { readonly prepared: Split } {
  const { training, config, seed, under } = subject;
  if (!training.prepare) return { ...subject, prepared: subject.split };
  const streams = createStreams(seed);
  const first = training.prepare(subject.split, config, streams, under, undefined);
  const after = streamsState(streams);
  const prepare: typeof training.prepare = (split, asked, own, ...rest) => {
    if (asked !== config || rest[1]) return training.prepare!(split, asked, own, ...rest);
    restoreStreams(own, after);
    return first;
  };
  return { ...subject, training: { ...training, prepare }, prepared: first };
}

type Modelled = Pick<Subject, "training" | "config" | "split" | "seed">;

/**
 * @param split as the lesson has prepared it
 * @throws NotRecordable where the shape of an operation is not known
 */
export function memoryOf(
  { training, config, seed }: Subject,
  split: Split,
  onGpu: boolean,
): Memory {
  const companions = Object.values(training.beside?.(config, split) ?? {});
  const all = [config, ...companions.map((companion) => ({ ...config, ...companion.config }))].map(
    (own) => memoryOfModel({ training, config: own, split, seed }, onGpu),
  );
  const sum = (part: keyof Memory) => all.reduce((n, memory) => n + memory[part], 0);
  const most = (part: keyof Memory) => Math.max(...all.map((memory) => memory[part]));
  return {
    parameters: sum("parameters"),
    step: most("step"),
    evaluation: most("evaluation"),
    checkpoints: sum("checkpoints"),
    largest: most("largest"),
    batch: all[0]!.batch,
  };
}

function memoryOfModel(subject: Modelled, onGpu: boolean): Memory {
  const { training, config, split, seed } = subject;
  const { model } = training;
  const batch = batchOf(subject);
  return onShapes((backend) => {
    const parameters = model.init(split, config, new HollowRng(seed));
    const state = model.state?.(split, config) ?? {};
    const [flat, flatState] = [variablesOf(parameters), variablesOf(state)];
    const loss = (columns: Uploaded) => model.loss(parameters, columns, config, state);
    /** The most that is alive at once, beside what was before. */
    const during = (run: () => void): number => {
      const before = backend.mark();
      tf.tidy(run);
      return backend.peak - before;
    };
    const stepByStep = () =>
      during(() => {
        const columns = uploadBatch(batch);
        if (!model.step) return void differentiate(() => loss(columns), flat, flatState);
        tf.dispose(lossOf(loss(columns)));
        model.step(parameters, columns, config);
      });
    const compiled = () => {
      const columns = uploadBatch(batch);
      const host = shapesHost(backend);
      const traced = traceStep(host, () => loss(columns), flat, flatState, columns);
      if (!onGpu) return bytesOfStep(compileForHeap(traced, batch));
      const { arenaWords, batchWords } = compileForGpu(traced, batch);
      return 4 * (arenaWords + batchWords);
    };
    try {
      const trained = bytesOf(flat);
      backend.largest = 0;
      const step = model.step ? stepByStep() : compiled();
      // A step whose arena is too large for the card goes operation by operation.
      backend.largest = Math.min(step, backend.largest);
      for (const { size } of Object.values(flat)) {
        backend.largest = Math.max(4 * size, backend.largest);
      }
      const measure = training.measure ?? rankingMeasure(model);
      const evaluation = during(
        () => void measure.evaluate(parameters, config, split, state).catch(() => {}),
      );
      const checkpoint = (model.step ? 1 : 3) * trained + bytesOf(flatState);
      const perEpoch = Math.max(CHECKPOINTS_PER_EPOCH, training.evaluationsPerEpoch ?? 1);
      const count = Math.min(MOST_CHECKPOINTS, 1 + Number(config.epochs ?? 1) * perEpoch);
      return {
        parameters: checkpoint,
        step,
        evaluation,
        checkpoints: Math.max(
          Math.min(2, count) * checkpoint,
          Math.min(count * checkpoint, MOST_BYTES),
        ),
        largest: backend.largest,
        batch: batchSize(subject),
      };
    } finally {
      tf.dispose([...Object.values(flat), ...Object.values(flatState)]);
    }
  });
}

const bytesOf = (variables: Variables) =>
  4 * Object.values(variables).reduce((n, { size }) => n + size, 0);

const batchSize = ({ training, config, split }: Modelled) =>
  Math.min(Number(config.batch), training.examples(split, config));

/** Examples of two small batches, from whose shapes that of a large one is known. */
const FEW = [32, 64] as const;

/** What a batch looks like, without its numbers: every size in it grows evenly with the examples. */
function batchOf({ training, config, split, seed }: Modelled): Batch {
  const size = batchSize({ training, config, split, seed });
  const drawn = (n: number): Batch => {
    const streams = createStreams(seed);
    const notes = training.notes?.(split, config) ?? {};
    const examples = Int32Array.from({ length: n }, (_, i) => i);
    return training.draw({ split, config, streams, step: 0, notes }, examples);
  };
  const [few, more] = FEW;
  if (size <= more) return drawn(size);
  const [small, large] = [drawn(few), drawn(more)];
  return Object.fromEntries(
    Object.entries(large).map(([name, { values, shape }]) => {
      const grown = shape.map((n, axis) => {
        const each = (n - small[name]!.shape[axis]!) / (more - few);
        return Math.round(n + each * (size - more));
      });
      const length = tf.util.sizeFromShape(grown);
      const ids = values instanceof Int32Array;
      return [
        name,
        { values: ids ? hollow(Int32Array, length) : hollow(Float32Array, length), shape: grown },
      ];
    }),
  );
}

/**
 * The subject with its data prepared, and what it takes: null where that cannot be told.
 * @throws Refused where it takes more than the machine has
 */
export async function weighed<S extends Subject>(
  subject: S,
  onGpu: boolean,
): Promise<S & { readonly prepared: Split; readonly memory: Memory | null }> {
  const ready = { ...subject, ...prepared(subject) };
  try {
    const memory = memoryWithin(ready, ready.prepared, await meansHere(onGpu), onGpu);
    return { ...ready, memory };
  } catch (error) {
    if (error instanceof Refused) throw error;
    console.warn("What this set-up takes is not known:", error);
    return { ...ready, memory: null };
  }
}
