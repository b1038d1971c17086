/** The ghost: the same world and seed without the intervention. No tfjs. */
import type { Companion } from "../../engine/training/training.ts";

export const GHOST = "ghost";

/** What of it stands in the run’s rows, under “Gini ghost”. */
const COMPARED = ["Clicks per slot", "Gini", "Catalogue shown", "Regret", "Truth correlation"];

/** What trains beside a run. */
export const besides = (ghost: boolean): Readonly<Record<string, Companion>> =>
  ghost
    ? { [GHOST]: { config: { policy: "greedy", limit: 20, ghost: false }, metrics: COMPARED } }
    : {};
