/** One film's way through the table, and the films that share its rows: by chance, or alike. */
import { FilmSearch } from "../../components/charts/film-search.tsx";
import { genresText, titleText } from "../../components/charts/genre-classes.ts";
import { countText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { LookUpReading, Sharing } from "./look-up.ts";
import { chooseFilm, chooseWay, labelOf, useChosen } from "./looks.ts";
import type { probes } from "./probes.ts";
import styles from "./semantic.module.css";
import { WAYS, type Way } from "./settings.ts";

const useReading = readingsOf<typeof probes>();

export function LookUpPicture({ opened }: { opened: Opened }) {
  const { catalogue, popularity } = opened;
  const chosen = useChosen();
  const own = useSession((state) => state.setup.config.film as Way);
  const way = chosen.way ?? own;
  const film = chosen.film ?? mostRated(popularity);
  const reading = useReading("lookUp", { film, way });
  const strips = reading ? stripsOf(reading) : [];
  const reach = Math.max(
    0.05,
    ...strips.flatMap(({ vector }) => Array.from(vector ?? [], Math.abs)),
  );
  const title = titleText(catalogue, film);
  return (
    <Picture
      title={`${title}, looked up`}
      fill
      sentence={reading ? sentenceOf(reading, title) : "What a ranker looks up for one film."}
      empty={reading ? undefined : "The rows appear when the model is there."}
      table={() => ({
        columns: [{ name: "Part" }, { name: "Row" }, { name: "Of" }, { name: "Vector" }],
        rows: strips.map(({ name, row, rows, vector }) => [
          name,
          row ?? "",
          rows ?? "",
          vector ? Array.from(vector, (x) => x.toFixed(3)).join(" ") : "",
        ]),
      })}
      aside={
        <span className={styles.tools}>
          <FilmSearch
            label="Another film"
            catalogue={catalogue}
            popularity={popularity}
            onChoose={chooseFilm}
            quiet
          />
          <label className={styles.field}>
            held as{" "}
            <select
              className="select"
              value={way}
              onChange={(event) => chooseWay(event.target.value as Way)}
            >
              {WAYS.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </span>
      }
    >
      {reading && (
        <div className={styles.lookup}>
          <ol className={styles.strips} aria-label={`Rows of ${title}`}>
            {strips.map(({ name, symbol, row, rows, vector }, n) => (
              <li key={name} data-sum={name === "the film" || undefined}>
                <span className={styles.part}>
                  {name === "the film" ? "= " : n === 0 ? "" : "+ "}
                  {name}
                </span>
                {row !== undefined && rows !== undefined && <Shelf row={row} rows={rows} />}
                {vector ? (
                  <VectorStrip name={symbol} values={vector} reach={reach} end={lengthOf(vector)} />
                ) : (
                  <span className={styles.note}>
                    {labelOf(way)} is not trained here: its numbers are not known.
                  </span>
                )}
              </li>
            ))}
          </ol>
          <div className={styles.sharing}>
            <Films
              head={`Hash row: ${plural(reading.byChance.count, "film")} by chance`}
              of={reading.byChance}
              catalogue={catalogue}
            />
            <Films
              head={`Codes ${reading.word.slice(0, 2).join(" ")}: ${plural(reading.alike.count, "film")} alike`}
              of={reading.alike}
              catalogue={catalogue}
            />
          </div>
        </div>
      )}
    </Picture>
  );
}

/** A table as a column, with the row that is taken out of it. */
function Shelf({ row, rows }: { row: number; rows: number }) {
  return (
    <span className={styles.shelf} title={`row ${countText(row)} of ${countText(rows)}`}>
      <i style={{ insetInlineStart: `${(100 * row) / Math.max(1, rows - 1)}%` }} />
      <small data-start={row > rows / 2 || undefined}>
        {countText(row)} of {countText(rows)}
      </small>
    </span>
  );
}

function Films({
  head,
  of,
  catalogue,
}: {
  head: string;
  of: Sharing;
  catalogue: Opened["catalogue"];
}) {
  return (
    <section aria-label={head}>
      <h4>{head}</h4>
      <ul>
        {of.films.map((film) => (
          <li key={film}>
            <span>{titleText(catalogue, film)}</span>
            <small>{genresText(catalogue, film)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stripsOf({ parts, content, mean, sum }: LookUpReading) {
  return [
    ...parts.map((part) => ({ ...part, symbol: "E", row: part.row as number | undefined })),
    ...(content === undefined
      ? []
      : [
          {
            name: "content, through the layer",
            symbol: "xW",
            row: undefined,
            rows: undefined,
            vector: content,
          },
        ]),
    { name: "the mean film", symbol: "m", row: undefined, rows: undefined, vector: mean },
    { name: "the film", symbol: "v", row: undefined, rows: undefined, vector: sum },
  ];
}

/** How long a vector is. */
const lengthOf = (vector: Float32Array) =>
  `length ${Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)).toFixed(2)}`;

function mostRated(popularity: ArrayLike<number>): number {
  let best = 0;
  for (let film = 1; film < popularity.length; film++) {
    if (popularity[film]! > popularity[best]!) best = film;
  }
  return best;
}

function sentenceOf({ hidden, ratings, word, byChance, alike }: LookUpReading, title: string) {
  const known = hidden ? "is hidden from training" : `has ${plural(ratings, "rating")} in training`;
  return `${title} ${known}; its codes are ${word.join(" ")}. A hash puts it with ${plural(byChance.count, "film")} of any kind; its first two codes with ${plural(alike.count, "film")} that are like it. All have the mean film in common.`;
}
