/** From rows to a batch: one person's films, the window that was drawn, and what is asked at each place. */
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { BatchReading } from "./batch-reading.ts";
import styles from "./generative.module.css";
import type { probes } from "./probes.ts";
import { tokenText } from "./trie.ts";

const useReading = readingsOf<typeof probes>();

export function BatchPicture({ opened }: { opened: Opened }) {
  const { catalogue, dataset, activity } = opened;
  const user = useSession((state) => state.user);
  const apart = useSession((state) => state.setup.config.architecture === "encoder-decoder");
  const { setUser } = useActions();
  const reading = useReading("batch", { user });
  return (
    <Picture
      title="From rows to a batch"
      fill
      sentence={reading ? sentenceOf(reading, apart) : "How a person’s films become an example."}
      empty={
        reading
          ? undefined
          : reading === null
            ? "This person has too few films to learn from: choose another."
            : "The example appears when the model is there."
      }
      table={() => ({
        columns: [{ name: "Place" }, { name: "Read" }, { name: "Asked" }, { name: "Counts" }],
        rows: reading
          ? Array.from({ length: Math.max(reading.places, reading.asked) }, (_, t) => [
              t,
              t < reading.places ? textOf(reading, reading.tokens[t]!) : "",
              t < reading.asked ? tokenText(reading, reading.targets[t]!) : "",
              (reading.weights[t] ?? 0) > 0 ? 1 : 0,
            ])
          : [],
      })}
      aside={<UserPicker user={user} users={dataset.users} activity={activity} onUser={setUser} />}
    >
      {reading && (
        <div className={styles.plain}>
          <ol className={styles.rowOfTokens} aria-label="The window, oldest first">
            <li className={styles.filmOfTokens}>
              <span className={styles.filmTitle}>begins</span>
              <span className={styles.tokens}>
                <code>⌂</code>
              </span>
            </li>
            {reading.films.map((film, at) => {
              const asked = !apart || at === reading.films.length - 1;
              return (
                <li key={film} className={styles.filmOfTokens} data-asked={asked || undefined}>
                  <span className={styles.filmTitle} title={catalogue.titles[film]}>
                    {catalogue.titles[film]}
                  </span>
                  <span className={styles.tokens}>
                    {[...nameAt(reading, at, apart)].map((token) => (
                      <code key={token}>{tokenText(reading, token)}</code>
                    ))}
                  </span>
                </li>
              );
            })}
          </ol>
          <p className={styles.note}>
            Every token of a framed film is asked for once, from what stands before it. Negatives:
            none are drawn; the softmax over all tokens is what each right token stands against. A
            shorter window is padded at its end, and padding has weight 0.
          </p>
        </div>
      )}
    </Picture>
  );
}

const textOf = (reading: BatchReading, token: number) =>
  token === reading.vocabulary ? "begins" : tokenText(reading, token);

/** The name of the at-th film of the window. */
function nameAt({ tokens, targets, length }: BatchReading, at: number, apart: boolean): Int32Array {
  const asked = apart ? Int32Array.of(...tokens.subarray(1), ...targets) : targets;
  if (!apart) return asked.subarray(at * length, (at + 1) * length);
  const read = tokens.subarray(1 + at * length, 1 + (at + 1) * length);
  return read.length === length && read.some((token) => token > 0) ? read : targets;
}

function sentenceOf(reading: BatchReading, apart: boolean): string {
  const counted = reading.weights.filter((weight) => weight > 0).length;
  const window = `${reading.films.length} neighbouring films of ${countText(reading.known)}`;
  return apart
    ? `${window}: all but the last are read, and the ${counted} tokens of the last one are asked.`
    : `${window} become ${reading.films.length * reading.length} tokens, and ${counted} questions: at each place, which token comes next?`;
}
