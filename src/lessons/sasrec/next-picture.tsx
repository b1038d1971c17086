import { useEffect, useRef, useState } from "react";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { ExpectedFilms } from "../../families/sequences/pictures/expected-films.tsx";
import { type Films, useFilms } from "../../families/sequences/pictures/use-films.ts";
import type { NextReading } from "./next-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

/** A user's films as a strip, a place in it to stand at, and what the model expects from there. */
export function NextPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const films = useFilms(opened);
  const [back, setBack] = useState(0);
  const whole = useReading("next", { user });
  const n = whole?.films.length ?? 0;
  const at = Math.max(0, n - back);
  const reading = useReading("next", { user, at });
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const chosen = strip.current?.children[Math.max(0, at - 1)];
    if (!strip.current || !(chosen instanceof HTMLElement)) return;
    strip.current.scrollLeft = chosen.offsetLeft - strip.current.clientWidth / 2;
  }, [at]);
  return (
    <Picture
      title="What comes next"
      sentence={sentenceOf(reading, films, user, at)}
      empty={whole && reading ? undefined : "A user’s films and what the model expects after them."}
      table={() => ({
        columns: [{ name: "Rank" }, { name: "Film" }, { name: "Probability", format: valueText }],
        rows: [
          ...(reading?.expected ?? []).map(({ item, probability }, r) => [
            r + 1,
            films.name(item),
            probability,
          ]),
          ...(reading?.actual
            ? [
                [
                  reading.actual.rank,
                  `${films.name(reading.actual.item)} (came)`,
                  reading.actual.probability,
                ],
              ]
            : []),
        ],
      })}
    >
      {whole && reading && (
        <>
          <ol ref={strip} className={styles.strip} aria-label="Films of the user, oldest first">
            {whole.films.map((film, t) => (
              <li
                key={film}
                data-lit={highlight === film || undefined}
                data-out={t >= at || undefined}
              >
                <button
                  type="button"
                  aria-pressed={t === at - 1}
                  onClick={() => setBack(n - t - 1)}
                  onPointerEnter={() => setHighlight(film)}
                  onPointerLeave={() => setHighlight(null)}
                >
                  {films.name(film)}
                </button>
              </li>
            ))}
          </ol>
          <label className={styles.slider}>
            Films read
            <input
              type="range"
              min={0}
              max={n}
              value={at}
              onChange={(event) => setBack(n - Number(event.target.value))}
            />
            <output>
              {at} of {n}
            </output>
          </label>
          <ExpectedFilms
            reading={reading}
            films={films}
            name="Expected next, likeliest first"
            mark={at < n ? "came next" : "held out"}
          />
        </>
      )}
    </Picture>
  );
}

function sentenceOf(
  reading: NextReading | undefined,
  films: Films,
  user: number,
  at: number,
): string {
  if (!reading) return "What the model expects, film by film.";
  const spread = `Its guess is as wide as ${countText(reading.perplexity)} equally likely films.`;
  if (!reading.actual) return `After ${at} films of user ${user}. ${spread}`;
  const { item, rank, probability } = reading.actual;
  return `After ${at} films, user ${user} watched ${films.name(item)}: rank ${countText(rank)} of ${countText(reading.among)}, probability ${percentText(probability)}. ${spread}`;
}
