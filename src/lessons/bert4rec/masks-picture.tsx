/** A strip of films in which the reader hides some, and what the model takes them for. */
import { useState } from "react";
import { FilmSearch } from "../../components/charts/film-search.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { Expectation } from "../../families/sequences/expected.ts";
import { added, useOwnSequence } from "../../families/sequences/own-sequence.ts";
import { PersonPicker } from "../../families/sequences/pictures/person-picker.tsx";
import { type Films, useFilms } from "../../families/sequences/pictures/use-films.ts";
import styles from "./bert4rec.module.css";
import { toggled, useHiddenFilms } from "./hidden-films.ts";
import type { probes } from "./probes.ts";
import type { Guess, HideReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

/** Films that are taken over from a user, so that there is room to change them. */
const TAKEN = 8;

/** A person’s films: around the one that was held out, or their last. */
export function MasksPicture({ opened }: { opened: Opened }) {
  const films = useFilms(opened);
  const user = useSession((state) => state.user);
  const { where, hidden, show } = useHiddenFilms();
  const whose = `${films.generated} ${user} ${where}`;
  const reading = useReading("hide", { user, where, hidden: hidden[whose] });
  return (
    <Strip
      title="Hide a film"
      who={`user ${user}`}
      whose={whose}
      reading={reading}
      films={films}
      tools={
        <>
          <PersonPicker opened={opened} />
          <button type="button" aria-pressed={where === "middle"} onClick={() => show("middle")}>
            Middle
          </button>
          <button type="button" aria-pressed={where === "end"} onClick={() => show("end")}>
            Newest
          </button>
        </>
      }
    />
  );
}

/** The reader’s own films in an order of their choice. */
export function OwnPicture({ opened }: { opened: Opened }) {
  const films = useFilms(opened);
  const user = useSession((state) => state.user);
  const rated = useSession((state) => state.ratings);
  const theirs = useReading("hide", { user, where: "end" });
  const { items: made, set } = useOwnSequence();
  const { hidden, hide } = useHiddenFilms();
  const known = films.catalogue.titles.length;
  const usable = (made ?? rated.map(({ item }) => item)).filter((item) => item < known);
  const items = films.generated ? [] : usable;
  const reading = useReading("hide", { items, where: "end", hidden: hidden.own });
  const change = (next: readonly number[]) => {
    hide("own", undefined);
    set(next);
  };
  return (
    <Strip
      title="Your films"
      who="you"
      whose="own"
      reading={items.length > 0 ? reading : undefined}
      films={films}
      onRemove={(item) => change(items.filter((other) => other !== item))}
      tools={
        !films.generated && (
          <>
            <FilmSearch
              label="Add a film"
              quiet
              catalogue={films.catalogue}
              popularity={films.popularity}
              onChoose={(item) => change(added(items, item))}
            />
            <button type="button" onClick={() => change(theirs?.films.slice(-TAKEN) ?? [])}>
              Take the last {TAKEN} of user {user}
            </button>
          </>
        )
      }
    />
  );
}

interface StripProps {
  readonly title: string;
  readonly who: string;
  /** Under which name the hidden places are kept. */
  readonly whose: string;
  readonly reading: HideReading | undefined;
  readonly films: Films;
  readonly tools: React.ReactNode;
  readonly onRemove?: (item: number) => void;
}

function Strip({ title, who, whose, reading, films, tools, onRemove }: StripProps) {
  const { hide } = useHiddenFilms();
  const [asked, setAsked] = useState<number | null>(null);
  const guesses = reading?.guesses ?? [];
  const places = guesses.map(({ place }) => place);
  const chosen = guesses.find(({ place }) => place === asked) ?? guesses.at(-1);
  const toggle = (place: number) => {
    const next = toggled(places, place);
    hide(whose, next);
    setAsked(next.includes(place) ? place : null);
  };
  const every = (step: number) =>
    reading!.films.flatMap((_, place) => (place % step === step - 1 ? [place] : []));
  return (
    <Picture
      title={title}
      sentence={sentenceOf(reading, films, who)}
      empty={reading ? undefined : "Films will stand here: hide one, and the model guesses it."}
      aside={
        <span className={styles.tools}>
          {tools}
          {reading && (
            <>
              <button type="button" onClick={() => hide(whose, undefined)}>
                One
              </button>
              <button type="button" onClick={() => hide(whose, every(3))}>
                Every third
              </button>
              <button type="button" onClick={() => hide(whose, [])}>
                None
              </button>
            </>
          )}
        </span>
      }
      table={() => ({
        columns: [
          { name: "Place" },
          { name: "Hidden film" },
          { name: "Rank from both sides" },
          { name: "P from both sides", format: percentText },
          { name: "Rank from before" },
          { name: "P from before", format: percentText },
        ],
        rows: guesses.map(({ place, both, before }) => [
          place + 1,
          films.name(reading!.films[place]!),
          both?.actual?.rank ?? null,
          both?.actual?.probability ?? null,
          before.actual?.rank ?? null,
          before.actual?.probability ?? null,
        ]),
      })}
    >
      {reading && (
        <>
          <ol className={styles.strip} aria-label="Films, oldest first: press one to hide it">
            {reading.films.map((film, place) => {
              const guess = guesses.find((one) => one.place === place);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place in the sequence
                <li key={place} data-unseen={reading.unseen[place] || undefined}>
                  <button
                    type="button"
                    aria-pressed={guess !== undefined}
                    data-asked={guess === chosen || undefined}
                    title={films.name(film)}
                    onClick={() => toggle(place)}
                  >
                    <span>{films.name(film)}</span>
                    {guess && <Ranks guess={guess} />}
                  </button>
                  {onRemove && (
                    <button
                      type="button"
                      className={styles.remove}
                      aria-label={`Remove ${films.name(film)}`}
                      onClick={() => onRemove(film)}
                    >
                      ×
                    </button>
                  )}
                </li>
              );
            })}
          </ol>
          {chosen ? (
            <Guessed guess={chosen} reading={reading} films={films} />
          ) : (
            <p className={styles.note}>
              Nothing is hidden, so nothing is asked: each place would only read its own film back.
            </p>
          )}
          <p className={styles.note}>
            Press a film to hide it, again to show it.
            {reading.unseen.includes(true) &&
              " Underlined: never learnt from. The others were, so a guess of one of them may be memory."}
          </p>
        </>
      )}
    </Picture>
  );
}

/** What the model takes one hidden film for, from both sides and from one. */
function Guessed(props: {
  readonly guess: Guess;
  readonly reading: HideReading;
  readonly films: Films;
}) {
  const { guess, reading, films } = props;
  const name = films.name(reading.films[guess.place]!);
  const sides = [
    ...(guess.both ? [["From both sides", guess.both] as const] : []),
    ["From what is before it", guess.before] as const,
  ];
  return (
    <div className={styles.sides}>
      {sides.map(([side, expectation]) => (
        <section key={side} aria-label={`${side}: ${name}`}>
          <h4>{side}</h4>
          <Guesses expectation={expectation} films={films} name={side} />
        </section>
      ))}
    </div>
  );
}

/** Where the film that stood there is among all films that are not shown. */
const Ranks = ({ guess: { both, before } }: { readonly guess: Guess }) => (
  <small>
    {both && <>both {countText(both.actual!.rank)}</>}
    {both && <br />}
    before {countText(before.actual!.rank)}
  </small>
);

/** The likeliest films, and the one that stood there where it is not among them. */
function Guesses(props: {
  readonly expectation: Expectation;
  readonly films: Films;
  readonly name: string;
}) {
  const { expectation, films, name } = props;
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const { expected, actual } = expectation;
  const likeliest = expected.map((one, n) => ({ ...one, rank: n + 1 }));
  const rows = [...likeliest, ...(actual && actual.rank > likeliest.length ? [actual] : [])];
  const most = Math.max(1e-9, ...rows.map(({ probability }) => probability));
  return (
    <ol className={styles.guesses} aria-label={name}>
      {rows.map(({ item, rank, probability }) => (
        <li
          key={item}
          data-right={item === actual?.item || undefined}
          data-lit={highlight === item || undefined}
          onPointerEnter={() => setHighlight(item)}
          onPointerLeave={() => setHighlight(null)}
        >
          <span>{countText(rank)}</span>
          <b title={films.name(item)}>{films.name(item)}</b>
          <span>{percentText(probability)}</span>
          <i aria-hidden="true" style={{ inlineSize: `${(100 * probability) / most}%` }} />
        </li>
      ))}
    </ol>
  );
}

function sentenceOf(reading: HideReading | undefined, films: Films, who: string): string {
  if (!reading) return "Which film stood here? Guessed from both sides, and from one.";
  const { guesses } = reading;
  if (guesses.length === 0) return "Hide a film: the model says what stood there.";
  if (guesses.length === 1) {
    const { place, both, before } = guesses[0]!;
    const name = films.name(reading.films[place]!);
    const one = `${name} of ${who}: rank ${countText(before.actual!.rank)} of ${countText(before.among)} from what is before it`;
    return both ? `${one}, ${countText(both.actual!.rank)} from both sides.` : `${one}.`;
  }
  const better = guesses.filter(
    ({ both, before }) => both && both.actual!.rank < before.actual!.rank,
  ).length;
  return `${guesses.length} films of ${who} are hidden: from both sides ${better} of them rank higher than from what is before alone.`;
}
