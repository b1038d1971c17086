/**
 * Which values of a step are kept in memory. What is cheap is computed again wherever it is needed; what
 * is dear (a product, a sum, a chain of exponentials) is computed once. A dear value with a single user
 * of the same size is not kept either: the user is computed by the same kernel, while it is in registers.
 */
import { count, inputsOf, type Ref, type SourceOf, type Value } from "./graph.ts";
import { MAPS } from "./maps.ts";

/** How a kernel begins: one invocation a result, a tile of a product, or a workgroup a sum. */
export type RootKind = "product" | "workgroup" | "none";

/** A reduction this long, with this few results, is shared by the invocations of a workgroup. */
const LONG = 256;
const FEW = 256;

export function rootKind({ source, shape }: Value): RootKind {
  if (source.kind === "matmul") return "product";
  if (source.kind !== "reduce" || source.op.startsWith("arg")) return "none";
  return reducedCount(source) >= LONG && count(shape) <= FEW ? "workgroup" : "none";
}

export const reducedCount = ({ input, axes }: SourceOf<"reduce">): number =>
  axes.reduce((n, axis) => n * input.shape[axis]!, 1);

/** Roots that may share a kernel have the same signature. */
export function rootSignature(value: Value): string {
  const { source } = value;
  if (source.kind === "reduce") return `workgroup ${count(value.shape)} ${reducedCount(source)}`;
  return `product ${value.shape}`;
}

const heavy = ({ source: { kind } }: Value) =>
  kind === "matmul" || kind === "reduce" || kind === "scan" || kind === "segmentSum";

export interface Kept {
  readonly kept: ReadonlySet<Value>;
  readonly live: readonly Value[];
  /** The roots that are computed inside the kernel of a value that is kept (or stepped on). */
  rootsOf(ref: Ref): readonly Value[];
  /** The variables that a value reads when it is computed in place. */
  variablesOf(ref: Ref): ReadonlySet<string>;
}

/** The most buffers that the inlined part of one value may read. */
const MOST_BUFFERS = 7;
/** The most products in one kernel: their tiles share the registers. */
export const MOST_ROOTS = 3;

export function chooseKept(loss: Ref, gradients: readonly Ref[], forced: ReadonlySet<Value>): Kept {
  const live = findLive([loss, ...gradients]);
  const users = new Map<Value, { user: Value; ref: Ref }[]>();
  for (const user of live) {
    for (const ref of inputsOf(user.source)) {
      const list = users.get(ref.value) ?? [];
      list.push({ user, ref });
      users.set(ref.value, list);
    }
  }
  const sinks = new Map<Value, number>();
  for (const { value } of gradients) sinks.set(value, (sinks.get(value) ?? 0) + 1);

  const kept = new Set<Value>();
  const cost = new Map<Value, number>();
  const roots = new Map<Value, readonly Value[]>();
  const buffers = new Map<Value, ReadonlySet<string>>();

  const isLeaf = (value: Value) => value.source.kind === "input" || value.source.kind === "fill";
  const stored = (value: Value) => kept.has(value) || isLeaf(value);
  const bufferOf = (value: Value): string =>
    value.source.kind === "input" && value.source.input.from === "variable"
      ? `variable ${value.source.input.name}`
      : value.source.kind === "input" && value.source.input.from === "batch"
        ? "batch"
        : value.source.kind === "input" && value.source.input.from === "tensor"
          ? `tensor ${value.id}`
          : "arena";
  const buffersOf = (value: Value): ReadonlySet<string> =>
    value.source.kind === "fill"
      ? new Set()
      : stored(value)
        ? new Set([bufferOf(value)])
        : buffers.get(value)!;

  /** What computing the value in place takes, from what is kept so far. */
  const measure = (value: Value): void => {
    const inputs = inputsOf(value.source);
    const own = ownCost(value);
    const loads = inputs.reduce(
      (sum, { value: input }) => sum + (stored(input) ? 1 : cost.get(input)!),
      0,
    );
    cost.set(value, own + loads * (heavy(value) ? 16 : 1));
    const inlined = inputs.flatMap(({ value: input }) => (stored(input) ? [] : roots.get(input)!));
    const self = rootKind(value) === "none" ? [] : [value];
    roots.set(value, [...new Set([...inlined, ...self])]);
    const needed = new Set(inputs.flatMap(({ value: input }) => [...buffersOf(input)]));
    if (value.source.kind === "segmentSum" && value.source.column !== null) needed.add("batch");
    buffers.set(value, needed);
  };

  for (const value of live) {
    if (isLeaf(value)) continue;
    for (const { value: input } of inputsOf(value.source)) {
      if (!stored(input) && mustKeepFor(value, input)) kept.add(input);
    }
    measure(value);
    // Too many buffers, or roots that cannot share a kernel: keep inputs until it fits.
    for (const { value: input } of inputsOf(value.source)) {
      const signatures = new Set(roots.get(value)!.map(rootSignature));
      const tooMany = buffers.get(value)!.size > MOST_BUFFERS;
      if (signatures.size <= 1 && roots.get(value)!.length <= MOST_ROOTS && !tooMany) break;
      if (stored(input)) continue;
      kept.add(input);
      measure(value);
    }
    if (value === loss.value || forced.has(value) || shouldKeep(value)) kept.add(value);
  }

  /** Some inputs must lie in memory, or would be computed over and over. */
  function mustKeepFor(user: Value, input: Value): boolean {
    switch (user.source.kind) {
      case "matmul":
        return true;
      case "gather":
        return user.source.table.value === input && cost.get(input)! > 2;
      default:
        return false;
    }
  }

  function shouldKeep(value: Value): boolean {
    const uses = users.get(value) ?? [];
    const total = uses.length + (sinks.get(value) ?? 0);
    const dear = cost.get(value)!;
    const alike = uses.every(
      ({ user, ref }) => user.source.kind === "map" && count(ref.shape) === count(user.shape),
    );
    if (containsHeavy(value)) return total !== 1 || !alike;
    if (total > 1 && dear > 8) return true;
    const spread = Math.max(
      1,
      ...uses.map(({ user, ref }) => readings(user) / Math.max(1, count(ref.shape))),
    );
    return spread >= 8 && dear > 4;
  }

  function containsHeavy(value: Value): boolean {
    if (heavy(value)) return true;
    return inputsOf(value.source).some(
      ({ value: input }) => !stored(input) && containsHeavy(input),
    );
  }

  const variables = (value: Value, into: Set<string>): Set<string> => {
    if (value.source.kind === "input" && value.source.input.from === "variable") {
      into.add(value.source.input.name);
    }
    if (!stored(value)) for (const ref of inputsOf(value.source)) variables(ref.value, into);
    return into;
  };
  return {
    kept,
    live,
    rootsOf: ({ value }) => (isLeaf(value) ? [] : (roots.get(value) ?? [])),
    variablesOf: ({ value }) => (kept.has(value) ? new Set() : variables(value, new Set())),
  };
}

/** How many elements a value reads of an input, about. */
function readings({ source, shape }: Value): number {
  if (source.kind === "reduce") return count(source.input.shape);
  if (source.kind === "scan") return (count(shape) * shape[source.axis]!) / 2;
  return source.kind === "segmentSum" && source.column !== null
    ? count(source.x.shape)
    : count(shape);
}

function ownCost({ source }: Value): number {
  switch (source.kind) {
    case "map":
      return source.op === "cast" ? 0 : MAPS[source.op]!.cost;
    case "gather":
      return 1;
    case "concat":
    case "pad":
      return 2;
    case "reduce":
    case "scan":
      return 64;
    case "segmentSum":
    case "matmul":
      return 256;
    default:
      return 0;
  }
}

/** What the results need, in the order in which it was written down. */
function findLive(results: readonly Ref[]): Value[] {
  const live = new Set<Value>();
  const visit = (value: Value) => {
    if (live.has(value)) return;
    live.add(value);
    for (const ref of inputsOf(value.source)) visit(ref.value);
  };
  for (const ref of results) visit(ref.value);
  return [...live].sort((a, b) => a.id - b.id);
}
