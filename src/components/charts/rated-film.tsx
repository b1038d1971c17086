import { useId } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import { say } from "../language/say.ts";
import styles from "./for-you.module.css";
import { Stars } from "./stars.tsx";

interface RatedFilmProps {
  readonly item: number;
  readonly rating: number | null;
  readonly catalogue: Catalogue;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
  readonly onRate: (item: number, rating: number) => void;
  readonly onRemove?: () => void;
}

/** One film with its stars. The title describes the controls; it is not part of their names. */
export function RatedFilm(props: RatedFilmProps) {
  const { item, rating, catalogue, highlight, onHighlight, onRate, onRemove } = props;
  const id = useId();
  return (
    <li
      data-lit={highlight === item || undefined}
      onPointerEnter={() => onHighlight(item)}
      onPointerLeave={() => onHighlight(null)}
    >
      <span id={id} className={styles.title}>
        {catalogue.titles[item] ?? say("Film {n}", { n: item })}
        {catalogue.years[item] ? <small> {catalogue.years[item]}</small> : null}
      </span>
      <Stars value={rating} onChange={(stars) => onRate(item, stars)} describedBy={id} />
      <span className={styles.number}>{rating === null ? "" : rating.toFixed(1)}</span>
      {onRemove ? (
        <button type="button" aria-label={say("Remove")} aria-describedby={id} onClick={onRemove}>
          ×
        </button>
      ) : (
        <span />
      )}
    </li>
  );
}
