import { useMemo, useState } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import { say } from "../language/say.ts";
import { FilmSearch } from "./film-search.tsx";
import { byPopularity } from "./find-films.ts";
import styles from "./for-you.module.css";
import { genreClasses, titleText } from "./genre-classes.ts";
import { RatedFilm } from "./rated-film.tsx";
import { RecommendationList } from "./recommendation-list.tsx";

export interface OwnFilmRating {
  readonly item: number;
  readonly rating: number;
}

export interface ForYouProps {
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  /** Newest last. */
  readonly ratings: readonly OwnFilmRating[];
  /** Null takes a rating back. */
  readonly onRate: (item: number, rating: number | null) => void;
  readonly reading: Recommendations | undefined;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
}

/** Films offered to somebody who has rated little. */
const OFFERED = 6;
const ENOUGH = 5;

/** The reader becomes a user: rates a few films and gets the model's list for them. */
export function ForYou(props: ForYouProps) {
  const { catalogue, popularity, ratings, onRate, highlight, onHighlight } = props;
  const [looked, setLooked] = useState<number | null>(null);
  const [removed, setRemoved] = useState<OwnFilmRating | null>(null);
  const rated = useMemo(() => new Set(ratings.map((rating) => rating.item)), [ratings]);
  const offered = useMemo(
    () => offer(catalogue, popularity).filter((item) => !rated.has(item)),
    [catalogue, popularity, rated],
  );
  const remove = (rating: OwnFilmRating) => {
    setRemoved(rating);
    onRate(rating.item, null);
  };
  const rate = (item: number, stars: number) => {
    if (item === looked) setLooked(null);
    if (item === removed?.item) setRemoved(null);
    onRate(item, stars);
  };
  const shared = { catalogue, highlight, onHighlight };

  return (
    <div className={styles.you}>
      <section className={styles.own} aria-label={say("Your ratings")}>
        <div className={styles.head}>
          <h3>{say("Your ratings")}</h3>
          <FilmSearch
            label={say("Rate a film")}
            quiet
            catalogue={catalogue}
            popularity={popularity}
            onChoose={setLooked}
          />
        </div>
        {looked !== null && (
          <ul className={styles.films} aria-label={say("Found")}>
            <RatedFilm {...shared} item={looked} rating={null} onRate={rate} />
          </ul>
        )}
        {ratings.length > 0 && (
          <ul className={styles.films} aria-label={say("Rated by you")}>
            {[...ratings].reverse().map((rating) => (
              <RatedFilm
                key={rating.item}
                {...shared}
                item={rating.item}
                rating={rating.rating}
                onRate={rate}
                onRemove={() => remove(rating)}
              />
            ))}
          </ul>
        )}
        <p className={styles.undo} role="status">
          {removed && !rated.has(removed.item) && (
            <>
              <span>{say("{film} removed.", { film: titleText(catalogue, removed.item) })}</span>
              <button type="button" onClick={() => rate(removed.item, removed.rating)}>
                {say("Undo")}
              </button>
            </>
          )}
        </p>
        {ratings.length < ENOUGH && (
          <>
            <p className={styles.hint}>
              {ratings.length === 0
                ? say("Rate a few films you have seen; these are well known.")
                : say("{n} more and the list below knows you better.", {
                    n: ENOUGH - ratings.length,
                  })}
            </p>
            <ul className={styles.films} aria-label={say("Well-known films")}>
              {offered.slice(0, OFFERED).map((item) => (
                <RatedFilm key={item} {...shared} item={item} rating={null} onRate={rate} />
              ))}
            </ul>
          </>
        )}
        <p className={styles.note}>{say("Your ratings are stored only in this browser.")}</p>
      </section>
      <RecommendationList
        title={say("For you, right now")}
        who={say("You")}
        reading={ratings.length > 0 ? props.reading : undefined}
        catalogue={catalogue}
        popularity={popularity}
        highlight={highlight}
        onHighlight={onHighlight}
        empty={say(
          "Rate a film and the model's list for you appears, and changes while it learns.",
        )}
      />
    </div>
  );
}

/** Well-known films, of one genre after another, so that taste shows early. */
export function offer(catalogue: Catalogue, popularity: ArrayLike<number>): number[] {
  const { of, names } = genreClasses(catalogue);
  const queues = names.map(() => [] as number[]);
  for (const item of byPopularity(popularity)) {
    const queue = queues[of[item]!];
    if (queue && queue.length < 12) queue.push(item);
  }
  const offered: number[] = [];
  for (let round = 0; round < 12; round++) {
    for (const queue of queues) if (queue[round] !== undefined) offered.push(queue[round]!);
  }
  return offered;
}
