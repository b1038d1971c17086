/** The first recommendation of item-kNN, with the films that speak for it and the numbers they bring. */
import { countText, plural, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { sayWith } from "../../components/language/said-with.tsx";
import { say } from "../../components/language/say.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import styles from "./the-data.module.css";

const useReading = readingsOf<typeof probes>();

export function WhyPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser, setHighlight } = useActions();
  const reading = useReading("why", { user });
  const { catalogue, dataset, activity } = opened;
  const title = (film: number) => catalogue.titles[film] ?? say("film {n}", { n: film });
  const first = reading?.because[0];
  const said = reading
    ? say(
        "User {user} is offered {film}: {speaking} of the {films} in their history speak for it, with {score} together.",
        {
          user: reading.user,
          film: title(reading.film),
          speaking: countText(reading.speaking),
          films: plural(reading.history, "film"),
          score: valueText(reading.score),
        },
      )
    : say("Why item-kNN recommends a film.");
  return (
    <Picture
      title={say("Why this film")}
      sentence={said}
      empty={
        reading
          ? undefined
          : say(
              "As soon as films have been rated together, the first recommendation stands here with its reasons.",
            )
      }
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
      table={() => ({
        columns: [
          { name: say("Film of the history") },
          { name: say("Similarity"), format: (value) => value.toFixed(4) },
          { name: say("Rated both") },
          { name: say("Rated it") },
        ],
        rows: (reading?.because ?? []).map(({ film, similarity, together, count }) => [
          title(film),
          similarity,
          together,
          count,
        ]),
      })}
    >
      {reading && first && (
        <div className={styles.why}>
          <p className={styles.sum}>
            {sayWith(
              "The strongest voice, {film}: {users} rated both, {count} rated it, {others} rated {offered}.",
              {
                film: <b>{title(first.film)}</b>,
                users: plural(first.together, "user"),
                count: countText(first.count),
                others: countText(reading.count),
                offered: <b>{title(reading.film)}</b>,
              },
            )}
          </p>
          <p className={styles.numbers}>
            {first.together} ⁄ (√({first.count} · {reading.count}) + {reading.shrinkage}) ={" "}
            {first.similarity.toFixed(4)}
          </p>
          <ol className={styles.voices} aria-label={say("Films that speak for it, loudest first")}>
            {reading.because.map(({ film, similarity, together, count }) => (
              <li
                key={film}
                onPointerEnter={() => setHighlight(film)}
                onPointerLeave={() => setHighlight(null)}
              >
                <span>{title(film)}</span>
                <span className={styles.track} aria-hidden="true">
                  <i style={{ inlineSize: `${(similarity / first.similarity) * 100}%` }} />
                </span>
                <span className={styles.value}>{similarity.toFixed(3)}</span>
                <small>{say("{together} of {count}", { together, count })}</small>
              </li>
            ))}
            {reading.speaking > reading.because.length && (
              <li>
                <span>
                  {say("{n} more together", { n: reading.speaking - reading.because.length })}
                </span>
                <span className={styles.track} aria-hidden="true" />
                <span className={styles.value}>{reading.rest.toFixed(3)}</span>
                <small />
              </li>
            )}
          </ol>
        </div>
      )}
    </Picture>
  );
}
