import type { Ref } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import { say } from "../language/say.ts";
import styles from "./embedding-map.module.css";
import { genresText } from "./genre-classes.ts";
import { plural } from "./number-text.ts";

interface MapTipProps {
  readonly item: number | null;
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly rated: readonly number[];
  readonly ref: Ref<HTMLDivElement>;
}

/** What is known of the film under the pointer or the keyboard. */
export function MapTip({ item, catalogue, popularity, rated, ref }: MapTipProps) {
  return (
    <div ref={ref} className={styles.tip} hidden={item === null} role="status" aria-live="polite">
      {item !== null && (
        <>
          <p>
            <b>{catalogue.titles[item]}</b>
            {catalogue.years[item] ? ` · ${catalogue.years[item]}` : ""}
          </p>
          <p>{genresText(catalogue, item)}</p>
          <p>
            {plural(popularity[item] ?? 0, "rating")}
            {rated.includes(item) ? ` · ${say("rated by you")}` : ""}
          </p>
        </>
      )}
    </div>
  );
}
