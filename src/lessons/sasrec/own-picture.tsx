import { useState } from "react";
import { FilmSearch } from "../../components/charts/film-search.tsx";
import { percentText, signedText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { added, moved, useOwnSequence } from "../../families/sequences/own-sequence.ts";
import { Arcs } from "../../families/sequences/pictures/arcs.tsx";
import { ExpectedFilms } from "../../families/sequences/pictures/expected-films.tsx";
import { type Films, useFilms } from "../../families/sequences/pictures/use-films.ts";
import type { AttentionReading } from "./attention-reading.ts";
import type { OwnReading } from "./next-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

/** How many films are taken over from a user, so that there is room to change them. */
const TAKEN = 8;

/** The reader's own films in an order of their choice, and what the model makes of them. */
export function OwnPicture({ opened }: { opened: Opened }) {
  const films = useFilms(opened);
  const user = useSession((state) => state.user);
  const ratings = useSession((state) => state.ratings);
  const whole = useReading("next", { user });
  const made = useOwnSequence((state) => state.items);
  const set = useOwnSequence((state) => state.set);
  const known = films.catalogue.titles.length;
  const usable = made?.filter((item) => item < known);
  const theirs = whole?.films.filter((item) => item >= 0 && item < known).slice(-TAKEN) ?? [];
  const rated = films.generated ? [] : ratings.map(({ item }) => item);
  const items = usable ?? (rated.length > 0 ? rated : theirs);
  const attended = attendedBy(useReading("attention", { items }));
  return (
    <div className={styles.stack}>
      <section className={styles.own} aria-label="Your sequence">
        <div className={styles.ownHead}>
          <h3>Your sequence, oldest first</h3>
          <FilmSearch
            label="Add a film"
            quiet
            catalogue={films.catalogue}
            popularity={films.popularity}
            onChoose={(item) => set(added(items, item))}
          />
        </div>
        <OwnFilms items={items} films={films} attended={attended} onChange={set} />
        <p className={styles.tools}>
          {rated.length > 0 && (
            <button type="button" onClick={() => set(rated)}>
              Take the films I rated
            </button>
          )}
          <button type="button" onClick={() => set(theirs)}>
            Take the last {theirs.length} of user {user}
          </button>
          <button type="button" onClick={() => set([])}>
            Empty it
          </button>
        </p>
      </section>
      <Answer items={items} films={films} attended={attended} />
    </div>
  );
}

function OwnFilms(props: {
  readonly items: readonly number[];
  readonly films: Films;
  readonly attended: Float32Array | null;
  readonly onChange: (items: readonly number[]) => void;
}) {
  const { items, films, attended, onChange } = props;
  const { setHighlight } = useActions();
  if (items.length === 0) {
    return (
      <p className={styles.note}>No film yet. Add one that you have seen; the list answers.</p>
    );
  }
  // Films too old to be read have no arc.
  const weights = attended && items.map((_, at) => attended.at(at - items.length) ?? 0);
  return (
    <div className={styles.ownBody}>
      {weights ? (
        <Arcs
          weights={weights}
          from={items.length - 1}
          name={`Arcs from now to your films: ${items
            .map((item, at) => `${films.name(item)} ${percentText(weights[at]!)}`)
            .join(", ")}`}
        />
      ) : (
        <span />
      )}
      <ol className={styles.ownFilms} aria-label="Films in your sequence">
        {items.map((item, at) => {
          const name = films.name(item);
          return (
            <li
              key={item}
              onPointerEnter={() => setHighlight(item)}
              onPointerLeave={() => setHighlight(null)}
            >
              <span title={name}>{name}</span>
              <span className={styles.share}>{weights && percentText(weights[at]!)}</span>
              <span className={styles.tools}>
                <button
                  type="button"
                  aria-label={`${name} earlier`}
                  disabled={at === 0}
                  onClick={() => onChange(moved(items, at, -1))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={`${name} later`}
                  disabled={at === items.length - 1}
                  onClick={() => onChange(moved(items, at, 1))}
                >
                  ↓
                </button>
                <button
                  type="button"
                  aria-label={`Remove ${name}`}
                  onClick={() => onChange(items.filter((_, n) => n !== at))}
                >
                  ×
                </button>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** What the last place gives each film that was read, a mean over all heads; null where nothing attends. */
function attendedBy(reading: AttentionReading | undefined): Float32Array | null {
  if (!reading || reading.heads.length === 0) return null;
  const n = reading.films.length;
  // With cloze the hidden film that asks stands behind the films.
  const read = reading.objective === "cloze" ? n - 1 : n;
  return Float32Array.from({ length: read }, (_, place) => {
    const sum = reading.heads.reduce(
      (total, head) => total + head.weights[(n - 1) * n + place]!,
      0,
    );
    return sum / reading.heads.length;
  });
}

function Answer(props: {
  readonly items: readonly number[];
  readonly films: Films;
  readonly attended: Float32Array | null;
}) {
  const { items, films, attended } = props;
  const [about, setAbout] = useState<number | null>(null);
  const reading = useReading("own", { items, ...(about !== null && { about }) });
  const ready = reading && reading.expected.length > 0 ? reading : undefined;
  return (
    <>
      <Picture
        title="What comes after it"
        sentence={
          ready
            ? `After your ${ready.films.length} films, ${films.name(ready.expected[0]!.item)} is likeliest, with ${percentText(ready.expected[0]!.probability)}.`
            : "The model’s list after your films; it answers at once, without learning anything new."
        }
        empty={ready ? undefined : "Add a film above, and the next-film list will stand here."}
        table={() => ({
          columns: [{ name: "Rank" }, { name: "Film" }, { name: "Probability", format: valueText }],
          rows: (ready?.expected ?? []).map(({ item, probability }, n) => [
            n + 1,
            films.name(item),
            probability,
          ]),
        })}
      >
        {ready && (
          <ExpectedFilms reading={ready} films={films} name="Next films, likeliest first" />
        )}
      </Picture>
      <Leaned reading={ready} attended={attended} films={films} about={about} onAbout={setAbout} />
    </>
  );
}

/** Which films the answer leaned on: what taking each one out does, beside what attention says. */
function Leaned(props: {
  readonly reading: OwnReading | undefined;
  readonly attended: Float32Array | null;
  readonly films: Films;
  readonly about: number | null;
  readonly onAbout: (item: number | null) => void;
}) {
  const { reading, films, about, onAbout } = props;
  const leaning = reading?.leaning;
  const attended = (place: number) => props.attended?.[place] ?? 0;
  const first = leaning ? [...leaning.gain.keys()] : [];
  const strongest = first.reduce(
    (best, k) => (leaning!.gain[k]! > (leaning!.gain[best] ?? Number.NEGATIVE_INFINITY) ? k : best),
    0,
  );
  const mostSeen = first.reduce((best, k) => (attended(k) > attended(best) ? k : best), 0);
  const reach = Math.max(1e-9, ...(leaning ? Array.from(leaning.gain, Math.abs) : []));
  const sentence =
    leaning && reading
      ? `${films.name(leaning.about)} owes most to ${films.name(reading.films[strongest]!)}: without it, it would be ${valueText(Math.exp(leaning.gain[strongest]!))} times less likely. ${
          props.attended
            ? strongest === mostSeen
              ? "The heads look at that film most, too."
              : `The heads look most at another film, ${films.name(reading.films[mostSeen]!)}: attention is no explanation.`
            : ""
        }`
      : "Which past film the answer leaned on.";
  return (
    <Picture
      title="Which film it leaned on"
      sentence={sentence}
      empty={leaning ? undefined : "With two films or more, each is taken out in turn."}
      aside={
        reading && (
          <span className={styles.tools}>
            <label>
              About{" "}
              <select
                value={about ?? ""}
                onChange={(event) =>
                  onAbout(event.target.value === "" ? null : Number(event.target.value))
                }
              >
                <option value="">the first of the list</option>
                {reading.expected.map(({ item }) => (
                  <option key={item} value={item}>
                    {films.name(item)}
                  </option>
                ))}
              </select>
            </label>
          </span>
        )
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Gain in log p", format: signedText },
          { name: "Attention, mean of heads", format: valueText },
        ],
        rows: first.map((k) => [films.name(reading!.films[k]!), leaning!.gain[k]!, attended(k)]),
      })}
    >
      {leaning && reading && (
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">film</th>
              <th scope="col">taken out, log p loses</th>
              <th scope="col">attention</th>
            </tr>
          </thead>
          <tbody>
            {first.map((k) => (
              <tr key={reading.films[k]} data-own={k === strongest || undefined}>
                <td title={films.name(reading.films[k]!)}>{films.name(reading.films[k]!)}</td>
                <td>
                  <i
                    className={styles.gain}
                    data-sign={leaning.gain[k]! < 0 ? "down" : "up"}
                    style={{ inlineSize: `${(4 * Math.abs(leaning.gain[k]!)) / reach}em` }}
                  />
                  {signedText(leaning.gain[k]!)}
                </td>
                <td>{percentText(attended(k))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Picture>
  );
}
