/**
 * Groups what a step keeps into as few kernels as possible, in an order that works. Outputs of the same
 * number of elements share a kernel when none needs a neighbour's result; the optimizer's updates come
 * last and share the kernel that computes the gradient.
 */
import { count, inputsOf, type Ref, unlessConflict, type Value } from "./graph.ts";
import { type Kept, MOST_ROOTS, rootSignature } from "./keep.ts";
import type { Planned } from "./moments.ts";
import {
  type KernelPlan,
  type Layout,
  type PlannedKernel,
  type Update,
  variableBuffer,
  type Writer,
} from "./plan.ts";

/** How far back a kernel is looked for that one more output could join. */
const LOOK_BACK = 6;

/** Orders and groups everything. `layout` need not know real offsets yet. */
export function schedule<K extends PlannedKernel>(
  keep: Kept,
  updates: readonly Update[],
  layout: Layout,
  writer: Writer<K>,
): Planned<K>[] {
  const kernels: KernelPlan[] = [];
  const written: K[] = [];
  const madeIn = new Map<Value, number>();
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
      const code = unlessConflict(() => writer.write([extended], layout));
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
    written.push(writer.write([plan], layout));
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
    const roots = keep.kept.has(update.value.value) ? [] : keep.rootsOf(update.value);
    // An update writes what other kernels read, so it comes after all of those.
    const lastReader = written.findLastIndex(({ reads }) => reads.has(variableBuffer(update.name)));
    const earliest = Math.max(firstUpdate, after(update.value), lastReader);
    join(count(update.value.shape), roots, { update }, earliest);
  }
  return kernels.map((plan, at) => ({ plan, kernel: written[at]! }));
}

const inputs = ({ source }: Value): readonly Ref[] => inputsOf(source);

/** An update that reads another variable comes before that variable's own update. */
function inOrder(updates: readonly Update[], keep: Kept): Update[] {
  const done: Update[] = [];
  const visit = (update: Update) => {
    if (done.includes(update)) return;
    for (const other of updates) {
      if (other === update) continue;
      if (keep.variablesOf(other.value).has(update.name)) visit(other);
    }
    done.push(update);
  };
  for (const update of updates) visit(update);
  return done;
}

/**
 * Of gradients and next values, those that must be kept: computed in place they would read variables that
 * are being written, their own (elsewhere than at the same element, which only the kernel's text shows) or each other's.
 */
export function valuesToKeep(
  updates: readonly Update[],
  keep: Kept,
  layout: Layout,
  writer: Writer<PlannedKernel>,
): Set<Value> {
  const readers = new Map<string, ReadonlySet<string>>();
  const forced = new Set<Value>();
  for (const update of updates) {
    const { name, value } = update;
    const reads = new Set(keep.variablesOf(value));
    reads.delete(name);
    const reaches = (from: string, target: string, seen = new Set<string>()): boolean => {
      if (from === target) return true;
      if (seen.has(from)) return false;
      seen.add(from);
      return [...(readers.get(from) ?? [])].some((next) => reaches(next, target, seen));
    };
    const readsItself = keep.variablesOf(value).has(name);
    if (readsItself && !alone(update, keep, layout, writer)) forced.add(terms(value));
    else if ([...reads].some((read) => reaches(read, name))) forced.add(terms(value));
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
function alone(update: Update, keep: Kept, layout: Layout, writer: Writer<PlannedKernel>): boolean {
  const size = count(update.value.shape);
  const roots = [...keep.rootsOf(update.value)];
  const plan = { size, roots, outputs: [], updates: [update] };
  return unlessConflict(() => writer.write([plan], layout)) !== undefined;
}

function fits(plan: KernelPlan, roots: readonly Value[]): boolean {
  if (roots.length === 0) return true;
  const all = new Set([...plan.roots, ...roots]);
  if (all.size > MOST_ROOTS) return false;
  // Joining a kernel without roots would change how its invocations are laid out.
  if (plan.roots.length === 0) return false;
  return new Set([...all].map(rootSignature)).size === 1;
}
