/** The reader as one more person of the world: is shown a list, clicks, and is shown the next. */
import { useEffect } from "react";
import { create } from "zustand";
import { titleText } from "../../components/charts/genre-classes.ts";
import { percentText, plural } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./feedback.module.css";
import type { Listed } from "./lists.ts";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

interface Own {
  /** Lists answered so far. */
  readonly rounds: readonly {
    readonly films: readonly Listed[];
    readonly clicked: readonly number[];
  }[];
  /** The list on screen, which stays while it is read; null until it is there. */
  readonly list: readonly Listed[] | null;
  /** Films of it that the reader clicked. */
  readonly clicked: readonly number[];
}
const START: Own = { rounds: [], list: null, clicked: [] };
const useOwn = create<Own>(() => START);

function click(at: number): void {
  useOwn.setState(({ clicked }) => ({
    clicked: clicked.includes(at) ? clicked.filter((one) => one !== at) : [...clicked, at],
  }));
}

function answer(): void {
  useOwn.setState(({ rounds, list, clicked }) =>
    list ? { rounds: [...rounds, { films: list, clicked }], list: null, clicked: [] } : {},
  );
}

export function YouPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const { rounds, list, clicked } = useOwn();
  const shown = rounds.flatMap(({ films }) => films.map(({ at }) => at));
  const answers = rounds.flatMap((round) =>
    round.films.map(({ at }) => (round.clicked.includes(at) ? 1 : 0)),
  );
  const all = answers.length;
  const reading = useReading("you", { film: shown, clicked: answers });
  // A list stays as it was when it was handed out, whatever the model learns while it is read;
  // a reading from before the last answer is none.
  useEffect(() => {
    if (reading?.after === all && list === null) useOwn.setState({ list: reading.films });
  }, [reading, all, list]);
  const liked = answers.filter((one) => one === 1).length;
  const others = list?.filter(({ other }) => other).length ?? 0;
  const ghost = reading?.after === all ? reading.ghost : null;
  const films = new Set(list?.map(({ film }) => film));
  const shared = ghost?.filter((film) => films.has(film)).length;
  return (
    <Picture
      title="You, one more person of this world"
      fill
      sentence={
        all === 0
          ? "Click what you would watch, then ask for the next list: everything stays as it is but one vector, yours."
          : `You were shown ${plural(all, "film")} and clicked ${percentText(liked / all)}. On the list at hand ${others} of ${list?.length ?? 0} are not the model’s own first choice for you.${shared === undefined ? "" : ` The ghost, with the same clicks, would show ${shared} of these films.`}`
      }
      empty={list ? undefined : "Your first list appears when the model is there."}
      table={() => ({
        columns: [
          { name: "Round" },
          { name: "Film" },
          { name: "Believed", format: percentText },
          { name: "Clicked" },
        ],
        rows: rounds.flatMap(({ films, clicked: own }, n) =>
          films.map(({ film, at, believed }) => [
            n + 1,
            titleText(catalogue, film),
            believed,
            own.includes(at) ? "yes" : "no",
          ]),
        ),
      })}
      aside={
        <span className={styles.tools}>
          <button type="button" disabled={!list || list.length === 0} onClick={answer}>
            Next list
          </button>
          <button
            type="button"
            disabled={rounds.length === 0}
            onClick={() => useOwn.setState(START)}
          >
            Begin again
          </button>
        </span>
      }
    >
      <div className={styles.own}>
        <section aria-label="Your list">
          <h4>List {rounds.length + 1}</h4>
          {list?.length === 0 && (
            <p className={styles.note}>You have seen every film of this world.</p>
          )}
          <ul className={styles.films}>
            {list?.map((one) => (
              <li key={one.at}>
                <button
                  type="button"
                  aria-pressed={clicked.includes(one.at)}
                  onClick={() => click(one.at)}
                >
                  <span>{titleText(catalogue, one.film)}</span>
                  <small>
                    {percentText(one.believed)}
                    {one.other ? ", another hand" : ""}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </section>
        {ghost && (
          <section aria-label="What the ghost would show you">
            <h4>The ghost’s list for you</h4>
            <ul className={styles.ghostly}>
              {ghost.map((film) => (
                <li key={film} data-shared={films.has(film) || undefined}>
                  {titleText(catalogue, film)}
                </li>
              ))}
            </ul>
          </section>
        )}
        {rounds.length > 0 && (
          <section aria-label="Your lists so far">
            <h4>So far</h4>
            <table className={styles.numbers}>
              <thead>
                <tr>
                  <th scope="col">list</th>
                  <th scope="col">clicked</th>
                  <th scope="col">believed, mean</th>
                  <th scope="col">by another hand</th>
                </tr>
              </thead>
              <tbody>
                {rounds.map((round, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lists have no other identity
                  <tr key={n}>
                    <th scope="row">{n + 1}</th>
                    <td>
                      {round.clicked.length} of {round.films.length}
                    </td>
                    <td>
                      {percentText(
                        round.films.reduce((sum, { believed }) => sum + believed, 0) /
                          Math.max(1, round.films.length),
                      )}
                    </td>
                    <td>{round.films.filter(({ other }) => other).length}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className={styles.note}>
              Your clicks stay in this page and change nobody else’s lists.
            </p>
          </section>
        )}
      </div>
    </Picture>
  );
}
