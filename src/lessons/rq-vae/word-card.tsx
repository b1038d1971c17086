import { FilmSearch } from "../../components/charts/film-search.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useReading } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm, lightPrefix, pinPrefix, startsWith, useChosen } from "./chosen.ts";
import type { WordsReading } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { useLit, useShownFilm } from "./use-shown-film.ts";

const SHOWN = 5;

/** The chosen film's word; pointing at a prefix lights its films on the map. */
export function WordCard({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const film = useShownFilm(opened);
  const reading = useReading<WordsReading>("words");
  const pinned = useChosen((state) => state.pinned);
  const { lit, setHighlight } = useLit();
  const word = reading?.codes.map((level) => level[film]!) ?? [];
  const rows = word.map((_, at) => {
    const prefix = word.slice(0, at + 1);
    const films = Array.from(popularity.keys())
      .filter((item) => startsWith(reading!.codes, item, prefix))
      .sort((a, b) => popularity[b]! - popularity[a]!);
    return { prefix, films };
  });
  const title = titleText(catalogue, film);
  return (
    <Picture
      title="Words that begin alike"
      sentence={
        rows.length > 0
          ? `${title}: ${rows.map(({ films }) => countText(films.length - 1)).join(", ")} other films share its first code, its first two, and so on.`
          : "A film’s word and its neighbours."
      }
      aside={
        <FilmSearch
          label="Look up a film’s word"
          quiet
          catalogue={catalogue}
          popularity={popularity}
          onChoose={chooseFilm}
        />
      }
      empty={rows.length > 0 ? undefined : "A film’s word will stand here."}
      table={() => ({
        columns: [{ name: "Prefix" }, { name: "Films" }, { name: "Best known" }],
        rows: rows.map(({ prefix, films }) => [
          prefix.join("·"),
          films.length,
          films
            .slice(0, SHOWN)
            .map((item) => titleText(catalogue, item))
            .join("; "),
        ]),
      })}
    >
      <p className={styles.note}>{title}</p>
      <ul className={styles.films}>
        {rows.map(({ prefix, films }) => (
          <li key={prefix.length}>
            <button
              type="button"
              className={styles.code}
              aria-pressed={pinned?.join() === prefix.join()}
              onPointerEnter={() => lightPrefix(prefix)}
              onPointerLeave={() => lightPrefix(null)}
              onClick={() => pinPrefix(prefix)}
            >
              {prefix.join("·")}
            </button>{" "}
            <small>{countText(films.length)}:</small>{" "}
            {films
              .filter((item) => item !== film)
              .slice(0, SHOWN)
              .map((item, at) => (
                <span
                  key={item}
                  data-lit={lit === item || undefined}
                  onPointerEnter={() => setHighlight(item)}
                  onPointerLeave={() => setHighlight(null)}
                >
                  {at > 0 && ", "}
                  {catalogue.titles[item]}
                </span>
              ))}
          </li>
        ))}
      </ul>
    </Picture>
  );
}
