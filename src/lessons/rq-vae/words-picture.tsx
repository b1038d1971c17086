import { useMemo, useState } from "react";
import { byPopularity } from "../../components/charts/find-films.ts";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, percentText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { SHOWN_ROWS } from "../../components/charts/table-data.ts";
import { useReading } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { chooseFilm, lightPrefix, pinPrefix, useChosen } from "./chosen.ts";
import type { WordsReading } from "./probes.ts";
import styles from "./rq-vae.module.css";
import { useLit } from "./use-shown-film.ts";
import { type Branch, branches, collisions, meaningOf } from "./words-model.ts";

/** All words as a tree, and the words that several films share. */
export function WordsPicture({ opened }: { opened: Opened }) {
  const reading = useReading<WordsReading>("words");
  const order = useMemo(() => byPopularity(opened.popularity), [opened.popularity]);
  return (
    <div className={styles.stack}>
      <Tree opened={opened} reading={reading} order={order} />
      <Collisions opened={opened} reading={reading} order={order} />
    </div>
  );
}

interface Props {
  readonly opened: Opened;
  readonly reading: WordsReading | undefined;
  readonly order: Int32Array;
}

/** Films under a word that are named. */
const NAMED = 12;

function Tree({ opened, reading, order }: Props) {
  const { catalogue } = opened;
  const [open, setOpen] = useState<readonly number[]>([]);
  const codes = reading?.codes ?? [];
  const levels = open.slice(0, Math.max(0, codes.length - 1)).map((_, at) => open.slice(0, at + 1));
  const columns =
    codes.length === 0 ? [] : [[], ...levels].map((prefix) => branches(codes, order, prefix));
  const leaf = open.length === codes.length ? open : null;
  const roots = columns[0] ?? [];
  const biggest = roots[0];
  return (
    <Picture
      title="The tree of words"
      sentence={
        biggest
          ? `${plural(roots.length, "first code")}; the fullest, ${biggest.prefix[0]}, begins the words of ${countText(biggest.films.length)} films, ${percentText(meaningOf(biggest.films, catalogue).share)} of them ${meaningOf(biggest.films, catalogue).genre}. Point at a prefix: its films light up on the map. Click: they stay lit, and the branch opens.`
          : "Words that begin alike share a branch."
      }
      empty={biggest ? undefined : "Words that begin alike will share a branch here."}
      table={() => ({
        columns: [
          { name: "First code", format: String },
          { name: "Films" },
          { name: "Mostly" },
          { name: "Best known" },
        ],
        rows: roots.map(({ prefix, films }) => [
          prefix[0]!,
          films.length,
          mostly(films, opened),
          films
            .slice(0, 3)
            .map((film) => titleText(catalogue, film))
            .join("; "),
        ]),
      })}
    >
      <div className={styles.tree}>
        {columns.map((list, at) => (
          <BranchList
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its number
            key={at}
            name={at === 0 ? "Where words begin" : `Codes under ${open.slice(0, at).join("·")}`}
            list={list}
            open={open.slice(0, at + 1)}
            onOpen={setOpen}
            opened={opened}
          />
        ))}
        {leaf && (
          <FilmList
            name={`Films spelled ${leaf.join("·")}`}
            films={columns.at(-1)?.find(({ prefix }) => prefix.join() === leaf.join())?.films ?? []}
            opened={opened}
          />
        )}
      </div>
    </Picture>
  );
}

function mostly(films: readonly number[], { catalogue }: Opened): string {
  const { genre, share, decade } = meaningOf(films, catalogue);
  const said = [share > 0 ? `${percentText(share)} ${genre}` : "", decade].filter(Boolean);
  return said.join(", ") || "of no known genre or year";
}

interface BranchProps {
  readonly name: string;
  readonly list: readonly Branch[];
  readonly open: readonly number[];
  readonly onOpen: (prefix: readonly number[]) => void;
  readonly opened: Opened;
}

function BranchList({ name, list, open, onOpen, opened }: BranchProps) {
  const pinned = useChosen((state) => state.pinned);
  return (
    <section className={styles.branch} aria-label={name}>
      <ul>
        {list.map(({ prefix, films }) => (
          <li key={prefix.join()}>
            <button
              type="button"
              aria-expanded={open.join() === prefix.join()}
              data-lit={pinned?.join() === prefix.join() || undefined}
              onPointerEnter={() => lightPrefix(prefix)}
              onPointerLeave={() => lightPrefix(null)}
              onFocus={() => lightPrefix(prefix)}
              onBlur={() => lightPrefix(null)}
              onClick={() => {
                pinPrefix(prefix);
                onOpen(open.join() === prefix.join() ? prefix.slice(0, -1) : prefix);
              }}
            >
              <b>{prefix.join("·")}</b> <small>{countText(films.length)}</small>{" "}
              <span>
                {films.length > 3
                  ? mostly(films, opened)
                  : films.map((film) => opened.catalogue.titles[film]).join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FilmList({
  name,
  films,
  opened,
}: {
  name: string;
  films: readonly number[];
  opened: Opened;
}) {
  const { lit, setHighlight } = useLit();
  return (
    <section className={styles.branch} aria-label={name}>
      <ul>
        {films.slice(0, NAMED).map((film) => (
          <li key={film}>
            <button
              type="button"
              data-lit={lit === film || undefined}
              onPointerEnter={() => setHighlight(film)}
              onPointerLeave={() => setHighlight(null)}
              onClick={() => chooseFilm(film)}
            >
              {titleText(opened.catalogue, film)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Collisions that are listed. */
const LISTED = 30;

function Collisions({ opened, reading, order }: Props) {
  const { catalogue } = opened;
  const shared = useMemo(() => (reading ? collisions(reading.codes, order) : []), [reading, order]);
  const films = shared.reduce((sum, { films }) => sum + films.length, 0);
  const cells = (reading?.used ?? []).reduce((product, used) => product * used.length, 1);
  // If each film drew its word blindly: 1 - (1 - 1/cells)^(films - 1).
  const chance = 1 - (1 - 1 / cells) ** (order.length - 1);
  return (
    <Picture
      title="Words that several films share"
      sentence={
        reading
          ? `${plural(films, "film")} share ${plural(shared.length, "word")}: ${percentText(films / Math.max(1, order.length))} of the catalogue, where blind words out of ${countText(cells)} would collide for ${percentText(chance)}. A serial number as one more code would tell them apart.`
          : "Collisions, with titles."
      }
      empty={reading && shared.length > 0 ? undefined : "No two films have the same word."}
      table={() => ({
        columns: [{ name: "Word" }, { name: "Films" }, { name: "Titles" }],
        rows: shared
          .slice(0, SHOWN_ROWS)
          .map(({ prefix, films }) => [
            prefix.join("·"),
            films.length,
            films.map((film) => titleText(catalogue, film)).join("; "),
          ]),
        total: shared.length,
      })}
    >
      <ul className={styles.films}>
        {shared.slice(0, LISTED).map(({ prefix, films }) => (
          <li
            key={prefix.join()}
            onPointerEnter={() => lightPrefix(prefix)}
            onPointerLeave={() => lightPrefix(null)}
          >
            <span className={styles.word}>{prefix.join("·")}</span>{" "}
            {films
              .slice(0, 5)
              .map((film) => titleText(catalogue, film))
              .join(", ")}
            {films.length > 5 && `, and ${countText(films.length - 5)} more`}
          </li>
        ))}
      </ul>
    </Picture>
  );
}
