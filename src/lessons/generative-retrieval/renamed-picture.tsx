/** The catalogue named anew beneath a trained speller. */
import { useState } from "react";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./generative.module.css";
import type { probes } from "./probes.ts";
import type { RenamedReading } from "./renamed.ts";
import { tokenText } from "./trie.ts";

const useReading = readingsOf<typeof probes>();
const BY_CHANCE = ["k-means", "lsh", "random", "collaborative"];

export function RenamedPicture({ opened }: { opened: Opened }) {
  const [asked, setAsked] = useState(0);
  const calm = useSession((state) => state.status.name !== "Training");
  const trained = useSession((state) => state.step > 0);
  const names = useSession((state) => state.setup.config.names as string);
  const { set } = useActions();
  const chance = BY_CHANCE.includes(names);
  const reading = useReading("renamed", { seed: 1000 + asked, ask: calm && chance && asked > 0 });
  const title = (item: number) => opened.catalogue.titles[item] ?? "";
  return (
    <Picture
      title="Names made anew beneath it"
      sentence={
        reading
          ? sentenceOf(reading, title)
          : "The same rule, other chance: what the trained speller says of new names."
      }
      empty={
        chance
          ? reading
            ? undefined
            : asked > 0
              ? "Asking a quarter of the people under both names …"
              : trained
                ? "Press “Name the catalogue anew”: the speller is as it was taught."
                : "Train, then name the catalogue anew."
          : "Chance has no part in these names, or they come from a run of their own: choose k-means, hyperplanes, random codes or clusters."
      }
      table={() => ({
        columns: [{ name: "Names" }, { name: "HR@10", format: (x) => x.toFixed(4) }],
        rows: reading
          ? [
              ["those it was taught", reading.before],
              ["those made anew", reading.after],
            ]
          : [],
      })}
      aside={
        <span className={styles.tools}>
          {chance ? (
            <button type="button" disabled={!calm} onClick={() => setAsked(asked + 1)}>
              Name the catalogue anew
            </button>
          ) : (
            <button type="button" onClick={() => set({ names: "k-means" })}>
              Take k-means
            </button>
          )}
        </span>
      }
    >
      {reading && (
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">names</th>
              <th scope="col">HR@10 of a quarter of the people</th>
              <th scope="col">{title(reading.film)}</th>
            </tr>
          </thead>
          <tbody>
            {(["before", "after"] as const).map((when, n) => (
              <tr key={when} data-own={n === 0 || undefined}>
                <th scope="row">{n === 0 ? "those it was taught" : "those made anew"}</th>
                <td>{reading[when].toFixed(4)}</td>
                <td>
                  {[...reading.names[n]!].map((token) => tokenText(reading, token)).join(" ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Picture>
  );
}

function sentenceOf(reading: RenamedReading, title: (item: number) => string): string {
  const kept = `${percentText(reading.kept)} of the films keep their name`;
  const verdict =
    reading.after < 0.5 * reading.before
      ? "the trained speller now says the names of other films"
      : reading.after < reading.before
        ? "some of what it learnt still holds"
        : "on these people it has lost nothing";
  return `HR@10 goes from ${reading.before.toFixed(3)} to ${reading.after.toFixed(3)}: ${kept}, and ${verdict}. ${title(reading.film)} is one that was renamed.`;
}
