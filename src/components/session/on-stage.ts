/** Whether the page is shown to a hall, `present=1` in its link: there pictures are whole, and nothing scrolls. */
import { useSyncExternalStore } from "react";
import { fieldsOf } from "../language/link-text.ts";

const listeners = new Set<() => void>();

export const onStage = (): boolean => fieldsOf(location.hash).get("present") === "1";

export const useOnStage = (): boolean => useSyncExternalStore(subscribe, onStage);

/** Said by whoever changes the link without an event. */
export function tellStage(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("hashchange", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("hashchange", listener);
  };
}
