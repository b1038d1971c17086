/** Rows of the log on the left, the places of one example on the right, and a thread from each row to its places. */
import { useId } from "react";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { LogRow, Place, Role } from "../../engine/training/example.ts";
import { say, word } from "../language/say.ts";
import styles from "./example.module.css";
import type { ExampleLines } from "./example-lines.ts";
import { titleText } from "./genre-classes.ts";
import { countText } from "./number-text.ts";

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  input: word("input"),
  masked: word("masked"),
  target: word("target"),
  negative: word("negative"),
};
const MORE_WORDS: Readonly<Record<Role, string>> = {
  input: word("{n} more inputs"),
  masked: word("{n} more masked"),
  target: word("{n} more targets"),
  negative: word("{n} more negatives"),
};

/** In lines of the drawing. */
const WIDTH = 3;

interface Props {
  readonly lines: ExampleLines;
  readonly padded: number;
  readonly catalogue: Catalogue;
}

export function ExampleDrawing({ lines, padded, catalogue }: Props) {
  const { rows, places, more, moreRows } = lines;
  const id = useId();
  const height = Math.max(rows.length, places.length);
  const left = Object.entries(more).filter(([, n]) => n > 0) as [Role, number][];
  return (
    <div className={styles.example}>
      <section aria-labelledby={`${id}-log`}>
        <h4 id={`${id}-log`}>{logName(rows)}</h4>
        <ol className={styles.lines}>
          {rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the log
            <li key={n} title={rowTitle(row, rows, catalogue)}>
              <span className={styles.name}>{rowName(row, catalogue)}</span>
              <small>{rowText(row, rows)}</small>
            </li>
          ))}
        </ol>
        {moreRows > 0 && <p>{say("and {n} more rows", { n: countText(moreRows) })}</p>}
      </section>
      <svg
        className={styles.threads}
        viewBox={`0 0 ${WIDTH} ${height}`}
        style={{ blockSize: `calc(${height} * var(--line))` }}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {places.map(({ from, role }, to) =>
          from < 0 ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is where it stands
            <path key={to} data-role={role} d={thread(from + 0.5, to + 0.5)} />
          ),
        )}
      </svg>
      <section aria-labelledby={`${id}-example`}>
        <h4 id={`${id}-example`}>{say("one example of the next batch")}</h4>
        <ol className={styles.lines}>
          {places.map((place, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is where it stands
            <li key={n} data-role={place.role} title={placeName(place, rows, catalogue)}>
              <small>{say(ROLE_WORDS[place.role])}</small>
              <span className={styles.name}>{placeName(place, rows, catalogue)}</span>
              {place.value !== undefined && <code>{place.value}</code>}
            </li>
          ))}
        </ol>
        {left.map(([role, n]) => (
          <p key={role}>{say(MORE_WORDS[role], { n: countText(n) })}</p>
        ))}
        {padded > 0 && (
          <p>{say("{n} places of padding, left out of the loss", { n: countText(padded) })}</p>
        )}
      </section>
    </div>
  );
}

const thread = (from: number, to: number) =>
  `M0 ${from} C${WIDTH / 2} ${from} ${WIDTH / 2} ${to} ${WIDTH} ${to}`;

export const rowName = ({ item, name }: LogRow, catalogue: Catalogue) =>
  name !== undefined ? say(name) : titleText(catalogue, item);

/** Whose rows they are, where they are all of one person. */
function logName(rows: readonly LogRow[]): string {
  const [first] = rows;
  if (!first || first.user < 0) return say("rows of the data");
  if (!isOfOne(rows)) return say("rows of the log");
  return say("rows of the log, user {user}", { user: first.user });
}

const isOfOne = (rows: readonly LogRow[]) => rows.every(({ user }) => user === rows[0]!.user);

/** "user 12 · ★ 4 · 1996-08-12", of what there is; the user where others' rows stand there too. */
export function rowText({ user, stars, time, note }: LogRow, rows: readonly LogRow[]): string {
  return [
    user < 0 || isOfOne(rows) ? [] : say("user {user}", { user }),
    Number.isNaN(stars) ? [] : `★ ${stars}`,
    Number.isNaN(time) ? [] : dateText(time),
    note ?? [],
  ]
    .flat()
    .join(" · ");
}

const rowTitle = (row: LogRow, rows: readonly LogRow[], catalogue: Catalogue) =>
  [rowName(row, catalogue), rowText(row, rows)].filter(Boolean).join(", ");

/** The day, as the standard writes it, whatever the language. */
export const dateText = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 10);

/** A place without a film and a name holds the person of its row. */
export function placeName(
  { item, name, from }: Place,
  rows: readonly LogRow[],
  catalogue: Catalogue,
): string {
  if (name !== undefined) return say(name);
  if (item >= 0) return titleText(catalogue, item);
  const user = rows[from]?.user ?? -1;
  return user < 0 ? "–" : say("user {user}", { user });
}
