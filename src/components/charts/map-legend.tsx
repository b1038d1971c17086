import { say } from "../language/say.ts";
import { dataColour } from "./colours.ts";
import styles from "./embedding-map.module.css";
import type { GenreClasses } from "./genre-classes.ts";
import { countText } from "./number-text.ts";
import { shapePath } from "./point-shapes.ts";

interface MapLegendProps {
  readonly classes: GenreClasses;
  readonly only: number | null;
  readonly onOnly: (at: number | null) => void;
}

/** What colours and shapes mean. Pressing a genre shows it alone, which needs no colour at all. */
export function MapLegend({ classes, only, onOnly }: MapLegendProps) {
  return (
    <ul className={styles.legend} data-legend="genres" aria-label={say("Genres")}>
      {[...classes.names, say("other")].map((name, at) => (
        <li key={name}>
          <button
            type="button"
            aria-pressed={only === at}
            title={say("{n} films", { n: countText(classes.counts[at] ?? 0) })}
            onClick={() => onOnly(only === at ? null : at)}
          >
            <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
              <path
                d={shapePath(at, 4.6)}
                fill={at < classes.names.length ? dataColour(at) : "var(--data-grey, #8d897e)"}
              />
            </svg>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
