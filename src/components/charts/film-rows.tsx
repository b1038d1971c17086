import type { Catalogue } from "../../engine/data/dataset.ts";
import { say } from "../language/say.ts";
import { shortTitle } from "./genre-classes.ts";
import { countText, valueText } from "./number-text.ts";
import styles from "./recommendation-list.module.css";
import { useMoves } from "./use-moves.ts";

export interface FilmRow {
  readonly item: number;
  readonly score: number;
  /** From 1. */
  readonly rank: number;
}

interface FilmRowsProps {
  readonly name: string;
  readonly rows: readonly FilmRow[];
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  /** The film that was held out for the test, if any is. */
  readonly heldOut: number | null;
  /** What is said of that film. */
  readonly mark?: string;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
  /** Scores at both ends of the bars. */
  readonly low: number;
  readonly high: number;
}

/** Films with their scores as bars and how well known they are; rows glide when their order changes. */
export function FilmRows(props: FilmRowsProps) {
  const { name, rows, catalogue, popularity, heldOut, highlight, onHighlight, low, high } = props;
  const { mark = say("held out") } = props;
  const list = useMoves<HTMLOListElement>(rows.map((row) => row.item).join(" "));
  let most = 1;
  for (let item = 0; item < popularity.length; item++) most = Math.max(most, popularity[item]!);
  return (
    <ol ref={list} className={styles.rows} aria-label={name}>
      {rows.map(({ item, score, rank }) => {
        const share = Math.max(0.02, (score - low) / (high - low || 1));
        const ratings = popularity[item] ?? 0;
        return (
          <li
            key={item}
            data-key={item}
            data-lit={highlight === item || undefined}
            data-held={heldOut === item || undefined}
            onPointerEnter={() => onHighlight(item)}
            onPointerLeave={() => onHighlight(null)}
          >
            <span className={styles.rank}>{countText(rank)}</span>
            <span className={styles.title}>
              <b title={catalogue.titles[item]}>{shortTitle(catalogue, item, 60)}</b>
              {catalogue.years[item] ? <small> {catalogue.years[item]}</small> : null}
              {heldOut === item && <em>{mark}</em>}
            </span>
            <span className={styles.bar} aria-hidden="true">
              <i style={{ inlineSize: `${Math.min(1, share) * 100}%` }} />
            </span>
            <span className={styles.score}>{valueText(score)}</span>
            <span className={styles.known} title={say("{n} ratings", { n: countText(ratings) })}>
              <i style={{ inlineSize: `${Math.sqrt(ratings / most) * 100}%` }} aria-hidden="true" />
              <span className={styles.hidden}>
                , {say("{n} ratings", { n: countText(ratings) })}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
