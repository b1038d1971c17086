/**
 * Groups what a step keeps into as few kernels as possible, in an order that works. Outputs of the same
 * number of elements share a kernel when none needs a neighbour's result; the optimizer's updates come
 * last and share the kernel that computes the gradient.
 */
import { keyOf, LANES, laneDigit, type Position } from "./digits.ts";
import {
  Conflict,
  combine,
  KernelWriter,
  MAIN_HEADER,
  type Surroundings,
  startOf,
  WORKGROUP,
} from "./emit.ts";
import { count, inputsOf, type Ref, type Value } from "./graph.ts";
import {
  type Kept,
  MOST_ROOTS,
  reducedCount,
  rootKind,
  rootSignature,
  type Source,
} from "./keep.ts";
import type { Place } from "./memory.ts";
import { writeProduct } from "./product.ts";

/** A step of the optimizer on a variable, in place. */
export interface Update {
  readonly name: string;
  readonly gradient: Ref;
}

export interface KernelPlan {
  /** Elements of each output. */
  readonly size: number;
  readonly roots: Value[];
  readonly outputs: Value[];
  readonly updates: Update[];
}

export interface WrittenKernel {
  readonly code: string;
  /** Names of the buffers, in binding order. */
  readonly buffers: readonly { readonly name: string; readonly writes: boolean }[];
  readonly invocations: number;
  readonly workgroupSize: number;
  /** Reads by buffer name, with the keys of the positions. */
  readonly reads: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Layout {
  /** Rows and columns of the tile of a product that one invocation computes. */
  readonly tile: number;
  place(value: Value): Place | undefined;
  /** Words in a buffer, once that is known: an array of known size is checked more cheaply. */
  words?(buffer: string): number;
  segmentPlaces: Surroundings["segmentPlaces"];
}

/** WebGPU promises eight storage buffers a kernel. */
const MOST_BINDINGS = 8;
/** With this many elements or more, an invocation takes a few neighbours: what they share is done once. */
const MANY = 8192;
/** How far back a kernel is looked for that one more output could join. */
const LOOK_BACK = 6;

/** Orders and groups everything. `layout` need not know real offsets yet. */
export function schedule(keep: Kept, updates: readonly Update[], layout: Layout): KernelPlan[] {
  const kernels: KernelPlan[] = [];
  const written: WrittenKernel[] = [];
  const madeIn = new Map<Value, number>();
  const attempt = (plan: KernelPlan): WrittenKernel | undefined => {
    try {
      return writeKernel(plan, layout);
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  };
  const join = (
    size: number,
    roots: readonly Value[],
    output: { value?: Value; update?: Update },
    earliest: number,
  ): number => {
    for (let at = kernels.length - 1; at >= Math.max(earliest, kernels.length - LOOK_BACK); at--) {
      const plan = kernels[at]!;
      if (plan.size !== size || !fits(plan, roots)) continue;
      const extended: KernelPlan = {
        size,
        roots: [...new Set([...plan.roots, ...roots])],
        outputs: output.value ? [...plan.outputs, output.value] : plan.outputs,
        updates: output.update ? [...plan.updates, output.update] : plan.updates,
      };
      const code = attempt(extended);
      if (!code) continue;
      kernels[at] = extended;
      written[at] = code;
      return at;
    }
    const plan = {
      size,
      roots: [...roots],
      outputs: output.value ? [output.value] : [],
      updates: output.update ? [output.update] : [],
    };
    kernels.push(plan);
    written.push(writeKernel(plan, layout));
    return kernels.length - 1;
  };
  /** The first kernel after which all that is read in place is there. */
  const after = (ref: Ref): number => {
    const made = madeIn.get(ref.value);
    if (made !== undefined) return made;
    return Math.max(0, ...inputs(ref.value).map(after));
  };

  for (const value of keep.live) {
    if (!keep.kept.has(value)) continue;
    const earliest = Math.max(0, ...inputs(value).map(after));
    const roots = keep.rootsOf({ value, shape: value.shape });
    madeIn.set(value, join(count(value.shape), roots, { value }, earliest));
  }
  const firstUpdate = kernels.length;
  for (const update of inOrder(updates, keep)) {
    const roots = keep.kept.has(update.gradient.value) ? [] : keep.rootsOf(update.gradient);
    // An update writes what other kernels read, so it comes after all of those.
    const lastReader = written.findLastIndex(({ reads }) => reads.has(variableBuffer(update.name)));
    const earliest = Math.max(firstUpdate, after(update.gradient), lastReader);
    join(count(update.gradient.shape), roots, { update }, earliest);
  }
  return kernels;
}

const inputs = ({ source }: Value): readonly Ref[] => inputsOf(source);

/** An update whose gradient reads another variable comes before that variable's own update. */
function inOrder(updates: readonly Update[], keep: Kept): Update[] {
  const done: Update[] = [];
  const visit = (update: Update) => {
    if (done.includes(update)) return;
    for (const other of updates) {
      if (other === update) continue;
      if (keep.variablesOf(other.gradient).has(update.name)) visit(other);
    }
    done.push(update);
  };
  for (const update of updates) visit(update);
  return done;
}

/**
 * Gradients that must be kept: computed in place they would read variables that are being written, their
 * own (elsewhere than at the same element, which only the kernel's text shows) or each other's.
 */
export function gradientsToKeep(
  updates: readonly Update[],
  keep: Kept,
  layout: Layout,
): Set<Value> {
  const readers = new Map<string, ReadonlySet<string>>();
  const forced = new Set<Value>();
  for (const { name, gradient } of updates) {
    const reads = new Set(keep.variablesOf(gradient));
    reads.delete(name);
    const reaches = (from: string, target: string, seen = new Set<string>()): boolean => {
      if (from === target) return true;
      if (seen.has(from)) return false;
      seen.add(from);
      return [...(readers.get(from) ?? [])].some((next) => reaches(next, target, seen));
    };
    const readsItself = keep.variablesOf(gradient).has(name);
    if (readsItself && !alone({ name, gradient }, keep, layout)) forced.add(terms(gradient));
    else if ([...reads].some((read) => reaches(read, name))) forced.add(terms(gradient));
    else readers.set(name, reads);
  }
  return forced;
}

/** What to keep of a gradient: the terms of a segment sum are fewer than its results. */
function terms({ value }: Ref): Value {
  const { source } = value;
  if (source.kind !== "segmentSum" || count(source.x.shape) >= count(value.shape)) return value;
  return ["input", "fill"].includes(source.x.value.source.kind) ? value : source.x.value;
}

/** Whether a kernel that only does this update is right. */
function alone(update: Update, keep: Kept, layout: Layout): boolean {
  const size = count(update.gradient.shape);
  const roots = [...keep.rootsOf(update.gradient)];
  try {
    writeKernel({ size, roots, outputs: [], updates: [update] }, layout);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

function fits(plan: KernelPlan, roots: readonly Value[]): boolean {
  if (roots.length === 0) return true;
  const all = new Set([...plan.roots, ...roots]);
  if (all.size > MOST_ROOTS) return false;
  // Joining a kernel without roots would change how its invocations are laid out.
  if (plan.roots.length === 0) return false;
  return new Set([...all].map(rootSignature)).size === 1;
}

/** @throws Conflict if the outputs cannot share a kernel */
export function writeKernel(plan: KernelPlan, layout: Layout): WrittenKernel {
  const { kernel, worthVectors } = writeWith(plan, layout, new Set());
  const { words } = layout;
  const vectors = [...worthVectors].filter((buffer) => words && words(buffer) % LANES === 0);
  return vectors.length === 0 ? kernel : writeWith(plan, layout, new Set(vectors)).kernel;
}

function writeWith(
  plan: KernelPlan,
  layout: Layout,
  vectors: ReadonlySet<string>,
): { kernel: WrittenKernel; worthVectors: Set<string> } {
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
      const name = writer.fresh({ value, shape: value.shape }, position);
      writer.memory.store(place, value.type, position, name);
      writer.know(value, position, name);
    }
    for (const update of plan.updates) writeUpdate(writer, update, position);
  };
  const root = plan.roots[0];
  const kind = root ? rootKind(root) : "none";
  let main: string;
  let invocations = plan.size;
  if (root && kind === "product") {
    const product = writeProduct(
      writer,
      plan.roots,
      plan.outputs,
      layout.tile,
      layout.place,
      finish,
    );
    main = product.code;
    invocations = product.invocations;
  } else if (root && kind === "workgroup") {
    main = writeWorkgroupReduce(writer, plan.roots, finish);
    invocations = plan.size * WORKGROUP;
  } else {
    const lanes = plan.size >= MANY && plan.size % LANES === 0 ? LANES : 1;
    invocations = plan.size / lanes;
    writer.line(`if (i >= ${invocations}u) { return; }`);
    for (let lane = 0; lane < lanes; lane++) {
      const position: Position = [{ name: "i", size: invocations }];
      finish(lanes === 1 ? position : [...position, laneDigit(lane)]);
    }
    main = `${MAIN_HEADER}\n  let i = id.y * groups.x * ${WORKGROUP}u + id.x;\n${writer.lines()}\n}`;
  }
  const names = [...new Set([...writer.memory.reads.keys(), ...writer.memory.writes])];
  if (names.length > MOST_BINDINGS) throw new Conflict("needs too many buffers");
  for (const { name } of plan.updates) checkUpdate(writer, name, positions);
  const buffers = names.map((name) => ({ name, writes: writer.memory.writes.has(name) }));
  const declarations = buffers.map(({ name, writes }, i) => {
    const access = writes ? "read_write" : "read";
    const together = vectors.has(name);
    const words = layout.words?.(name);
    const size = words === undefined ? "" : `, ${words / (together ? LANES : 1)}`;
    const element = together ? `vec${LANES}<u32>` : "u32";
    return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${element}${size}>;`;
  });
  const kernel = {
    code: `${declarations.join("\n")}\n\n${main}\n`,
    buffers,
    invocations,
    workgroupSize: WORKGROUP,
    reads: writer.memory.reads,
  };
  return { kernel, worthVectors: writer.memory.worthVectors };
}

/** A variable that is written may be read, in the same kernel, only at the element being written. */
function checkUpdate(writer: KernelWriter, name: string, own: ReadonlySet<string>): void {
  const keys = writer.memory.reads.get(variableBuffer(name)) ?? [];
  for (const key of keys) {
    if (!own.has(key)) throw new Conflict("reads the variable that it writes");
  }
}

export const variableBuffer = (name: string) => `p_${name.replace(/\W/g, "_")}`;

/** Adam on one element (Kingma and Ba, 2015); see adam.wgsl, of which this is the fused form. */
function writeUpdate(writer: KernelWriter, { name, gradient }: Update, position: Position): void {
  const g = writer.at(gradient, position);
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
): string {
  const size = count(roots[0]!.shape);
  const position: Position = [{ name: "o", size }];
  const shared: string[] = [];
  writer.line(`let o = groupId.y * groups.x + groupId.x;`);
  writer.line(`if (o >= ${size}u) { return; }`);
  roots.forEach((root, r) => {
    const source = root.source as Source<"reduce">;
    const { op, input } = source;
    const type = input.value.type;
    const wgsl = type === "float32" ? "f32" : type === "int32" ? "i32" : "bool";
    shared.push(`var<workgroup> partial${r}: array<${wgsl}, ${WORKGROUP}>;`);
    const n = reducedCount(source);
    writer.line(`var mine${r}: ${wgsl} = ${startOf(op, type)};`);
    writer.block(`for (var k${r}_ = local; k${r}_ < ${n}u; k${r}_ += ${WORKGROUP}u)`, () => {
      const out = writer.axesOf(position, root.shape);
      const x = writer.at(input, writer.inner(source, out, [{ name: `k${r}_`, size: n }]));
      writer.line(`mine${r} = ${combine(op, `mine${r}`, x)};`);
    });
    writer.line(`partial${r}[local] = mine${r};`);
  });
  writer.line("workgroupBarrier();");
  writer.block("if (local == 0u)", () => {
    roots.forEach((root, r) => {
      const { op } = root.source as Source<"reduce">;
      writer.line(`var total${r} = partial${r}[0];`);
      writer.line(
        `for (var l = 1u; l < ${WORKGROUP}u; l++) { total${r} = ${combine(op, `total${r}`, `partial${r}[l]`)}; }`,
      );
      writer.know(root, position, `total${r}`);
    });
    finish(position);
  });
  return `${shared.join("\n")}

@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(local_invocation_index) local: u32, @builtin(workgroup_id) groupId: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>) {
${writer.lines()}
}`;
}
