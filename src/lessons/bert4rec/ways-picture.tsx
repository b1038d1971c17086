/** Attention both ways beside attention one way: this model and the one that trains beside it. */
import { useState } from "react";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useCompanion } from "../../components/session/use-companion.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { aheadOf, type Head, headName, headRows } from "../../families/sequences/heads.ts";
import { HeadGrid } from "../../families/sequences/pictures/head-grid.tsx";
import { type Films, useFilms } from "../../families/sequences/pictures/use-films.ts";
import styles from "./bert4rec.module.css";
import { OTHER } from "./other.ts";
import type { probes } from "./probes.ts";
import type { AttentionReading } from "./readings.ts";

const useReading = readingsOf<typeof probes>();

export function WaysPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const step = useSession((state) => state.step);
  const cloze = useSession((state) => state.setup.config.objective === "cloze");
  const films = useFilms(opened);
  const [chosen, setChosen] = useState(0);
  const [wanted, setWanted] = useState(false);
  const objective = cloze ? "next" : "cloze";
  const behind = useCompanion(OTHER, { config: { objective } }, wanted && step > 0);
  const own = useReading("attention", { user });
  const other = useReading("attention", { user, other: true });
  const [both, one] = cloze ? [own, other] : [other, own];
  const heads = own?.heads ?? [];
  const at = Math.min(chosen, heads.length - 1);
  const panels = [
    { title: "Cloze: both ways", reading: both },
    { title: "Next film: one way", reading: one },
  ];
  const waiting = behind
    ? `The other objective takes the run’s steps: ${countText(behind.step)} of ${countText(behind.of)}.`
    : step === 0
      ? "Train first; the other objective then takes the same number of steps beside it."
      : "The other objective can take the run’s steps beside it, for the same person.";
  return (
    <Picture
      title="Both ways, and one"
      sentence={sentenceOf(both?.heads[at], both, films)}
      empty={own ? undefined : "Who looks at whom, in every block and head."}
      aside={
        <span className={styles.tools}>
          {heads.map((head, n) => (
            <button
              key={headName(head)}
              type="button"
              aria-pressed={n === at}
              onClick={() => setChosen(n)}
            >
              {headName(head)}
            </button>
          ))}
        </span>
      }
      table={() => ({
        columns: [
          { name: "Objective" },
          { name: "Film that asks" },
          { name: "Film looked at" },
          { name: "Weight", format: valueText },
        ],
        rows: panels.flatMap(({ title, reading }) => {
          const head = reading?.heads[at];
          return reading && head
            ? headRows(reading, head, films.name).map((row) => [title, ...row])
            : [];
        }),
      })}
    >
      <div className={styles.panels}>
        {panels.map(({ title, reading }) => {
          const head = reading?.heads[at];
          return (
            <section key={title} aria-label={title}>
              <h4>{title}</h4>
              {reading && head ? (
                <>
                  <HeadGrid
                    name={`${title}, ${headName(head)}: attention over ${reading.films.length} places of user ${user}`}
                    weights={head.weights}
                    n={reading.films.length}
                    causal={reading.oneWay}
                  />
                  <p className={styles.note}>
                    {percentText(aheadOf(head, reading.films.length))} on later films; entropy{" "}
                    {valueText(head.entropy)}.
                  </p>
                </>
              ) : (
                <>
                  <p className={styles.note}>{waiting}</p>
                  {!wanted && step > 0 && (
                    <span className={styles.tools}>
                      <button type="button" onClick={() => setWanted(true)}>
                        Train it beside this one
                      </button>
                    </span>
                  )}
                </>
              )}
            </section>
          );
        })}
      </div>
      <ColourKey name="weight, by its square root" low="0" high="1" scale="sequential" />
      <p className={styles.note}>
        Rows ask, columns are looked at, oldest first. With cloze the last row is the hidden film.
        Hatched: what a row may not see.
      </p>
    </Picture>
  );
}

function sentenceOf(
  head: Head | undefined,
  reading: AttentionReading | null | undefined,
  films: Films,
): string {
  if (!head || !reading) return "The triangle of one way beside the square of both.";
  const n = reading.films.length;
  const last = head.weights.subarray((n - 1) * n);
  const most = last.reduce((best, weight, s) => (weight > last[best]! ? s : best), 0);
  return `${headName(head)}: a film gives ${percentText(aheadOf(head, n))} of its look to films after it, on average. The hidden one at the end looks most at ${films.name(reading.films[most]!)}, ${percentText(last[most]!)}.`;
}
