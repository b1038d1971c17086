/**
 * From a traced step to a program: which values are kept and where they lie, which kernels compute them, and
 * what a batch must bring. Touches no device.
 *
 *   model.ts in tfjs ops ─▶ graph (trace.ts) ─▶ what is kept (keep.ts) ─▶ kernels (schedule.ts, moments.ts, and a writer)
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "../training/batch.ts";
import { align, planMemory } from "./arena.ts";
import { LANES } from "./digits.ts";
import { count, type Graph, type Ref, type Value } from "./graph.ts";
import { chooseKept, type Kept } from "./keep.ts";
import type { Place } from "./memory.ts";
import { moments } from "./moments.ts";
import {
  type Layout,
  type PlannedKernel,
  type Update,
  variableBuffer,
  type Writer,
} from "./plan.ts";
import { schedule, valuesToKeep } from "./schedule.ts";
import type { TracedStep } from "./trace.ts";

/** Words at the start of the batch buffer: the optimizer's rate, epsilon, beta1 and beta2. */
const SETTINGS = 4;

interface SegmentTable {
  readonly column: string;
  readonly batches: number;
  readonly segments: number;
  readonly order: Int32Array;
  readonly starts: Int32Array;
  readonly orderAt: number;
  readonly startsAt: number;
}

export interface StepProgram<K> {
  readonly kernels: readonly K[];
  readonly arenaWords: number;
  readonly batchWords: number;
  readonly lossAt: number;
  readonly columnAt: ReadonlyMap<string, number>;
  readonly segmentTables: readonly SegmentTable[];
  /** Numbers that the model brought along, and where in the arena they go. */
  readonly constants: readonly {
    readonly at: number;
    readonly values: Float32Array | Int32Array;
  }[];
  /** Tensors made before the step, by the names of their buffers. */
  readonly tensors: ReadonlyMap<string, tf.DataId>;
}

/** From a traced step to kernels and a plan of memory; touches no device. */
export function compileStep<K extends PlannedKernel>(
  traced: TracedStep,
  batch: Batch,
  writer: Writer<K>,
): StepProgram<K> {
  const updates = [...updatesBy("adam", traced.gradients), ...updatesBy("assignment", traced.next)];
  const results = updates.map(({ value }) => value);
  const columnAt = new Map<string, number>();
  let batchWords = SETTINGS;
  for (const [name, { values }] of Object.entries(batch)) {
    columnAt.set(name, batchWords);
    batchWords = align(batchWords + values.length, LANES);
  }
  const tables = new Map<string, SegmentTable>();
  for (const { source, shape } of traced.graph.values) {
    if (source.kind !== "segmentSum" || source.column === null) continue;
    const [batches, segments] = shape as [number, number, number];
    const key = `${source.column} ${batches} ${segments}`;
    if (tables.has(key)) continue;
    const rows = count(source.ids.shape);
    tables.set(key, {
      column: source.column,
      batches,
      segments,
      order: new Int32Array(rows),
      starts: new Int32Array(batches * segments + 1),
      orderAt: batchWords,
      startsAt: batchWords + rows,
    });
    batchWords = align(batchWords + rows + batches * segments + 1, LANES);
  }

  const constants: { at: number; values: Float32Array | Int32Array }[] = [];
  const inputPlaces = new Map<Value, Place>();
  let arenaWords = 0;
  for (const value of traced.graph.values) {
    if (value.source.kind !== "input") continue;
    const { input } = value.source;
    switch (input.from) {
      case "variable":
        inputPlaces.set(value, { buffer: variableBuffer(input.name), offset: 0 });
        break;
      case "batch":
        inputPlaces.set(value, { buffer: "batch", offset: columnAt.get(input.column)! });
        break;
      case "constant":
        constants.push({ at: arenaWords, values: input.values });
        inputPlaces.set(value, { buffer: "arena", offset: arenaWords });
        arenaWords += align(input.values.length);
        break;
      case "tensor":
        inputPlaces.set(value, { buffer: tensorBuffer(value), offset: 0 });
        break;
      default:
        input satisfies never;
    }
  }
  const segmentPlaces = (column: string, batches: number, segments: number) => {
    const table = tables.get(`${column} ${batches} ${segments}`)!;
    return { order: table.orderAt, starts: table.startsAt };
  };

  const layoutOf = (keep: Kept, places?: ReadonlyMap<Value, Place>): Layout => ({
    place: (value) =>
      inputPlaces.get(value) ??
      places?.get(value) ??
      (keep.kept.has(value) ? { buffer: "arena", offset: 0 } : undefined),
    segmentPlaces,
  });
  const apart = new Set(traced.graph.values.filter((value) => writer.alone(value)));
  let keep = chooseKept(traced.loss, results, apart);
  const forced = valuesToKeep(updates, keep, layoutOf(keep), writer);
  if (forced.size > 0) keep = chooseKept(traced.loss, results, new Set([...apart, ...forced]));
  const planned = schedule(keep, updates, layoutOf(keep), writer);
  const plans = moments(planned, keep, layoutOf(keep), writer);
  const { places, words } = planMemory(plans, keep, traced.loss, arenaWords);
  const sizes = new Map([
    ["arena", Math.max(4, words)],
    ["batch", Math.max(4, batchWords)],
    ...updates.flatMap(({ name, by, value }): [string, number][] =>
      (by === "adam" ? ["", "m_", "v_"] : [""]).map((prefix) => [
        `${prefix}${variableBuffer(name)}`,
        count(value.shape),
      ]),
    ),
  ]);
  for (const value of traced.graph.values) {
    if (value.source.kind !== "input") continue;
    const { buffer } = inputPlaces.get(value)!;
    if (!sizes.has(buffer)) sizes.set(buffer, count(value.shape));
  }
  const layout: Layout = { ...layoutOf(keep, places), words: (buffer) => sizes.get(buffer)! };
  const lossPlace = layout.place(traced.loss.value);
  if (!lossPlace) throw new Error("The loss is not computed by the step.");
  return {
    kernels: plans.map((moment) => writer.write(moment, layout)),
    arenaWords: words,
    batchWords,
    lossAt: lossPlace.offset,
    columnAt,
    segmentTables: [...tables.values()],
    constants,
    tensors: tensorsOf(traced.graph),
  };
}

const tensorBuffer = ({ id }: Value) => `t_${id}`;

/** Tensors made before the step, by the names of their buffers. */
export function tensorsOf({ values }: Graph): Map<string, tf.DataId> {
  const tensors = new Map<string, tf.DataId>();
  for (const value of values) {
    const { source } = value;
    if (source.kind !== "input" || source.input.from !== "tensor") continue;
    tensors.set(tensorBuffer(value), source.input.dataId);
  }
  return tensors;
}

const updatesBy = (by: Update["by"], values: Readonly<Record<string, Ref>>): Update[] =>
  Object.entries(values).map(([name, value]) => ({ name, by, value }));
