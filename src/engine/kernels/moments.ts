/**
 * Which kernels of a step are done at once. A dispatch costs a graphics card about as much as the arithmetic of
 * a small model, so there should be few.
 */
import { unlessConflict, type Value } from "./graph.ts";
import type { Kept } from "./keep.ts";
import {
  type KernelPlan,
  type Layout,
  type PlannedKernel,
  valuesRead,
  variableBuffer,
  type Writer,
} from "./plan.ts";

/** A kernel with what it is to do. */
export interface Planned<K extends PlannedKernel> {
  readonly plan: KernelPlan;
  readonly kernel: K;
}

/**
 * Puts each kernel into the first moment at which all that it waits for is done, if there is room.
 * @param planned in an order that works
 */
export function moments<K extends PlannedKernel>(
  planned: readonly Planned<K>[],
  keep: Kept,
  layout: Layout,
  writer: Writer<K>,
): KernelPlan[][] {
  if (!writer.besides) return planned.map(({ plan }) => [plan]);
  const groups: KernelPlan[][] = [];
  const at = new Map<KernelPlan, number>();
  const madeIn = new Map<Value, KernelPlan>();
  for (const [index, { plan, kernel }] of planned.entries()) {
    const written = new Set(plan.updates.map(({ name }) => variableBuffer(name)));
    const waitsFor = planned.slice(0, index).filter(({ plan: before, kernel: { reads } }) => {
      const writes = before.updates.map(({ name }) => variableBuffer(name));
      return (
        [...written].some((name) => reads.has(name)) ||
        writes.some((name) => kernel.reads.has(name))
      );
    });
    const makers = new Set(waitsFor.map((before) => before.plan));
    for (const value of valuesRead(plan, keep)) {
      const maker = madeIn.get(value);
      if (maker) makers.add(maker);
    }
    for (const value of plan.outputs) madeIn.set(value, plan);
    let moment = Math.max(0, ...[...makers].map((maker) => at.get(maker)! + 1));
    for (; moment < groups.length; moment++) {
      const joined = [...groups[moment]!, plan];
      if (!unlessConflict(() => writer.write(joined, layout))) continue;
      groups[moment] = joined;
      break;
    }
    if (moment === groups.length) groups.push([plan]);
    at.set(plan, moment);
  }
  return groups;
}
