import type { ReactNode } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import { say } from "../language/say.ts";
import { FilmRows } from "./film-rows.tsx";
import { titleText } from "./genre-classes.ts";
import { countText, valueText } from "./number-text.ts";
import { Picture } from "./picture.tsx";
import styles from "./recommendation-list.module.css";

export interface RecommendationListProps {
  readonly title: string;
  /** Whose list it is, as a sentence may begin: "User 42", "You". */
  readonly who: string;
  readonly reading: Recommendations | undefined;
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
  readonly aside?: ReactNode;
  /** Said while there is no list. */
  readonly empty?: string;
}

/** The first films of a ranking, moving as the model changes its mind. */
export function RecommendationList(props: RecommendationListProps) {
  const { title, who, reading, catalogue, popularity, aside } = props;
  const ready = reading && reading.items.length > 0 ? reading : undefined;
  const items = ready ? [...ready.items] : [];
  const scores = ready ? [...ready.scores] : [];
  const rows = items.map((item, at) => ({ item, score: scores[at] ?? 0, rank: at + 1 }));
  const held = ready?.heldOut ?? null;
  // The held-out film stands below the list when it is not in it.
  const below =
    held && !items.includes(held.item)
      ? [{ item: held.item, score: held.score, rank: held.rank }]
      : [];
  const every = [...scores, ...below.map((row) => row.score)];
  const high = Math.max(...every);
  const low = Math.min(...every, high < 0 ? high * 1.25 : 0);
  const shared = {
    catalogue,
    popularity,
    heldOut: held?.item ?? null,
    highlight: props.highlight,
    onHighlight: props.onHighlight,
    low,
    high,
  };
  const sentence = ready
    ? listSentence(who, ready, catalogue, popularity)
    : (props.empty ?? say("The films that the model would recommend will stand here."));
  return (
    <Picture
      title={title}
      aside={aside}
      sentence={sentence}
      empty={
        ready
          ? undefined
          : say("Ten films with their scores will stand here, and move while the model learns.")
      }
      table={() => ({
        columns: [
          { name: say("Rank") },
          { name: say("Film") },
          { name: say("Score"), format: valueText },
          { name: say("Ratings") },
          { name: say("Held out") },
        ],
        rows: [...rows, ...below].map((row) => [
          row.rank,
          titleText(catalogue, row.item),
          row.score,
          popularity[row.item] ?? 0,
          held?.item === row.item ? say("yes") : "",
        ]),
      })}
    >
      <div className={styles.list}>
        <p className={styles.heads} aria-hidden="true">
          <span>{say("score")}</span>
          <span>{say("ratings")}</span>
        </p>
        <FilmRows name={say("{title}, best first", { title })} rows={rows} {...shared} />
        {below.length > 0 && (
          <>
            <p className={styles.gap} aria-hidden="true">
              ⋮
            </p>
            <FilmRows name={say("Held-out film")} rows={below} {...shared} />
          </>
        )}
      </div>
    </Picture>
  );
}

/** How well known the list is, and where the held-out film stands. */
function listSentence(
  who: string,
  { items, heldOut }: Recommendations,
  catalogue: Catalogue,
  popularity: ArrayLike<number>,
): string {
  const mean = items.reduce((sum, item) => sum + (popularity[item] ?? 0), 0) / items.length;
  const name = who.charAt(0).toUpperCase() + who.slice(1);
  const known = { who: name, n: items.length, mean: countText(mean) };
  if (!heldOut) return say("{who}: these {n} films have {mean} ratings each on average.", known);
  const held = {
    ...known,
    film: titleText(catalogue, heldOut.item),
    rank: countText(heldOut.rank),
  };
  return heldOut.rank <= items.length
    ? say(
        "{who}: these {n} films have {mean} ratings each on average; the held-out {film} is number {rank}: a hit.",
        held,
      )
    : say(
        "{who}: these {n} films have {mean} ratings each on average; the held-out {film} is only number {rank}.",
        held,
      );
}
