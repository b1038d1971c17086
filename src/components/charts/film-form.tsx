import { useId } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import { say } from "../language/say.ts";
import styles from "./film-form.module.css";

/** A film that nobody has rated: what a reader makes up. */
export type MadeUpFilm = {
  readonly title: string;
  readonly year: number;
  readonly genres: string[];
};

interface FilmFormProps {
  readonly catalogue: Catalogue;
  readonly film: MadeUpFilm;
  readonly onChange: (film: MadeUpFilm) => void;
  /** What the list of genres is called. */
  readonly genresName: string;
}

/** Title, year and genres of a film that a reader makes up. */
export function FilmForm({ catalogue, film, onChange, genresName }: FilmFormProps) {
  const id = useId();
  const genres = catalogue.genres.filter((genre) => !genre.startsWith("("));
  const toggle = (genre: string) =>
    onChange({
      ...film,
      genres: film.genres.includes(genre)
        ? film.genres.filter((other) => other !== genre)
        : [...film.genres, genre],
    });
  return (
    <>
      <div className={styles.form}>
        <label htmlFor={`${id}-title`}>
          {say("Title")}
          <input
            id={`${id}-title`}
            value={film.title}
            onChange={(event) => onChange({ ...film, title: event.target.value.slice(0, 80) })}
          />
        </label>
        <label htmlFor={`${id}-year`}>
          {say("Year")}
          <input
            id={`${id}-year`}
            type="number"
            min={1900}
            max={2030}
            value={film.year}
            onChange={(event) => onChange({ ...film, year: Number(event.target.value) || 0 })}
          />
        </label>
      </div>
      <ul className={styles.chips} aria-label={genresName}>
        {genres.map((genre) => (
          <li key={genre}>
            <button
              type="button"
              aria-pressed={film.genres.includes(genre)}
              onClick={() => toggle(genre)}
            >
              {genre}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
