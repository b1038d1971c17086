/** The softmax’s first ten beside those of nearest neighbours: the same films, found without the sum. */
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();

const WAYS = [
  { way: "softmax", label: "Softmax: P(i | u)", text: (p: number) => `${(100 * p).toFixed(3)}%` },
  { way: "dot", label: "Nearest by v · u", text: valueText },
  {
    way: "euclid",
    label: "Nearest by distance",
    text: (x: number) => valueText(-x),
  },
  { way: "cosine", label: "Nearest by angle", text: valueText },
] as const;

export function ServePicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser } = useActions();
  const reading = useReading("serve", { user });
  const first = reading ? [...reading.ways.softmax.items] : [];
  const shared = (way: (typeof WAYS)[number]["way"]) =>
    reading ? [...reading.ways[way].items].filter((film, n) => film === first[n]).length : 0;
  const sentence = reading
    ? `Of the softmax’s first ${countText(first.length)}, the largest dot products have ${countText(shared("dot"))} at the same place, the smallest distances ${countText(shared("euclid"))}, the smallest angles ${countText(shared("cosine"))}.`
    : "The same list without the softmax.";
  return (
    <Picture
      title="Softmax and nearest neighbours"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? "This person has no films to read: choose another."
            : "Four lists will stand here."
      }
      table={() => ({
        columns: [{ name: "Place" }, ...WAYS.flatMap(({ label }) => [{ name: label }])],
        rows: first.map((_, n) => [
          n + 1,
          ...WAYS.map(({ way }) => {
            const film = reading!.ways[way].items[n];
            return film === undefined ? "" : titleText(opened.catalogue, film);
          }),
        ]),
      })}
      aside={
        <UserPicker
          user={user}
          users={opened.dataset.users}
          activity={opened.activity}
          onUser={setUser}
        />
      }
    >
      {reading && (
        <div className={styles.lists}>
          {WAYS.map(({ way, label, text }) => (
            <section key={way} aria-label={label}>
              <h4>{label}</h4>
              <ol>
                {Array.from(reading.ways[way].items, (film, n) => (
                  <li key={film} data-other={film !== first[n] || undefined}>
                    <b title={titleText(opened.catalogue, film)}>
                      {titleText(opened.catalogue, film)}
                    </b>
                    <span>{text(reading.ways[way].values[n]!)}</span>
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
      )}
      <p className={styles.note}>
        e to the score divided by the same sum for every film: the order is that of the score. With
        one number more for each film, √(M² − |v|²), an index for distances finds it too. Angles
        leave the length of v out, which says how often a film is watched by anybody: films at
        another place than in the first list have an orange edge.
      </p>
    </Picture>
  );
}
