import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { say } from "../language/say.ts";
import styles from "./embedding-map.module.css";
import { FilmSearch } from "./film-search.tsx";
import { byPopularity } from "./find-films.ts";
import { genreClasses, genresText } from "./genre-classes.ts";
import { MapCanvas, type MapHandle, type Watch } from "./map-canvas.tsx";
import { MapLegend } from "./map-legend.tsx";
import { mapSentence } from "./map-sentence.ts";
import { valueText } from "./number-text.ts";
import { Picture } from "./picture.tsx";
import { SHOWN_ROWS, type TableData } from "./table-data.ts";
import { useThrottled } from "./use-throttled.ts";

export interface EmbeddingMapProps {
  readonly title?: string;
  readonly catalogue: Catalogue;
  /** [items] training interactions: size and order of the points. */
  readonly popularity: ArrayLike<number>;
  /** Hands over readings as they come; the points follow without React. */
  readonly watch: Watch<EmbeddingMapReading>;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
  /** Films the reader has rated: dotted lines lead to them from "you". */
  readonly rated?: readonly number[];
  /** What the chosen user is called on the map: "user 42". */
  readonly userName?: string | null;
  /** Numbers a vector, for the sentence. */
  readonly dim?: number;
  /** Takes the whole height of its box. */
  readonly fill?: boolean;
}

const NONE: readonly number[] = [];

/** Films as points where the model puts them, moving while it learns. */
export function EmbeddingMap(props: EmbeddingMapProps) {
  const { title = say("Film map"), catalogue, popularity, watch, highlight, onHighlight } = props;
  const { rated = NONE, userName = null, dim } = props;
  const map = useRef<MapHandle>(null);
  const [only, setOnly] = useState<number | null>(null);
  /** Found by search: stays lit until something else is looked for. */
  const [pinned, setPinned] = useState<number | null>(null);
  const [newest, setNewest] = useState<EmbeddingMapReading | null>(null);
  const reading = useThrottled(newest, 500);

  const classes = useMemo(() => genreClasses(catalogue), [catalogue]);
  const order = useMemo(() => byPopularity(popularity), [popularity]);
  const weight = useMemo(() => {
    const most = popularity[order[0] ?? 0] || 1;
    return Float32Array.from(order.keys(), (item) => Math.sqrt((popularity[item] ?? 0) / most));
  }, [popularity, order]);
  const content = useMemo(
    () => ({
      catalogue,
      classes,
      order,
      weight,
      only,
      highlight: highlight ?? pinned,
      rated,
      userName,
    }),
    [catalogue, classes, order, weight, only, highlight, pinned, rated, userName],
  );
  useEffect(() => watch(setNewest), [watch]);
  const lift = useCallback((item: number | null) => onHighlight(item), [onHighlight]);

  const table = (): TableData => ({
    columns: [
      { name: say("Film") },
      { name: say("Year"), format: String },
      { name: say("Genres") },
      { name: say("Ratings") },
      { name: "x", format: valueText },
      { name: "y", format: valueText },
    ],
    rows: [...order.subarray(0, SHOWN_ROWS)].map((item) => [
      catalogue.titles[item] ?? say("Film {n}", { n: item }),
      catalogue.years[item] || null,
      genresText(catalogue, item),
      popularity[item] ?? 0,
      reading?.x[item] ?? null,
      reading?.y[item] ?? null,
    ]),
    total: order.length,
  });

  const find = (item: number) => {
    setPinned(item);
    setOnly(null);
    map.current?.reveal(item);
  };
  return (
    <Picture
      fill={props.fill}
      title={title}
      sentence={mapSentence(reading, order.length, dim)}
      table={table}
      aside={
        <>
          <FilmSearch
            label={say("Find a film")}
            quiet
            catalogue={catalogue}
            popularity={popularity}
            onChoose={find}
          />
          <span className={styles.tools}>
            <button
              type="button"
              aria-label={say("Zoom in")}
              onClick={() => map.current?.zoom(1.6)}
            >
              +
            </button>
            <button
              type="button"
              aria-label={say("Zoom out")}
              onClick={() => map.current?.zoom(1 / 1.6)}
            >
              −
            </button>
            <button
              type="button"
              onClick={() => {
                setPinned(null);
                map.current?.fit();
              }}
            >
              {say("Fit")}
            </button>
          </span>
        </>
      }
    >
      <div className={styles.map}>
        <MapCanvas
          ref={map}
          name={`${title}: ${mapSentence(reading, order.length, dim)}`}
          content={content}
          popularity={popularity}
          watch={watch}
          onHighlight={lift}
          waiting={newest === null}
        />
        <MapLegend classes={classes} only={only} onOnly={setOnly} />
      </div>
    </Picture>
  );
}
