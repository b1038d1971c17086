/** What every lesson shows besides its own pictures, by the same names everywhere. */
import type { View } from "./lesson.ts";

/** From rows to a batch; this person, this list, why; paper, here, why. */
export const THREE_VIEWS: readonly View[] = [
  { id: "rows", title: "From rows" },
  { id: "why", title: "List, why" },
  { id: "paper", title: "Paper, here" },
];
