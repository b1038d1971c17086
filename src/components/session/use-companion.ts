import { useEffect } from "react";
import type { Behind } from "../../engine/training/companions.ts";
import type { Companion } from "../../engine/training/training.ts";
import { useActions, useSession } from "./use-session.ts";

/**
 * A model that trains beside the run as long as a picture wants it: the same lesson and data with something
 * changed. Probes read what it has made with `context.beside(name)`, once it has caught up.
 * @returns how far it is behind the run; null where it is not wanted, or has caught up
 */
export function useCompanion(name: string, companion: Companion, wanted: boolean): Behind | null {
  const { accompany } = useActions();
  const text = JSON.stringify(companion);
  useEffect(
    () => (wanted ? accompany(name, JSON.parse(text) as Companion) : undefined),
    [accompany, name, text, wanted],
  );
  return useSession(({ companions }) => (wanted ? (companions[name] ?? null) : null));
}
