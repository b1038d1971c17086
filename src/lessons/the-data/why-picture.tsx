/** The first recommendation of item-kNN, with the films that speak for it and the numbers they bring. */
import { countText, plural, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { useActions, useReading, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/run.ts";
import styles from "./the-data.module.css";
import type { WhyReading } from "./why.ts";

export function WhyPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser, setHighlight } = useActions();
  const reading = useReading<WhyReading | null>("why", { user });
  const { catalogue, dataset, activity } = opened;
  const title = (film: number) => catalogue.titles[film] ?? `film ${film}`;
  const first = reading?.because[0];
  const said = reading
    ? `User ${reading.user} is offered ${title(reading.film)}: ${countText(reading.speaking)} of the ${plural(reading.history, "film")} in their history speak for it, with ${valueText(reading.score)} together.`
    : "Why item-kNN recommends a film.";
  return (
    <Picture
      title="Why this film"
      sentence={said}
      empty={
        reading
          ? undefined
          : "As soon as films have been rated together, the first recommendation stands here with its reasons."
      }
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
      table={() => ({
        columns: [
          { name: "Film of the history" },
          { name: "Similarity", format: (value) => value.toFixed(4) },
          { name: "Rated both" },
          { name: "Rated it" },
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
            The strongest voice, <b>{title(first.film)}</b>: {plural(first.together, "user")} rated
            both, {countText(first.count)} rated it, {countText(reading.count)} rated{" "}
            <b>{title(reading.film)}</b>.
          </p>
          <p className={styles.numbers}>
            {first.together} ⁄ (√({first.count} · {reading.count}) + {reading.shrinkage}) ={" "}
            {first.similarity.toFixed(4)}
          </p>
          <ol className={styles.voices} aria-label="Films that speak for it, loudest first">
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
                <small>
                  {together} of {count}
                </small>
              </li>
            ))}
          </ol>
        </div>
      )}
    </Picture>
  );
}
