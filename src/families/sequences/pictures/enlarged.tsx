import { useActions, useSession } from "../../../components/session/use-session.ts";
import { type Head, type HeadsReading, headName } from "../heads.ts";
import { Arcs } from "./arcs.tsx";
import styles from "./attention.module.css";
import { HeadGrid } from "./head-grid.tsx";
import type { Films } from "./use-films.ts";

interface EnlargedProps {
  readonly reading: Pick<HeadsReading, "films" | "oneWay">;
  readonly head: Head;
  readonly films: Films;
  readonly signed?: boolean;
  readonly row: number | null;
  readonly onRow: (row: number | null) => void;
}

/** Titles in a column, the chosen one's arcs before them, the grid behind. */
export function Enlarged({ reading, head, films, signed = false, row, onRow }: EnlargedProps) {
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const n = reading.films.length;
  const asks = Math.min(row ?? n - 1, n - 1);
  const weights = head.weights.subarray(asks * n, (asks + 1) * n);
  return (
    <div className={styles.enlarged} style={{ "--rows": n } as React.CSSProperties}>
      {signed ? (
        <span />
      ) : (
        <Arcs
          weights={weights}
          from={asks}
          name={`Arcs from ${films.name(reading.films[asks]!)} to the films it looks at`}
        />
      )}
      <ol className={styles.titles} aria-label="Films read, oldest first">
        {reading.films.map((film, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the sequence
          <li key={t} data-lit={highlight === film || undefined}>
            <button
              type="button"
              aria-pressed={t === asks}
              title={films.name(film)}
              onClick={() => onRow(t)}
              onPointerEnter={() => setHighlight(film)}
              onPointerLeave={() => setHighlight(null)}
            >
              {films.name(film)}
            </button>
          </li>
        ))}
      </ol>
      <HeadGrid
        name={`${headName(head)}: ${n} films ask, ${n} are looked at`}
        weights={head.weights}
        n={n}
        causal={reading.oneWay}
        signed={signed}
        row={asks}
        onRow={onRow}
      />
    </div>
  );
}
