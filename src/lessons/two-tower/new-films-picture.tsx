import { useState } from "react";
import { FilmForm, type MadeUpFilm } from "../../components/charts/film-form.tsx";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

/** Films without a past: one that the reader makes up, and those held out of training. */
export function NewFilmsPicture({ opened }: { opened: Opened }) {
  return (
    <div className={styles.stack}>
      <Invented opened={opened} />
      <HeldOut opened={opened} />
    </div>
  );
}

const FIRST: MadeUpFilm = { title: "The Last Robot", year: 2015, genres: ["Animation", "Sci-Fi"] };

function Invented({ opened }: { opened: Opened }) {
  const { catalogue, dataset } = opened;
  const [film, setFilm] = useState(FIRST);
  const reading = useReading("invent", film);
  const reads = useSession((state) => state.setup.config.content === true);
  const { setUser } = useActions();
  const sentence = !reading
    ? "Whom would it be recommended to?"
    : reads
      ? `“${film.title}” would be among the first hundred films for ${countText(reading.reached)} of ${countText(dataset.users)} users${reading.words.length > 0 ? `; of its title the tower knows ${reading.words.map((word) => `“${word}”`).join(", ")}` : "; of its title the tower knows no word"}.`
      : "This film tower reads ids alone, so every film you make up gets the same vector.";
  return (
    <Picture
      title="Make up a film"
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "User", format: String },
          { name: "Score", format: valueText },
          { name: "Place in their ranking" },
          { name: "Last films" },
        ],
        rows: (reading?.users ?? []).map(({ user, score, rank, last }) => [
          user,
          score,
          rank,
          last.map((item) => titleText(catalogue, item)).join("; "),
        ]),
      })}
    >
      <FilmForm
        catalogue={catalogue}
        film={film}
        onChange={setFilm}
        genresName="Genres of the film"
      />
      {reading && (
        <div className={styles.panels}>
          <section className={styles.panel} aria-label="Nearest films">
            <h4>Nearest films</h4>
            <ul className={styles.films}>
              {Array.from(reading.near, (item, n) => (
                <li key={item}>
                  {titleText(catalogue, item)} <small>cosine {valueText(reading.cosine[n]!)}</small>
                </li>
              ))}
            </ul>
          </section>
          <section className={styles.panel} aria-label="Users who would see it first">
            <h4>Users it fits best</h4>
            <ul className={styles.films}>
              {reading.users.slice(0, 5).map(({ user, rank, last }) => (
                <li key={user}>
                  <button type="button" className="link-button" onClick={() => setUser(user)}>
                    User {user}
                  </button>{" "}
                  <small>
                    place {countText(rank)} · last watched{" "}
                    {last
                      .slice(0, 2)
                      .map((item) => shortTitle(catalogue, item, 22))
                      .join(", ")}
                  </small>
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </Picture>
  );
}

function HeldOut({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const reading = useReading("cold");
  const some = reading && reading.held > 0 ? reading : undefined;
  return (
    <Picture
      title="Films held out of training"
      sentence={
        some
          ? `The three nearest films of ${countText(some.held)} held-out films share ${percentText(some.sharedGenres)} of their genres; random films share ${percentText(some.chance)}.`
          : reading
            ? "None are held out in this run."
            : "Where the films held out of training lie."
      }
      empty={
        some
          ? undefined
          : "Set “Films held out” to 100 and train: they will stand here with the films the model puts beside them."
      }
      table={() => ({
        columns: [
          { name: "Held-out film" },
          { name: "Nearest films" },
          { name: "Shared genres", format: percentText },
        ],
        rows: (some?.films ?? []).map(({ item, near, sharedGenres }) => [
          titleText(catalogue, item),
          Array.from(near, (film) => titleText(catalogue, film)).join("; "),
          sharedGenres,
        ]),
      })}
    >
      <ul className={styles.films}>
        {some?.films.map(({ item, near }) => (
          <li key={item}>
            <b>{titleText(catalogue, item)}</b>{" "}
            <small>
              beside {Array.from(near, (film) => titleText(catalogue, film)).join(", ")}
            </small>
          </li>
        ))}
      </ul>
    </Picture>
  );
}
