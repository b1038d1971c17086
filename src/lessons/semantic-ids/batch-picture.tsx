/** From rows to a batch: ratings of the log, what their films look up, and the label. */
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { labelOf } from "./looks.ts";
import type { BatchReading, probes } from "./probes.ts";
import styles from "./semantic.module.css";
import type { Way } from "./settings.ts";

const useReading = readingsOf<typeof probes>();

export function BatchPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const way = useSession((state) => state.setup.config.film as Way);
  const reading = useReading("batch");
  const columns = ["person", "film", "looks up", "stars", "label"];
  const rows = (reading?.examples ?? []).map((one) => [
    `user ${one.user}`,
    titleText(catalogue, one.film),
    looksUp(one),
    one.stars.toFixed(1),
    one.liked ? "1" : "0",
  ]);
  return (
    <Picture
      title="From rows to a batch"
      fill
      sentence={
        reading
          ? `Some of the ${countText(reading.size)} ratings that a step sees, of ${countText(reading.training)} for training; a film is held as: ${labelOf(way)}. No negative is drawn: a rating under four stars is one.`
          : "How ratings become examples."
      }
      empty={reading ? undefined : "The examples appear when the model is there."}
      table={() => ({ columns: columns.map((name) => ({ name })), rows })}
    >
      <div className={styles.scroll}>
        <table className={styles.words}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: examples have no other identity
              <tr key={n}>
                {cells.map((text, c) => (
                  <td key={columns[c]}>{c === 2 ? <code>{text}</code> : text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Picture>
  );
}

function looksUp({ rows, content, arriving }: BatchReading["examples"][number]): string {
  const all = [...rows.map((row) => `row ${row}`), ...(content ? ["content"] : [])].join(" + ");
  return arriving ? `${all}, as just arrived` : all;
}
