import { FilmSearch } from "../../components/charts/film-search.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, percentText, plural, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { useReading } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm, lightPrefix, pinPrefix } from "./chosen.ts";
import type { WordsReading } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { useShownFilm } from "./use-shown-film.ts";
import type { LevelWay, WayReading } from "./way-reading.ts";
import { meaningOf } from "./words-model.ts";

/** One film: its latent, the nearest code, what is left, the nearest code to that, and so on. */
export function WayPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const film = useShownFilm(opened);
  const reading = useReading<WayReading>("way", { item: film });
  const words = useReading<WordsReading>("words");
  const title = titleText(catalogue, film);
  const word = reading?.levels.map(({ code }) => code).join("·");
  const last = reading?.levels.at(-1);
  const sentence =
    reading && last
      ? `${title} is ${word}: ${percentText(last.left / Math.max(1e-12, reading.length))} of its squared length is left undescribed, and it decodes with an error of ${valueText(last.error)}.`
      : "A film, level by level.";
  const reach = reading
    ? Math.max(
        ...reading.levels.flatMap(({ residual, vector }) => [...residual, ...vector].map(Math.abs)),
      )
    : 1;
  const pull = reading ? Math.sqrt(reading.gradient.reduce((sum, g) => sum + g * g, 0)) : 0;
  return (
    <Picture
      title="One film, spelled"
      sentence={sentence}
      aside={
        <FilmSearch
          label="Spell a film"
          quiet
          catalogue={catalogue}
          popularity={popularity}
          onChoose={chooseFilm}
        />
      }
      empty={reading ? undefined : "A film’s latent and its codes will stand here."}
      table={() => ({
        columns: [
          { name: "Level" },
          { name: "Code", format: String },
          { name: "Squared distance", format: valueText },
          { name: "Second nearest", format: String },
          { name: "Its distance", format: valueText },
          { name: "Left", format: valueText },
          { name: "Error", format: valueText },
        ],
        rows: (reading?.levels ?? []).map((level, at) => [
          at + 1,
          level.code,
          level.distance,
          level.second?.code ?? null,
          level.second?.distance ?? null,
          level.left,
          level.error,
        ]),
      })}
    >
      {reading && (
        <div className={styles.way}>
          <h4>
            {title} <span className={styles.word}>{word}</span>
          </h4>
          <div className={styles.level}>
            <VectorStrip
              name="z"
              values={reading.z}
              reach={reach}
              end={`|z|² ${valueText(reading.length)}`}
            />
          </div>
          {reading.levels.map((level, at) => (
            <Level
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
              key={at}
              at={at}
              level={level}
              reach={reach}
              prefix={reading.levels.slice(0, at + 1).map(({ code }) => code)}
              words={words}
              opened={opened}
              full={reading.levels[0]!.error}
            />
          ))}
          <p className={styles.note}>
            Gradient of the error at q: length {valueText(pull)}. Straight through, z gets all of
            it; the codes get none.
          </p>
        </div>
      )}
    </Picture>
  );
}

interface LevelProps {
  readonly at: number;
  readonly level: LevelWay;
  readonly reach: number;
  readonly prefix: readonly number[];
  readonly words: WordsReading | undefined;
  readonly opened: Opened;
  readonly full: number;
}

function Level({ at, level, reach, prefix, words, opened, full }: LevelProps) {
  const films = words
    ? Array.from(words.codes[0]!.keys()).filter((item) =>
        prefix.every((code, l) => words.codes[l]![item] === code),
      )
    : [];
  const meaning = meaningOf(films, opened.catalogue);
  return (
    <section className={styles.level} aria-label={`At level ${at + 1}`}>
      <VectorStrip
        name={`− e${at + 1}`}
        values={level.vector}
        reach={reach}
        end={`left ${valueText(level.left)}`}
      />
      <p>
        <button
          type="button"
          className={styles.code}
          onClick={() => pinPrefix(prefix)}
          onPointerEnter={() => lightPrefix(prefix)}
          onPointerLeave={() => lightPrefix(null)}
        >
          {prefix.join("·")}
        </button>{" "}
        {plural(films.length, "film")}
        {films.length > 3 &&
          `, ${percentText(meaning.share)} ${meaning.genre}, ${percentText(meaning.decadeShare)} from the ${meaning.decade}`}
        {level.second &&
          `; code ${level.second.code} would have been second (${valueText(level.second.distance)} against ${valueText(level.distance)})`}
      </p>
      <p className={styles.error}>
        <span>
          error with {countText(at + 1)} of {countText(words?.codes.length ?? at + 1)}
        </span>
        <i>
          <b style={{ inlineSize: `${Math.min(1, level.error / Math.max(1e-12, full)) * 100}%` }} />
        </i>
        <span>{valueText(level.error)}</span>
      </p>
    </section>
  );
}
