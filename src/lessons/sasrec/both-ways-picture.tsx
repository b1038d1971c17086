import { useEffect, useState } from "react";
import { create } from "zustand";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { aheadOf, headName, headRows } from "../../families/sequences/heads.ts";
import { HeadGrid } from "../../families/sequences/pictures/head-grid.tsx";
import { useFilms } from "../../families/sequences/pictures/use-films.ts";
import type { AttentionReading } from "./attention-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

type Objective = AttentionReading["objective"];
interface Moment {
  readonly reading: AttentionReading;
  readonly user: number;
  readonly at: number;
}

/** The last that was seen of a model of either objective: only one can train at a time. */
const useMoments = create<{
  readonly of: Partial<Record<Objective, Moment>>;
  keep(moment: Moment): void;
}>((set) => ({
  of: {},
  keep: (moment) => set(({ of }) => ({ of: { ...of, [moment.reading.objective]: moment } })),
}));

/** SASRec's attention and that of the cloze objective, beside each other. */
export function BothWaysPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const step = useSession((state) => state.step);
  const films = useFilms(opened);
  const reading = useReading("attention", { user });
  const { of, keep } = useMoments();
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    if (!reading || reading.heads.length === 0) return;
    const before = useMoments.getState().of[reading.objective];
    // A model that has learnt nothing yet does not take the place of one that has.
    if (step > 0 || !before || before.at === 0) keep({ reading, user, at: step });
  }, [reading, user, step, keep]);

  const sides = (["next", "cloze"] as const).map((objective) => {
    const moment = of[objective];
    const head = moment?.reading.heads[Math.min(chosen, moment.reading.heads.length - 1)];
    return { objective, moment, head };
  });
  const count = Math.max(0, ...sides.map(({ moment }) => moment?.reading.heads.length ?? 0));
  const cloze = sides[1]!;
  const sentence =
    cloze.moment && cloze.head
      ? `With cloze, ${headName(cloze.head)} puts ${percentText(aheadOf(cloze.head, cloze.moment.reading.films.length))} of a row’s weight on later films, on average; with next-film it is 0 by the mask.`
      : "Train the other objective while this picture is open: it will stand beside this one.";
  return (
    <Picture
      title="One way and both ways"
      sentence={sentence}
      empty={count > 0 ? undefined : "Two attention maps will stand here, one for each objective."}
      aside={
        <span className={styles.tools}>
          {count > 1 &&
            Array.from({ length: count }, (_, n) => {
              const one = sides.find(({ moment }) => moment?.reading.heads[n])!.moment!.reading
                .heads[n]!;
              return (
                <button
                  key={headName(one)}
                  type="button"
                  aria-pressed={n === chosen}
                  onClick={() => setChosen(n)}
                >
                  {headName(one)}
                </button>
              );
            })}
        </span>
      }
      table={() => ({
        columns: [
          { name: "Objective" },
          { name: "Film that asks" },
          { name: "Film looked at" },
          { name: "Weight", format: valueText },
        ],
        rows: sides.flatMap(({ objective, moment, head }) =>
          moment && head
            ? headRows(moment.reading, head, films.name).map((row) => [objective, ...row])
            : [],
        ),
      })}
    >
      <div className={styles.panels}>
        {sides.map(({ objective, moment, head }) => (
          <section
            key={objective}
            className={styles.panel}
            aria-label={objective === "next" ? "Next film" : "Cloze"}
          >
            <h4>{objective === "next" ? "Next film: one way" : "Cloze: both ways"}</h4>
            {moment && head ? (
              <>
                <HeadGrid
                  name={`${objective === "next" ? "Next film" : "Cloze"}, ${headName(head)}: attention over ${moment.reading.films.length} places of user ${moment.user}`}
                  weights={head.weights}
                  n={moment.reading.films.length}
                  causal={moment.reading.oneWay}
                />
                <p className={styles.note}>
                  User {moment.user}, after {moment.at.toLocaleString("en")} updates; entropy{" "}
                  {valueText(head.entropy)}.
                  {objective === "cloze" && " The last row is the hidden film that is asked for."}
                </p>
              </>
            ) : (
              <p className={styles.note}>
                Not seen yet: choose it as the objective above, and train.
              </p>
            )}
          </section>
        ))}
      </div>
      <ColourKey name="weight, by its square root" low="0" high="1" scale="sequential" />
    </Picture>
  );
}
