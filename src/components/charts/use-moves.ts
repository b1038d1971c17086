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
    const rows = ref.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [];
    const still = prefersStill();
    const next = new Map<string, number>();
    for (const row of rows) {
      const key = row.dataset.key ?? "";
      next.set(key, row.offsetTop);
      const before = tops.current.get(key);
      if (still || tops.current.size === 0) continue;
      const timing = { duration: 220, easing: "cubic-bezier(0.2, 0.7, 0.3, 1)" };
      if (before === undefined) row.animate([{ opacity: 0 }, { opacity: 1 }], timing);
      else if (before !== row.offsetTop) {
        const from = `translateY(${before - row.offsetTop}px)`;
        row.animate([{ transform: from }, { transform: "none" }], timing);
      }
    }
    tops.current = next;
  }, [order]);
  return ref;
}
