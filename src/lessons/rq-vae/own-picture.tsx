import { useState } from "react";
import { FilmForm, type MadeUpFilm } from "../../components/charts/film-form.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useReading } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { lightPrefix, pinPrefix } from "./chosen.ts";
import type { OwnReading } from "./own-film.ts";
import styles from "./rq-vae.module.css";
import { useLit } from "./use-shown-film.ts";

const FIRST: MadeUpFilm = { title: "The Last Robot", year: 2015, genres: ["Animation", "Sci-Fi"] };

/** A film of the reader's own: its word, and the films whose words begin alike. */
export function OwnPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const [film, setFilm] = useState(FIRST);
  const reading = useReading<OwnReading | null>("own", film);
  const { lit, setHighlight } = useLit();
  const prefixes = reading?.codes.map((_, at) => reading.codes.slice(0, at + 1)) ?? [];
  const counts = reading?.sharing.map(({ count }) => count) ?? [];
  const sentence = reading
    ? `“${film.title}” is ${reading.codes.join("·")}: ${counts.map((count, at) => `${plural(count, "film")} share${count === 1 ? "s" : ""} ${at === 0 ? "the first code" : `the first ${countText(at + 1)}`}`).join(", ")}. Nobody has watched it, so that part of its vector is the catalogue’s mean.`
    : reading === null
      ? "These vectors are not made from content, so a film without ratings has none. Choose the vectors “Content”."
      : "Its word, and its neighbours.";
  return (
    <Picture
      title="A film of your own"
      sentence={sentence}
      table={() => ({
        columns: [{ name: "Prefix" }, { name: "Films" }, { name: "Nearest of them" }],
        rows: (reading?.sharing ?? []).map(({ count, films }, at) => [
          prefixes[at]!.join("·"),
          count,
          Array.from(films, (item) => titleText(catalogue, item)).join("; "),
        ]),
      })}
    >
      <FilmForm
        catalogue={catalogue}
        film={film}
        onChange={setFilm}
        genresName="Genres of your film"
      />
      {reading && (
        <div className={styles.panels}>
          {reading.sharing.map(({ count, films }, at) => (
            <section
              key={prefixes[at]!.join()}
              className={styles.panel}
              aria-label={`Words that begin with ${prefixes[at]!.join("·")}`}
            >
              <h4>
                <button
                  type="button"
                  className={styles.code}
                  onClick={() => pinPrefix(prefixes[at]!)}
                  onPointerEnter={() => lightPrefix(prefixes[at]!)}
                  onPointerLeave={() => lightPrefix(null)}
                >
                  {prefixes[at]!.join("·")}
                </button>{" "}
                <small>{plural(count, "film")}</small>
              </h4>
              <ul className={styles.films}>
                {Array.from(films, (item) => (
                  <li
                    key={item}
                    data-lit={lit === item || undefined}
                    onPointerEnter={() => setHighlight(item)}
                    onPointerLeave={() => setHighlight(null)}
                  >
                    {titleText(catalogue, item)}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Picture>
  );
}
