import { useMemo } from "react";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { useChosen } from "./chosen.ts";

/** The film that is spelled out: the chosen one, else the best known. */
export function useShownFilm({ popularity }: Opened): number {
  const film = useChosen((state) => state.film);
  const known = useMemo(
    () => popularity.reduce((best, n, item) => (n > popularity[best]! ? item : best), 0),
    [popularity],
  );
  return film !== null && film < popularity.length ? film : known;
}

/** What a title does to all pictures when it is pointed at. */
export function useLit() {
  const lit = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  return { lit, setHighlight };
}
