import { type RefObject, useLayoutEffect, useRef } from "react";
import { prefersStill } from "./theme.ts";

/**
 * Lets rows glide to their new places when their order changes. Rows carry `data-key`; call with
 * something that changes whenever the order may have.
 */
export function useMoves<E extends HTMLElement>(order: string): RefObject<E | null> {
  const ref = useRef<E | null>(null);
  const tops = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the order changes
  useLayoutEffect(() => {
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
    // All places are read before anything moves: a question after an answer lays the page out again.
    const next = new Map(rows.map((row) => [row.dataset.key ?? "", row.offsetTop]));
    const known = tops.current;
    if (known.size > 0 && !prefersStill()) for (const row of rows) move(row, known, next);
    tops.current = next;
  }, [order]);
  return ref;
}

function move(
  row: HTMLElement,
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): void {
  const timing = { duration: 220, easing: "cubic-bezier(0.2, 0.7, 0.3, 1)" };
  const key = row.dataset.key ?? "";
  const from = before.get(key);
  const by = (from ?? 0) - now.get(key)!;
  if (from === undefined) row.animate([{ opacity: 0 }, { opacity: 1 }], timing);
  else if (by !== 0) {
    row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], timing);
  }
}
