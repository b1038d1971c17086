/**
 * A training step on WebAssembly. The plain tfjs model is traced once and becomes a module of a few kernels
 * (kernel.ts); from then on a step writes its batch and is one call. Values between kernels lie in an arena on
 * tfjs's own heap, parameters where tfjs has them.
 */
import type * as tf from "@tensorflow/tfjs-core";
import { messageOf } from "../../declarations/sentence.ts";
import type { Batch } from "../../training/batch.ts";
import type { Adam } from "../../training/optimizer.ts";
import type { Variables } from "../../training/parameters.ts";
import { align } from "../arena.ts";
import { addressOf, type HeapBackend, memoryOf } from "../heap.ts";
import { idsInBatches, segmentOrder } from "../ids.ts";
import { variableBuffer } from "../plan.ts";
import { type HeapProgram, MEETING, moduleOf, SCRATCH, scratchWords } from "./module.ts";
import { type Threads, threadsOfSteps } from "./threads.ts";

type Functions = Readonly<Record<string, (...part: number[]) => void>>;

export class HeapStep {
  readonly #backend: HeapBackend;
  readonly #program: HeapProgram;
  /** The arena, the batch and the scratch memory. */
  readonly #rooms: Readonly<Record<string, Room>>;
  readonly #functions: Functions;
  /** The threads that know the module, and its number there. */
  readonly #shared: { readonly threads: Threads; readonly id: number } | undefined;
  /** Where the variables lay when the module was made. */
  readonly #bound: readonly { readonly variable: tf.Variable; readonly address: number }[];

  /** @throws Error if the memory cannot grow, or the engine does not take the module */
  constructor(
    backend: HeapBackend,
    program: HeapProgram,
    parameters: Variables,
    optimizer: Adam,
    state: Variables,
  ) {
    this.#backend = backend;
    this.#program = program;
    const memory = memoryOf(backend);
    if (!memory) throw new Error("tfjs keeps its memory elsewhere than it did.");
    const bound: { variable: tf.Variable; address: number }[] = [];
    const addresses = new Map<string, number>();
    const bind = (key: string, variable: tf.Variable) => {
      const address = addressOf(backend, variable);
      addresses.set(key, address);
      bound.push({ variable, address });
    };
    for (const [name, variable] of Object.entries({ ...state, ...parameters })) {
      const base = variableBuffer(name);
      bind(base, variable);
      const moments = optimizer.moments[name];
      if (!moments) continue;
      bind(`m_${base}`, moments.m);
      bind(`v_${base}`, moments.v);
    }
    for (const [name, dataId] of program.tensors) {
      addresses.set(name, addressOf(backend, { dataId }));
    }
    this.#bound = bound;
    const shared = !(memory.buffer instanceof ArrayBuffer);
    const threads = shared ? threadsOfSteps() : null;
    this.#rooms = allocate(backend, {
      arena: program.arenaWords,
      batch: program.batchWords,
      [SCRATCH]: align(scratchWords(program)) * (threads?.count ?? 1),
    });
    if (shared) addresses.set(MEETING, meetingPlace(backend));
    for (const [name, { address }] of Object.entries(this.#rooms)) addresses.set(name, address);
    try {
      const numbers = [...addresses].map(([name, address]) => [name, address | 0]);
      const env: WebAssembly.ModuleImports = { memory, ...Object.fromEntries(numbers) };
      const module = moduleOf(program, shared);
      this.#functions = new WebAssembly.Instance(module, { env }).exports as Functions;
      if (threads) this.#shared = { threads, id: threads.add(module, env) };
    } catch (error) {
      this.dispose();
      throw new Error(`this browser does not take the compiled step (${messageOf(error)})`);
    }
    const { words, floats } = this.#views();
    for (const { at, values } of program.constants) {
      const target = values instanceof Float32Array ? floats : words;
      target.set(values, this.#rooms.arena!.address / 4 + at);
    }
  }

  #views() {
    const { buffer } = this.#backend.wasm.HEAPU8;
    return { words: new Int32Array(buffer), floats: new Float32Array(buffer) };
  }

  get kernels(): number {
    return this.#program.kernels.length;
  }

  /** What the module is made for. */
  get variant(): string {
    const threads = this.#shared?.threads.count ?? 1;
    const simd = this.#program.relaxed ? "relaxed SIMD" : "SIMD";
    return `${simd}, ${threads === 1 ? "one thread" : `${threads} threads`}`;
  }

  /** False once a variable lies elsewhere: somebody has assigned to it. */
  isCurrent(): boolean {
    return this.#bound.every(
      ({ variable, address }) =>
        !variable.isDisposed && addressOf(this.#backend, variable) === address,
    );
  }

  /**
   * One step.
   * @returns the loss of the batch before it
   * @throws Error naming the first id that is none of its table's rows, as tfjs does
   */
  run(batch: Batch, settings: readonly [number, number, number, number]): number {
    const program = this.#program;
    for (const [name, rows] of program.rows) {
      for (const id of batch[name]!.values) {
        if (id >= 0 && id < rows) continue;
        throw new Error(`GatherV2: the index value ${id} is not in [0, ${rows - 1}]`);
      }
    }
    const { words, floats } = this.#views();
    const at = this.#rooms.batch!.address / 4;
    floats.set(settings, at);
    for (const [name, { values }] of Object.entries(batch)) {
      const target = values instanceof Float32Array ? floats : words;
      target.set(values, at + program.columnAt.get(name)!);
    }
    for (const table of program.segmentTables) {
      const ids = batch[table.column]!.values as Int32Array;
      const { batches, segments } = table;
      segmentOrder(idsInBatches(ids, batches, segments), batches * segments, table);
      words.set(table.order, at + table.orderAt);
      words.set(table.starts, at + table.startsAt);
    }
    const { threads, id } = this.#shared ?? { threads: undefined, id: 0 };
    const count = threads?.begin(id) ? threads.count : 1;
    this.#functions.step!(0, count);
    return floats[this.#rooms.arena!.address / 4 + program.lossAt]!;
  }

  /** Milliseconds of each kernel, run by itself on the last batch: where a step's time goes. */
  kernelTimes(): { readonly ms: number; readonly what: string }[] {
    return this.#program.kernels.map(({ extent, what }, i) => {
      let ms = Number.POSITIVE_INFINITY;
      // The best of a few: what other work on the machine leaves is never faster than the kernel.
      for (let repetition = 0; repetition < 10; repetition++) {
        const start = performance.now();
        this.#functions[`kernel${i}`]!(0, extent.size, this.#rooms[SCRATCH]!.address);
        ms = Math.min(ms, performance.now() - start);
      }
      return { ms, what };
    });
  }

  dispose(): void {
    this.#shared?.threads.forget(this.#shared.id);
    for (const { taken } of Object.values(this.#rooms)) this.#backend.wasm._free(taken);
  }
}

const meetingPlaces = new WeakMap<object, number>();

/** Two noughts, for all steps that run on a heap: it is never given back, since a thread may still look there. */
function meetingPlace(backend: HeapBackend): number {
  const { wasm } = backend;
  const known = meetingPlaces.get(wasm);
  if (known !== undefined) return known;
  const { address } = allocate(backend, { [MEETING]: 2 })[MEETING]!;
  new Int32Array(wasm.HEAPU8.buffer).fill(0, address / 4, address / 4 + 2);
  meetingPlaces.set(wasm, address);
  return address;
}

/** A piece of the heap, of which the part from `address` on is used. */
interface Room {
  readonly taken: number;
  readonly address: number;
}

/** Where lines of cache begin. @throws Error if there is no room */
function allocate(
  { wasm }: HeapBackend,
  words: Readonly<Record<string, number>>,
): Record<string, Room> {
  const rooms: Record<string, Room> = {};
  for (const [name, count] of Object.entries(words)) {
    const taken = wasm._malloc(4 * count + 64) >>> 0;
    if (taken === 0) {
      for (const room of Object.values(rooms)) wasm._free(room.taken);
      throw new Error(`There is no room for ${Math.ceil((4 * count) / 2 ** 20)} MB more.`);
    }
    rooms[name] = { taken, address: 64 * Math.ceil(taken / 64) };
  }
  return rooms;
}
