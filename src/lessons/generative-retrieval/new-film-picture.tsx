/** A film that the reader adds to the catalogue of a trained speller. */
import { useState } from "react";
import { FilmForm, type MadeUpFilm } from "../../components/charts/film-form.tsx";
import { countText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./generative.module.css";
import type { NewFilmReading } from "./new-film.ts";
import type { probes } from "./probes.ts";
import { tokenText } from "./trie.ts";

const useReading = readingsOf<typeof probes>();
const FIRST: MadeUpFilm = { title: "Robots of the Deep", year: 1999, genres: ["Action", "Sci-Fi"] };

export function NewFilmPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const [film, setFilm] = useState(FIRST);
  const user = useSession((state) => state.user);
  const calm = useSession((state) => state.status.name !== "Training");
  const { setUser } = useActions();
  const reading = useReading("newFilm", { user, film, ask: calm });
  const title = (item: number) => catalogue.titles[item] ?? "";
  return (
    <Picture
      title="A film added after training"
      fill
      sentence={
        reading
          ? sentenceOf(reading, film, title, user)
          : "What a trained speller makes of a film that it never met."
      }
      empty={undefined}
      table={() => ({
        columns: [{ name: "Name" }, { name: "P" }, { name: "Place" }, { name: "Of" }],
        rows: reading ? [[textOf(reading), reading.probability, reading.place, reading.among]] : [],
      })}
      aside={
        <span className={styles.who}>
          <UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />
        </span>
      }
    >
      <div className={styles.plain}>
        <FilmForm
          catalogue={catalogue}
          film={film}
          onChange={setFilm}
          genresName="Genres of the new film"
        />
        {reading ? (
          <p className={styles.wide}>
            <span className={styles.tokens}>
              {[...reading.name].map((token) => (
                <code key={token}>{tokenText(reading, token)}</code>
              ))}
            </span>
          </p>
        ) : (
          <p className={styles.note}>The film is named and scored when training rests.</p>
        )}
        <p className={styles.note}>
          SASRec has no row for this film: its score is a dot product with a vector that nobody has
          trained. Here only the name is new; every token of it has been trained on other films.
        </p>
      </div>
    </Picture>
  );
}

const textOf = (reading: NewFilmReading) =>
  [...reading.name].map((token) => tokenText(reading, token)).join(" ");

function sentenceOf(
  reading: NewFilmReading,
  film: MadeUpFilm,
  title: (item: number) => string,
  user: number,
): string {
  if (reading.nameless === "unwatched") {
    return "Names of who watched what cannot be given to a film that nobody has watched.";
  }
  if (reading.nameless === "full") {
    return "It gets no name: its bucket is as full as any that the model has met, or nothing is like it.";
  }
  const like = reading.like >= 0 ? ` (codes as ${title(reading.like)})` : "";
  return `${film.title} is called ${textOf(reading)}${like}. For user ${user} it has place ${countText(reading.place)} of ${countText(reading.among)}, with probability ${valueText(reading.probability)}.`;
}
