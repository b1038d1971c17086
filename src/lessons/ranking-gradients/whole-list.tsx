import { useState } from "react";
import { percentText, signedText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { shareOf, type WholeLoss } from "./list-shares.ts";
import { titlesOf } from "./list-titles.ts";
import type { probes } from "./probes.ts";
import styles from "./whole-list.module.css";

const useReading = readingsOf<typeof probes>();

const LOSSES: readonly { readonly loss: WholeLoss; readonly name: string }[] = [
  { loss: "softmax", name: "Softmax on gains" },
  { loss: "listnet", name: "ListNet" },
];

/** A list as two distributions over its films: what the scores say, and what the grades ask. */
export function WholeList({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const [loss, setLoss] = useState<WholeLoss>("softmax");
  const reading = useReading("list", { user });
  const titles = reading ? titlesOf(reading, opened) : [];
  const shares = reading ? shareOf(reading, loss) : [];
  const top = Math.max(1e-9, ...shares.flatMap(({ scored, asked }) => [scored, asked]));
  const pulled = shares.toSorted((a, b) => Math.abs(b.pull) - Math.abs(a.pull))[0];
  const sentence = pulled
    ? `The scores give ${titles[pulled.film]} ${percentText(pulled.scored)} of the list, its grade asks for ${percentText(pulled.asked)}: the pull on it is ${signedText(pulled.pull)}. All pulls sum to 0.`
    : "What the scores say of the whole list, and what the grades ask.";
  return (
    <Picture
      title="The whole list at once"
      sentence={sentence}
      empty={reading ? undefined : "Two distributions over the films of one list will stand here."}
      aside={
        <span className={styles.tools}>
          {LOSSES.map((one) => (
            <button
              key={one.loss}
              type="button"
              className="button-small"
              aria-pressed={loss === one.loss}
              onClick={() => setLoss(one.loss)}
            >
              {one.name}
            </button>
          ))}
        </span>
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Grade" },
          { name: "Scores say", format: percentText },
          { name: "Grades ask", format: percentText },
          { name: "Pull", format: signedText },
        ],
        rows: shares.map(({ film, scored, asked, pull }) => [
          titles[film]!,
          reading!.grades[film]!,
          scored,
          asked,
          pull,
        ]),
      })}
    >
      <div role="img" aria-label={`Two distributions over one list: ${sentence}`}>
        <p className={styles.key} aria-hidden="true">
          <span>
            <i className={styles.scored} /> softmax of the scores
          </span>
          <span>
            <i className={styles.asked} />{" "}
            {loss === "softmax" ? "gains over their sum" : "softmax of the grades"}
          </span>
        </p>
        <ol className={styles.rows} aria-hidden="true" data-list="">
          {shares.map(({ film, scored, asked, pull }) => (
            <li key={film}>
              <span className={styles.title}>
                {titles[film]} <small>{reading!.grades[film]}</small>
              </span>
              <span className={styles.bars}>
                <i className={styles.scored} style={{ inlineSize: `${(100 * scored) / top}%` }} />
                <i className={styles.asked} style={{ inlineSize: `${(100 * asked) / top}%` }} />
              </span>
              <span className={styles.pull}>{signedText(pull)}</span>
            </li>
          ))}
        </ol>
      </div>
    </Picture>
  );
}
