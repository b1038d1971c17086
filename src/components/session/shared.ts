/** Which session is open, for whoever shares it. */
import type { SessionState } from "./state.ts";

/** The lab alone, in a frame. */
export const EMBEDDED = "lab";

let open: (() => SessionState) | undefined;

/** Says that this session is open. @returns the end of that */
export function openToShare(state: () => SessionState): () => void {
  open = state;
  return () => {
    if (open === state) open = undefined;
  };
}

export const sharedNow = (): SessionState | undefined => open?.();
