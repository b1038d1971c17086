/** The symbol that has the pointer or the focus: the same one lights up in every formula, and its view. */
import { useSyncExternalStore } from "react";

interface Lit {
  readonly symbol: string;
  readonly view: string | undefined;
}

let lit: Lit | null = null;
const listeners = new Set<() => void>();

export function setLit(next: Lit | null): void {
  lit = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLit = () => useSyncExternalStore(subscribe, () => lit?.symbol);
export const useLitView = () => useSyncExternalStore(subscribe, () => lit?.view);
