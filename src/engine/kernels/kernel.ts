/**
 * The WGSL of one kernel: how its invocations are laid out (one or a few neighbours each, a tile of a
 * product, a workgroup a sum), what it writes, and the optimizer's updates at the elements it has computed.
 */

import { keyOf, LANES, laneDigit, type Position, toAxes } from "./digits.ts";
import { kernelOf, MOST_BINDINGS, sideBySide, type WrittenKernel } from "./dispatch.ts";
import { Conflict, count, type SourceOf, type Value } from "./graph.ts";
import { reducedCount, rootKind } from "./keep.ts";
import type { Place } from "./memory.ts";
import {
  checkUpdate,
  type KernelPlan,
  type Layout,
  type Update,
  variableBuffer,
  type Writer,
} from "./plan.ts";
import { writeProduct } from "./product.ts";
import { elementReduced } from "./sums.ts";
import { combine, startOf, WGSL_TYPES, WORKGROUP } from "./wgsl.ts";
import { KernelWriter } from "./writer.ts";

/** With this many elements or more, an invocation takes a few neighbours: what they share is done once. */
const MANY = 8192;

/** With this many elements or more, four words at a time are worth a dispatch. */
const MUCH = 65_536;

/**
 * A writer of kernels in WGSL.
 * @param tile rows and columns of a product that one invocation computes: 4 keeps a graphics card's many
 *   invocations busy, 8 reads less, which is what counts on a processor that plays the card
 */
export function wgslKernels(tile: 4 | 8): Writer<WrittenKernel> {
  return {
    write: (plans, layout) => {
      const inWords = plans.map((plan) => writeWith(plan, layout, tile, new Set()));
      const vectors = inFours(plans, inWords, layout);
      if (vectors.size === 0) return sideBySide(inWords);
      return sideBySide(plans.map((plan) => writeWith(plan, layout, tile, vectors)));
    },
    alone: () => false,
    besides: true,
  };
}

/**
 * The buffers that are read and written four words at a time: all kernels of a dispatch see a buffer one way.
 * @throws Conflict if a large kernel would have to do without
 */
function inFours(
  plans: readonly KernelPlan[],
  kernels: readonly WrittenKernel[],
  { words }: Layout,
): Set<string> {
  const vectors = new Set<string>();
  const inWords = new Set<string>();
  for (const { buffers } of kernels) {
    for (const { name, worthVectors } of buffers) (worthVectors ? vectors : inWords).add(name);
  }
  for (const [at, { buffers }] of kernels.entries()) {
    const loses = buffers.some(({ name, worthVectors }) => worthVectors && inWords.has(name));
    if (loses && plans[at]!.size > MUCH) throw new Conflict("would lose its fours");
  }
  const fits = (name: string) => words !== undefined && words(name) % LANES === 0;
  return new Set([...vectors].filter((name) => !inWords.has(name) && fits(name)));
}

function writeWith(
  plan: KernelPlan,
  layout: Layout,
  tile: number,
  vectors: ReadonlySet<string>,
): WrittenKernel {
  const made = new Set(plan.outputs);
  const writer = new KernelWriter(
    {
      place: layout.place,
      segmentPlaces: layout.segmentPlaces,
      madeHere: (value) => made.has(value),
    },
    vectors,
  );
  const positions = new Set<string>();
  const finish = (position: Position) => {
    positions.add(keyOf(position));
    for (const value of plan.outputs) {
      const place = layout.place(value);
      if (!place) throw new Error("A kept value has no place.");
      const name = writer.fresh(value, position);
      writer.memory.store(place, value.type, position, name);
      writer.know(value, position, name);
    }
    for (const update of plan.updates) writeUpdate(writer, update, position);
  };
  const root = plan.roots[0];
  const kind = root ? rootKind(root) : "none";
  let around = "";
  let body: string;
  let workgroups: number;
  if (root && kind === "product") {
    const product = writeProduct(writer, plan.roots, plan.outputs, tile, layout.place, finish);
    ({ around, body } = product);
    workgroups = Math.ceil(product.invocations / WORKGROUP);
  } else if (root && kind === "workgroup") {
    ({ around, body } = writeWorkgroupReduce(writer, plan.roots, finish));
    workgroups = plan.size;
  } else {
    const lanes = plan.size >= MANY && plan.size % LANES === 0 ? LANES : 1;
    const invocations = plan.size / lanes;
    workgroups = Math.ceil(invocations / WORKGROUP);
    writer.line(`let i = group_ * ${WORKGROUP}u + local;`);
    writer.line(`if (i >= ${invocations}u) { return; }`);
    for (let lane = 0; lane < lanes; lane++) {
      const position: Position = [{ name: "i", size: invocations }];
      finish(lanes === 1 ? position : [...position, laneDigit(lane)]);
    }
    body = writer.lines();
  }
  const names = [...new Set([...writer.memory.reads.keys(), ...writer.memory.writes])];
  if (names.length > MOST_BINDINGS) throw new Conflict("needs too many buffers");
  for (const { name } of plan.updates) checkUpdate(writer.memory.reads, name, positions);
  const worth = writer.memory.worthVectors;
  const buffers = names.map((name) => {
    const together = vectors.has(name);
    const words = layout.words?.(name);
    const size = words === undefined ? "" : `, ${words / (together ? LANES : 1)}`;
    const element = together ? `vec${LANES}<u32>` : "u32";
    return {
      name,
      writes: writer.memory.writes.has(name),
      type: `array<${element}${size}>`,
      worthVectors: worth.has(name),
    };
  });
  const part = { around, body, offsets: writer.offsets, workgroups };
  return kernelOf([part], buffers, writer.memory.reads);
}

function writeUpdate(writer: KernelWriter, { name, by, value }: Update, position: Position): void {
  const x = writer.at(value, position);
  if (by === "adam") writeAdam(writer, name, x, position);
  else {
    const place = { buffer: variableBuffer(name), offset: 0 };
    writer.memory.store(place, value.value.type, position, x);
  }
}

/** Adam on one element (Kingma and Ba, 2015); see adam.wgsl, of which this is the fused form. */
function writeAdam(writer: KernelWriter, name: string, g: string, position: Position): void {
  const setting = (index: number) => writer.load({ buffer: "batch", offset: index }, "float32", []);
  const [rate, epsilon, beta1, beta2] = [0, 1, 2, 3].map((n) => writer.name(setting(n))) as [
    string,
    string,
    string,
    string,
  ];
  const place = (prefix: string): Place => ({
    buffer: `${prefix}${variableBuffer(name)}`,
    offset: 0,
  });
  const [p, m, v] = ["", "m_", "v_"].map(place) as [Place, Place, Place];
  const load = (from: Place) => writer.load(from, "float32", position);
  const first = writer.name(`${beta1} * ${load(m)} + (1.0 - ${beta1}) * ${g}`);
  const second = writer.name(`${beta2} * ${load(v)} + (1.0 - ${beta2}) * ${g} * ${g}`);
  writer.memory.store(m, "float32", position, first);
  writer.memory.store(v, "float32", position, second);
  const next = writer.name(`${load(p)} - ${rate} * ${first} / (sqrt(${second}) + ${epsilon})`);
  writer.memory.store(p, "float32", position, next);
}

/** A workgroup a result: every invocation takes each 64th element, the first adds up what they found. */
function writeWorkgroupReduce(
  writer: KernelWriter,
  roots: readonly Value[],
  finish: (position: Position) => void,
): { around: string; body: string } {
  const size = count(roots[0]!.shape);
  const position: Position = [{ name: "o", size }];
  const shared: string[] = [];
  writer.line("let o = group_;");
  writer.line(`if (o >= ${size}u) { return; }`);
  roots.forEach((root, r) => {
    const source = root.source as SourceOf<"reduce">;
    const { op, input } = source;
    const type = input.value.type;
    const wgsl = WGSL_TYPES[type];
    shared.push(`var<workgroup> partial${r}: array<${wgsl}, ${WORKGROUP}>;`);
    const n = reducedCount(source);
    writer.line(`var mine${r}: ${wgsl} = ${startOf(op, type)};`);
    writer.block(`for (var k${r}_ = local; k${r}_ < ${n}u; k${r}_ += ${WORKGROUP}u)`, () => {
      const out = toAxes(position, root.shape, writer);
      const x = writer.at(
        input,
        elementReduced(writer, source, out, [{ name: `k${r}_`, size: n }]),
      );
      writer.line(`mine${r} = ${combine(op, `mine${r}`, x)};`);
    });
    writer.line(`partial${r}[local] = mine${r};`);
  });
  writer.line("workgroupBarrier();");
  writer.block("if (local == 0u)", () => {
    roots.forEach((root, r) => {
      const { op } = root.source as SourceOf<"reduce">;
      writer.line(`var total${r} = partial${r}[0];`);
      writer.line(
        `for (var l = 1u; l < ${WORKGROUP}u; l++) { total${r} = ${combine(op, `total${r}`, `partial${r}[l]`)}; }`,
      );
      writer.know(root, position, `total${r}`);
    });
    finish(position);
  });
  return { around: shared.join("\n"), body: writer.lines() };
}
