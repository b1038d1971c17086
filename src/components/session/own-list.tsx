import { useMemo } from "react";
import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import { ForYou } from "../charts/for-you.tsx";
import { useActions, useReading, useSession } from "./use-session.ts";

/** The reader's own ratings, and what the model makes of them at this moment. */
export function OwnList() {
  const opened = useSession((state) => state.opened);
  const ratings = useSession((state) => state.ratings);
  const highlight = useSession((state) => state.highlight.item);
  const { rate, setHighlight } = useActions();
  const reading = useReading<Recommendations>("forYou", useRatingArguments());
  if (!opened) return null;
  return (
    <ForYou
      catalogue={opened.catalogue}
      popularity={opened.popularity}
      ratings={ratings}
      onRate={rate}
      reading={ratings.length > 0 ? reading : undefined}
      highlight={highlight}
      onHighlight={setHighlight}
    />
  );
}

/** The reader's ratings as a probe takes them. */
export function useRatingArguments() {
  const ratings = useSession((state) => state.ratings);
  return useMemo(
    () => ({
      items: ratings.map(({ item }) => item),
      ratings: ratings.map(({ rating }) => rating),
    }),
    [ratings],
  );
}
