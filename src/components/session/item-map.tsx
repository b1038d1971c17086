import { useCallback } from "react";
import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { EmbeddingMap } from "../charts/embedding-map.tsx";
import { useRatingArguments } from "./own-list.tsx";
import { useActions, useSession } from "./use-session.ts";

/** The map of the model's item vectors, with the reader on it once they have rated something. */
export function ItemMap({ dim }: { dim?: number }) {
  const opened = useSession((state) => state.opened);
  const highlight = useSession((state) => state.highlight.item);
  const { watch, setHighlight } = useActions();
  const args = useRatingArguments();
  const watchMap = useCallback(
    (listener: (reading: EmbeddingMapReading) => void) =>
      watch("map", args, (reading) => listener(reading as EmbeddingMapReading)),
    [watch, args],
  );
  if (!opened) return null;
  return (
    <EmbeddingMap
      catalogue={opened.catalogue}
      popularity={opened.popularity}
      watch={watchMap}
      highlight={highlight}
      onHighlight={setHighlight}
      rated={args.items}
      fill
      {...(dim !== undefined && { dim })}
    />
  );
}
