/**
 * One kernel of a step as a function of WebAssembly: which loops it runs in, what it stores, and the optimizer's
 * updates at the elements that it has computed.
 */
import type { FunctionDefinition } from "../assembler.ts";
import { type Code, i32 } from "../assembler.ts";
import { keyOf, type Position } from "../digits.ts";
import { Conflict, count, inputsOf, type Value } from "../graph.ts";
import type { Place } from "../memory.ts";
import { checkUpdate, type KernelPlan, type Layout, variableBuffer } from "../plan.ts";
import type { Lanes } from "./arithmetic.ts";
import { OneByOne } from "./body.ts";
import { writeProduct } from "./product.ts";
import { isScattered, writeScatter } from "./scatter.ts";
import { f32x4 } from "./v128.ts";
import { type BufferGlobals, HeapWriter, PART } from "./writer.ts";

/** The parts into which a kernel may be cut, each of which is computed by itself. */
export interface Extent {
  /** Of the outermost loop. */
  readonly size: number;
  /** Parts begin at multiples of this. */
  readonly grain: number;
}

export interface HeapKernel {
  readonly definition: FunctionDefinition;
  readonly extent: Extent;
  /** Words of memory that it needs for itself. */
  readonly scratchWords: number;
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
  /** What its loops are like: outputs that would have others alone do not share a kernel. */
  readonly form: string;
  /** What it computes, for whoever looks where a step's time goes. */
  readonly what: string;
}

export interface HeapTarget {
  readonly layout: Layout;
  readonly globals: BufferGlobals;
  /** Whether the engine has relaxed SIMD. */
  readonly relaxed: boolean;
}

/** @throws Conflict if the outputs cannot share a kernel */
export function writeHeapKernel(plan: KernelPlan, target: HeapTarget): HeapKernel {
  if (plan.outputs.length + plan.updates.length === 1 || plan.roots.length > 0)
    return writeKernel(plan, target);
  // What needs another's result in this kernel has no form alone.
  const alone = sinksOf(plan).flatMap(([key, sink]) => formAlone(key, sink, target) ?? []);
  const kernel = alone.every((form) => form === alone[0]) ? writeKernel(plan, target) : undefined;
  if (!kernel || alone.some((form) => form !== kernel.form))
    throw new Conflict("would run slower together");
  return kernel;
}

/** Plans for each of the outputs and updates by itself. */
const sinksOf = (plan: KernelPlan): [key: object, KernelPlan][] => [
  ...plan.outputs.map((value): [object, KernelPlan] => [
    value,
    { ...plan, outputs: [value], updates: [] },
  ]),
  ...plan.updates.map((update): [object, KernelPlan] => [
    update,
    { ...plan, outputs: [], updates: [update] },
  ]),
];

const forms = new WeakMap<Layout, Map<object, string | undefined>>();

function formAlone(key: object, plan: KernelPlan, target: HeapTarget): string | undefined {
  const known = forms.get(target.layout) ?? new Map<object, string | undefined>();
  forms.set(target.layout, known);
  if (!known.has(key)) known.set(key, formOf(plan, target));
  return known.get(key);
}

function formOf(plan: KernelPlan, target: HeapTarget): string | undefined {
  try {
    return writeKernel(plan, target).form;
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
}

function writeKernel(plan: KernelPlan, target: HeapTarget): HeapKernel {
  const scattered = plan.outputs.find(isScattered);
  if (scattered) {
    if (plan.outputs.length + plan.updates.length > 1)
      throw new Conflict("adds up where ids say, alone");
    return kernelBy(plan, target, (writer) => writeScatter(writer, scattered, target.layout));
  }
  if (plan.roots.some(({ source }) => source.kind === "matmul")) {
    return kernelBy(plan, target, (writer, finish) =>
      writeProduct(writer, plan, target.layout, finish),
    );
  }
  const shape = (plan.outputs[0]?.shape ?? plan.updates[0]!.value.shape).filter((n) => n > 1);
  for (const nest of [flat, wide, narrow]) {
    try {
      return kernelBy(plan, target, (writer, finish) => nest(writer, shape, plan, finish));
    } catch (error) {
      if (!(error instanceof OneByOne)) throw error;
    }
  }
  throw new Conflict("has no order of loops");
}

export type Finish = (position: Position) => void;
/** What a way of writing a kernel says of it. */
export interface Written {
  readonly extent: Extent;
  readonly form: string;
  readonly scratchWords?: number;
}

function kernelBy(
  plan: KernelPlan,
  { layout, globals, relaxed }: HeapTarget,
  write: (writer: HeapWriter, finish: Finish) => Written,
): HeapKernel {
  const made = new Set(plan.outputs);
  const around = {
    place: layout.place,
    segmentPlaces: layout.segmentPlaces,
    madeHere: (value: Value) => made.has(value),
  };
  const writer = new HeapWriter(around, globals, relaxed);
  const positions = new Set<string>();
  const {
    extent,
    form,
    scratchWords = 0,
  } = write(writer, (position) => {
    positions.add(keyOf(position));
    for (const value of plan.outputs) {
      const lanes = writer.fresh(value, position);
      writer.store(layout.place(value)!, position, lanes);
      writer.know(value, position, lanes);
    }
    for (const { name, by, value } of plan.updates) {
      const x = writer.at(value, position);
      const place = { buffer: variableBuffer(name), offset: 0 };
      if (by === "adam") adam(writer, name, x, position);
      else writer.store(place, position, x);
    }
  });
  for (const { name } of plan.updates) checkUpdate(writer.reads, name, positions);
  return {
    definition: {
      name: "",
      parameters: ["i32", "i32", "i32"],
      localTypes: writer.localTypes,
      body: writer.code,
    },
    extent,
    form,
    scratchWords,
    reads: writer.reads,
    what: `${form}: ${whatOf(plan)}`,
  };
}

const whatOf = ({ roots, outputs, updates }: KernelPlan): string =>
  [
    ...roots.map(({ source, shape }) =>
      source.kind === "matmul"
        ? `product [${source.a.shape}] [${source.b.shape}]`
        : `${source.kind} [${shape}]`,
    ),
    ...outputs.map(({ source, shape }) => `${"op" in source ? source.op : source.kind} [${shape}]`),
    ...updates.map(({ name, by }) => `${by} of ${name}`),
  ].join(", ");

/** From one end of memory to the other. */
function flat(
  writer: HeapWriter,
  shape: readonly number[],
  _plan: KernelPlan,
  finish: Finish,
): Written {
  const size = count(shape);
  if (size < 8) throw new OneByOne("is too short");
  writer.whole = shape.length > 1;
  lanesAlong(writer, size, 4, PART, (names) => {
    for (const name of names) finish([{ name, size }]);
  });
  return { extent: { size, grain: 4 }, form: "lanes" };
}

/** Loops over the axes, four (or sixteen) neighbours along the last at a time. */
function wide(
  writer: HeapWriter,
  shape: readonly number[],
  plan: KernelPlan,
  finish: Finish,
): Written {
  const last = shape.at(-1) ?? 1;
  if (last < 4) throw new OneByOne("has short rows");
  const step = sums(plan, writer) && last % 16 === 0 ? 16 : 4;
  const rows = shape.slice(0, -1);
  const row = (outer: Position, part: { from: number | Code; to: number | Code }) => {
    lanesAlong(writer, last, step, part, (names) => {
      for (const name of names) finish([...outer, { name, size: last }]);
    });
  };
  if (rows.length === 0) {
    row([], PART);
    return { extent: { size: last, grain: step }, form: "lanes" };
  }
  overAxes(writer, rows, (outer) => row(outer, { from: 0, to: last }));
  return { extent: { size: rows[0]!, grain: 1 }, form: "lanes" };
}

/** One element at a time: each is made of a row, or its neighbours lie elsewhere. */
function narrow(
  writer: HeapWriter,
  shape: readonly number[],
  _plan: KernelPlan,
  finish: Finish,
): Written {
  const axes = shape.length === 0 ? [1] : shape;
  overAxes(writer, axes, (position) => finish(position));
  return { extent: { size: axes[0]!, grain: 1 }, form: "one by one" };
}

/** Loops over axes, of the first of which this call has a part. */
function overAxes(writer: HeapWriter, sizes: readonly number[], body: (at: Position) => void) {
  const nest = (at: Position) => {
    const size = sizes[at.length];
    if (size === undefined) return body(at);
    const [from, to] = at.length === 0 ? [PART.from, PART.to] : [0, size];
    writer.loop(from, to, {}, (name) => nest([...at, { name, size }]));
  };
  nest([]);
}

/** Vectors along an axis, and what is left over one by one. */
function lanesAlong(
  writer: HeapWriter,
  size: number,
  step: number,
  { from, to }: { readonly from: number | Code; readonly to: number | Code },
  body: (names: readonly string[]) => void,
): void {
  const rest = size % step;
  const end =
    rest === 0
      ? to
      : typeof to === "number"
        ? to - rest
        : i32.sub(to, i32.and(to, i32.const(step - 1)));
  const many = typeof end === "number" ? end : rest === 0 ? end : writer.hold(end, "i32").get;
  writer.loop(from, many, { step, perLane: 1 }, (name) => {
    const names = Array.from({ length: step / 4 }, (_, i) => writer.name(`${name} + ${4 * i}u`));
    if (names.length > 1) writer.sideBySide(names);
    body(names);
  });
  if (rest > 0) writer.loop(many, to, {}, (name) => body([name]));
}

/** Whether sums are computed in the kernel. */
function sums({ outputs, updates }: KernelPlan, { around }: HeapWriter): boolean {
  const isSum = (value: Value, first: boolean): boolean => {
    if (!first && around.place(value)) return false;
    if (["reduce", "scan", "segmentSum"].includes(value.source.kind)) return true;
    return inputsOf(value.source).some((ref) => isSum(ref.value, false));
  };
  return (
    outputs.some((value) => isSum(value, true)) ||
    updates.some(({ value }) => isSum(value.value, false))
  );
}

/** Adam on four elements (Kingma and Ba, 2015). */
function adam(writer: HeapWriter, name: string, { get: g }: Lanes, position: Position): void {
  const [rate, epsilon, beta1, beta2] = [0, 1, 2, 3].map((n) =>
    writer.once(`setting ${n}`, 0, () =>
      writer.held(writer.load({ buffer: "batch", offset: n }, "float32", [])),
    ),
  ) as [Lanes, Lanes, Lanes, Lanes];
  const rest = (beta: Lanes) =>
    writer.once(`one less ${beta.get}`, 0, () => {
      const one = f32x4.splat([0x43, 0, 0, 0x80, 0x3f]);
      return writer.hold(f32x4.sub(one, beta.get));
    }).get;
  const [p, m, v] = ["", "m_", "v_"].map((prefix) => ({
    buffer: `${prefix}${variableBuffer(name)}`,
    offset: 0,
  })) as [Place, Place, Place];
  const load = (place: Place) => writer.load(place, "float32", position).get;
  const first = writer.hold(
    f32x4.add(f32x4.mul(beta1.get, load(m)), f32x4.mul(rest(beta1), g)),
  ).get;
  const second = writer.hold(
    f32x4.add(f32x4.mul(beta2.get, load(v)), f32x4.mul(f32x4.mul(rest(beta2), g), g)),
  ).get;
  const put = (place: Place, get: Code) => writer.store(place, position, { get, type: "float32" });
  put(m, first);
  put(v, second);
  const move = f32x4.div(f32x4.mul(rate.get, first), f32x4.add(f32x4.sqrt(second), epsilon.get));
  put(p, writer.hold(f32x4.sub(load(p), move)).get);
}
