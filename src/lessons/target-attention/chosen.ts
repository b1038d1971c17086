/** Whose history and which candidates the pictures are about; kept while the page is open. */
import { useMemo } from "react";
import { create } from "zustand";
import { useSession } from "../../components/session/use-session.ts";
import type { Whose } from "../../engine/ranking/reasons.ts";
import type { Reader } from "./settings.ts";

interface Chosen {
  /** The reader's own films in place of a person's. */
  readonly own: boolean;
  /** Null: those of the person's question in the test. */
  readonly candidate: number | null;
  readonly other: number | null;
  /** Whose weights the arcs show; null: the run's own reader. */
  readonly reader: Reader | null;
}

export const useChosen = create<Chosen>(() => ({
  own: false,
  candidate: null,
  other: null,
  reader: null,
}));
export const choose = (some: Partial<Chosen>) => useChosen.setState(some);

/** What a probe is told of whom it is about, and of which candidates. */
export function useAsked(): Whose & { readonly candidate?: number; readonly other?: number } {
  const user = useSession((state) => state.user);
  const ratings = useSession((state) => state.ratings);
  const planted = useSession((state) => state.setup.config.task === "interests");
  const { own, candidate, other } = useChosen();
  return useMemo(
    () => ({
      user,
      ...(own &&
        !planted &&
        ratings.length > 0 && {
          items: ratings.map(({ item }) => item),
          ratings: ratings.map(({ rating }) => rating),
        }),
      // A candidate of the films is none of the planted ones.
      ...(candidate !== null && !planted && { candidate }),
      ...(other !== null && !planted && { other }),
    }),
    [user, ratings, planted, own, candidate, other],
  );
}
