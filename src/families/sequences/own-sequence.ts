/** The reader's own sequence: kept while the page is open, so that other pictures may be looked at. */
import { create } from "zustand";

interface OwnSequence {
  /** Oldest first; null until the reader has made or taken one. */
  readonly items: readonly number[] | null;
  set(items: readonly number[]): void;
}

export const useOwnSequence = create<OwnSequence>((set) => ({
  items: null,
  set: (items) => set({ items }),
}));

/** With the film at one place moved by so many places; the same where that is past an end. */
export function moved(items: readonly number[], from: number, by: number): number[] {
  const to = from + by;
  if (to < 0 || to >= items.length) return [...items];
  const others = items.toSpliced(from, 1);
  return others.toSpliced(to, 0, items[from]!);
}

/** A film once: added again, it becomes the newest. */
export function added(items: readonly number[], item: number): number[] {
  return [...items.filter((known) => known !== item), item];
}
