/** One request as a funnel: every film a dot, those that stage one passes on, and the ten that are shown. */
import { useCallback, useMemo } from "react";
import type { Rgb } from "../../components/charts/colours.ts";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { GridCanvas, type GridCell } from "../../components/charts/grid-canvas.tsx";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Theme } from "../../components/charts/theme.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { msText } from "./looks.ts";
import { NOBODY, PersonChoice } from "./person-choice.tsx";
import { type Places, placesOf } from "./places.ts";
import type { RequestReading } from "./request.ts";
import styles from "./two-stages.module.css";
import { useRequest } from "./use-request.ts";

/** Rows of the field of all films for its columns. */
const TALL = 0.8;

export function FunnelPicture({ opened }: { opened: Opened }) {
  const { user, reading } = useRequest();
  const { catalogue } = opened;
  const places = useMemo(() => (reading ? placesOf(reading) : null), [reading]);
  const sentence =
    reading && places
      ? sentenceOf(reading, places, user, (item) => titleText(catalogue, item))
      : "Every film, those that stage one passes on, and the ten that are shown.";
  return (
    <Picture
      title="From all films to ten"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? NOBODY
            : "The funnel appears when stage one is there."
      }
      table={() => ({
        columns: [{ name: "Film" }, { name: "Place by stage one" }, { name: "Place by stage two" }],
        rows: Array.from(reading!.items, (item, n) => [
          titleText(catalogue, item),
          n + 1,
          places!.second[n]!,
        ]),
      })}
      aside={<PersonChoice opened={opened} />}
    >
      {reading && places && (
        <Funnel
          reading={reading}
          places={places}
          titles={(item) => shortTitle(catalogue, item, 34)}
          films={opened.popularity.length}
          name={sentence}
        />
      )}
    </Picture>
  );
}

interface FunnelProps {
  readonly reading: RequestReading;
  readonly places: Places;
  readonly titles: (item: number) => string;
  readonly films: number;
  readonly name: string;
}

function Funnel({ reading, places, titles, films, name }: FunnelProps) {
  const { items, heldOut, ms, open } = reading;
  const C = items.length;
  const ten = places.list.slice(0, 10);
  return (
    <div className={styles.funnel}>
      <section>
        <h4>{countText(open)} films</h4>
        <Field
          films={films}
          passed={items}
          shown={ten}
          wanted={heldOut?.item ?? -1}
          titles={titles}
          name={`All films, by id. ${name}`}
        />
        <p>
          <b>stage one</b> {countText(open)} × {microText(ms.first / open)} = {msText(ms.first)}
        </p>
      </section>
      <section>
        <h4>{countText(C)} candidates</h4>
        <Candidates reading={reading} places={places} titles={titles} />
        <p>
          <b>stage two</b> {countText(C)} × {microText(ms.second / C)} = {msText(ms.second)}
        </p>
      </section>
      <section>
        <h4>10 shown, in {msText(ms.first + ms.second)}</h4>
        <ol className={styles.ten}>
          {ten.map((item) => (
            <li key={item} data-wanted={item === heldOut?.item || undefined}>
              {titles(item)}
            </li>
          ))}
        </ol>
        <p>
          stage two on all films: <b>{msText(ms.secondOnAll)}</b>
        </p>
      </section>
    </div>
  );
}

interface FieldProps {
  readonly films: number;
  readonly passed: Int32Array;
  readonly shown: readonly number[];
  readonly wanted: number;
  readonly titles: (item: number) => string;
  readonly name: string;
}

function Field({ films, passed, shown, wanted, titles, name }: FieldProps) {
  const columns = Math.ceil(Math.sqrt(films / TALL));
  const rows = Math.ceil(films / columns);
  const part = useMemo(() => {
    const of = new Uint8Array(films);
    for (const film of passed) of[film] = 1;
    for (const film of shown) of[film] = 2;
    if (wanted >= 0) of[wanted] = 3;
    return of;
  }, [films, passed, shown, wanted]);
  const colour = useCallback(
    ({ row, column }: GridCell, theme: Theme): Rgb | null => {
      const film = row * columns + column;
      if (film >= films) return theme.paper;
      return [faint(theme), theme.data[0]!, theme.ink, theme.predict][part[film]!]!;
    },
    [columns, films, part],
  );
  const says = ["not passed on", "passed on", "shown", "what they watched next"];
  return (
    <GridCanvas
      name={name}
      rows={rows}
      columns={columns}
      colour={colour}
      label={({ row, column }) => {
        const film = row * columns + column;
        return film < films ? `${titles(film)}: ${says[part[film]!]}` : "";
      }}
    />
  );
}

/** The candidates, best first by stage one; the ten that are shown are dark. */
function Candidates({ reading, places, titles }: Omit<FunnelProps, "films" | "name">) {
  const { items, heldOut } = reading;
  const columns = Math.ceil(Math.sqrt(items.length / TALL));
  const rows = Math.ceil(items.length / columns);
  const colour = useCallback(
    ({ row, column }: GridCell, theme: Theme): Rgb | null => {
      const n = row * columns + column;
      if (n >= items.length) return theme.paper;
      if (items[n] === heldOut?.item) return theme.predict;
      return places.second[n]! <= 10 ? theme.ink : theme.data[0]!;
    },
    [columns, items, heldOut, places],
  );
  return (
    <GridCanvas
      name={`Candidates in stage one’s order, by rows; the ten that stage two shows are dark.`}
      rows={rows}
      columns={columns}
      colour={colour}
      label={({ row, column }) => {
        const n = row * columns + column;
        return n < items.length
          ? `${titles(items[n]!)}: place ${n + 1} with stage one, ${places.second[n]} with stage two`
          : "";
      }}
    />
  );
}

const faint = ({ rule }: Theme): Rgb => rule;

/** "0.9 µs" */
const microText = (ms: number): string => {
  const micro = 1000 * ms;
  return `${micro < 10 ? micro.toFixed(2) : micro.toFixed(0)} µs`;
};

function sentenceOf(
  { items, heldOut, ms, open }: RequestReading,
  places: Places,
  user: number,
  title: (item: number) => string,
): string {
  const cost = `Both stages take ${msText(ms.first + ms.second)} here; stage two alone on all ${countText(open)} films would take ${msText(ms.secondOnAll)}.`;
  if (!heldOut) return cost;
  const at = items.indexOf(heldOut.item);
  const film = title(heldOut.item);
  return at < 0
    ? `What person ${user} watched next, ${film}, has place ${countText(heldOut.rank)} with stage one: it is not passed on, and stage two never sees it. ${cost}`
    : `What person ${user} watched next, ${film}, has place ${countText(at + 1)} with stage one and ${countText(places.second[at]!)} with stage two. ${cost}`;
}
