import type { Behind } from "../../engine/training/companions.ts";
import type { Companion } from "../../engine/training/training.ts";

/** Stands in until the page's own is here: companions are not asked for yet. */
export function useCompanion(_name: string, _companion: Companion, wanted: boolean): Behind | null {
  return wanted ? { step: 0, of: 1 } : null;
}
