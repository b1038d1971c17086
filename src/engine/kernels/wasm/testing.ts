/** For tests: a graph computed by its module alone, without tfjs. */
import type { Batch } from "../../training/batch.ts";
import { align } from "../arena.ts";
import { Builder } from "../build.ts";
import { Graph, type Ref } from "../graph.ts";
import { idsInBatches, segmentOrder } from "../ids.ts";
import { assembleStep, compileForHeap, MEETING, partsOf, SCRATCH, scratchWords } from "./module.ts";
import type { Threads } from "./threads.ts";

const PAGE = 2 ** 16;
const MOST_THREADS = 4;

/** What computes the value anew. */
export interface Computation {
  /** Each kernel cut into so many parts, one after the other. */
  inParts(parts: number): Float32Array;
  /** By threads, whose program is given to `start`; waits until all of them know the step. */
  byThreads(threads: Threads): Promise<Float32Array>;
}

/** @param shared whether the memory is that of several threads */
export function moduleOf(
  batch: Batch,
  make: (b: Builder, x: Readonly<Record<string, Ref>>) => Ref,
  shared = false,
): Computation {
  const graph = new Graph();
  const b = new Builder(graph);
  const inputs = Object.entries(batch).map(([column, { values, shape }]): [string, Ref] => {
    const type = values instanceof Float32Array ? "float32" : "int32";
    const input = { from: "batch", column } as const;
    return [column, { value: graph.add({ kind: "input", input }, shape, type), shape }];
  });
  const made = make(b, Object.fromEntries(inputs));
  const axes = made.shape.map((_, axis) => axis);
  const program = compileForHeap(
    { graph, loss: b.reduce("sum", made, axes, false), gradients: {}, next: { out: b.copy(made) } },
    batch,
  );
  const size = made.shape.reduce((n, m) => n * m, 1);
  const words: Readonly<Record<string, number>> = {
    arena: program.arenaWords,
    batch: program.batchWords,
    p_out: size,
    [SCRATCH]: MOST_THREADS * align(scratchWords(program)),
    [MEETING]: 2,
  };
  let end = 64;
  const addresses: Record<string, number> = {};
  for (const name of [...program.buffers, MEETING]) {
    addresses[name] = end;
    end += 64 * Math.ceil((4 * words[name]! + 4) / 64);
  }
  const initial = Math.ceil(end / PAGE);
  const memory = new WebAssembly.Memory({ initial, ...(shared && { maximum: 65536, shared }) });
  const module = new WebAssembly.Module(assembleStep(program, shared) as BufferSource);
  const env = { memory, ...addresses };
  const { exports } = new WebAssembly.Instance(module, { env });
  const ints = new Int32Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const at = addresses.batch! / 4;
  for (const [name, { values }] of Object.entries(batch)) {
    (values instanceof Float32Array ? floats : ints).set(values, at + program.columnAt.get(name)!);
  }
  for (const table of program.segmentTables) {
    const ids = batch[table.column]!.values as Int32Array;
    const { batches, segments } = table;
    segmentOrder(idsInBatches(ids, batches, segments), batches * segments, table);
    ints.set(table.order, at + table.orderAt);
    ints.set(table.starts, at + table.startsAt);
  }
  for (const { at: from, values } of program.constants) {
    const target = values instanceof Float32Array ? floats : ints;
    target.set(values, addresses.arena! / 4 + from);
  }
  const out = addresses.p_out! / 4;
  const result = () => {
    const values = floats.slice(out, out + size);
    floats.fill(0, out, out + size);
    return values;
  };
  return {
    inParts(parts) {
      program.kernels.forEach(({ extent }, i) => {
        const kernel = exports[`kernel${i}`] as (...part: number[]) => void;
        for (const [from, to] of partsOf(extent, parts)) kernel(from, to, addresses[SCRATCH]!);
      });
      return result();
    },
    async byThreads(threads) {
      const id = threads.add(module, env);
      while (!threads.begin(id)) await new Promise((resolve) => setTimeout(resolve, 1));
      (exports.step as (thread: number, threads: number) => void)(0, threads.count);
      threads.forget(id);
      return result();
    },
  };
}
