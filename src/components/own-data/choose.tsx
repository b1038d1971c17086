import { type DragEvent, useState } from "react";
import { fileSize, LIMITS } from "../../engine/own-data/limits.ts";
import type { Source } from "../../engine/own-data/reader.ts";
import { countText } from "../charts/number-text.ts";
import { sayWith } from "../language/said-with.tsx";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import styles from "./own-data.module.css";

/** Characters from which on a pasted text is read at once: a field would take seconds to show it. */
const LARGE_PASTE = 200_000;

interface Props {
  readonly busy: boolean;
  readonly open: (sources: readonly Source[]) => Promise<void>;
}

const sourcesOf = (files: Iterable<File>): Source[] =>
  [...files].map((file) => ({ name: file.name, blob: file }));

/** Drop files, choose them, or paste a table; the limits are said before they hurt. */
export function Choose({ busy, open }: Props) {
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const read = (text: string) => void open([{ name: say("pasted table"), blob: new Blob([text]) }]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length > 0) void open(sourcesOf(event.dataTransfer.files));
  };
  return (
    <>
      <p>
        {say(
          "A table with one interaction a line: a user, an item, and where there are a rating, a time, a title, categories. It is read and kept in this browser; nothing is sent anywhere.",
        )}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen with the keys too */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label className="button button-primary">
          {say("Choose files")}
          <input
            type="file"
            multiple
            className="visually-hidden"
            disabled={busy}
            onChange={({ target }) => {
              if (target.files) void open(sourcesOf(target.files));
              target.value = "";
            }}
          />
        </label>
        <p>
          {say(
            "or drop them here: the interactions, and if you have one the table of titles with it.",
          )}
        </p>
      </div>
      <ul className={styles.facts}>
        <li>
          {sayWith(
            "MovieLens: {ratings} with {movies}, {data} with {item}, {ratingsDat} with {moviesDat}. Any other table will do: CSV, TSV, JSON lines, Parquet, packed with gzip or zip.",
            {
              ratings: <code>ratings.csv</code>,
              movies: <code>movies.csv</code>,
              data: <code>u.data</code>,
              item: <code>u.item</code>,
              ratingsDat: <code>ratings.dat</code>,
              moviesDat: <code>movies.dat</code>,
            },
          )}
        </li>
        <li>
          {say(
            "Up to {size} a file, {interactions} interactions, {columns} columns, and {pairs} million pairs of user and item after the k-core (MovieLens 1M has 22). Of a larger table you are offered a part.",
            {
              size: tell(fileSize(LIMITS.bytes)),
              interactions: countText(LIMITS.interactions),
              columns: LIMITS.columns,
              pairs: LIMITS.pairs / 1e6,
            },
          )}
        </li>
      </ul>
      <details className={styles.paste}>
        <summary>{say("Paste a table instead")}</summary>
        <textarea
          aria-label={say("Pasted table")}
          rows={6}
          value={pasted}
          placeholder={say("user,item,rating\nAnn,Alien,5\nAnn,Amélie,3")}
          spellCheck={false}
          onChange={({ target }) => setPasted(target.value)}
          onPaste={(event) => {
            const text = event.clipboardData.getData("text");
            if (text.length < LARGE_PASTE) return;
            event.preventDefault();
            read(text);
          }}
        />
        <button
          type="button"
          className="button"
          disabled={busy || pasted.trim() === ""}
          onClick={() => read(pasted)}
        >
          {say("Read the table")}
        </button>
      </details>
    </>
  );
}
