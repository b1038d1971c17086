/**
 * Where the values between kernels lie: all in one buffer, the arena, where a place is used again once
 * nobody reads what was in it.
 */
import { count, type Ref, type Value } from "./graph.ts";
import type { Kept } from "./keep.ts";
import type { Place } from "./memory.ts";
import { type KernelPlan, valuesRead } from "./plan.ts";

export const align = (words: number, to = 64): number => Math.ceil(words / to) * to;

/** First fit, by the span of moments that use a value. Nothing is written where somebody reads at that moment. */
export function planMemory(
  moments: readonly (readonly KernelPlan[])[],
  keep: Kept,
  loss: Ref,
  from: number,
): { places: Map<Value, Place>; words: number } {
  const first = new Map<Value, number>();
  const last = new Map<Value, number>();
  const use = (value: Value, moment: number) =>
    last.set(value, Math.max(moment, last.get(value) ?? 0));
  for (const [moment, plans] of moments.entries()) {
    for (const plan of plans) {
      for (const value of plan.outputs) {
        first.set(value, moment);
        use(value, moment);
      }
      for (const value of valuesRead(plan, keep)) use(value, moment);
    }
  }
  last.set(loss.value, moments.length);
  const places = new Map<Value, Place>();
  const taken: { at: number; words: number; until: number }[] = [];
  let words = from;
  for (const value of [...first.keys()].sort((a, b) => first.get(a)! - first.get(b)!)) {
    const size = align(count(value.shape));
    const now = first.get(value)!;
    const alive = taken.filter((t) => t.until >= now).sort((a, b) => a.at - b.at);
    let at = from;
    for (const t of alive) {
      if (t.at - at >= size) break;
      at = Math.max(at, t.at + t.words);
    }
    taken.push({ at, words: size, until: last.get(value)! });
    places.set(value, { buffer: "arena", offset: at });
    words = Math.max(words, at + size);
  }
  return { places, words };
}
