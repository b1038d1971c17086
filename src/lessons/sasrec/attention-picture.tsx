import { useState } from "react";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useOnStage } from "../../components/session/on-stage.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { type Head, headName } from "../../families/sequences/heads.ts";
import { Enlarged } from "../../families/sequences/pictures/enlarged.tsx";
import { HeadGrid } from "../../families/sequences/pictures/head-grid.tsx";
import { type Films, useFilms } from "../../families/sequences/pictures/use-films.ts";
import type { AttentionReading } from "./attention-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

/** So many films can be read from the last row of a hall. */
const ON_STAGE = 12;

/** A moment of training that the reader has kept to compare with. */
interface Kept {
  readonly at: number;
  readonly reading: AttentionReading;
}

/** The attention of every block and head over the films of one user. */
export function AttentionPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const step = useSession((state) => state.step);
  const films = useFilms(opened);
  const onStage = useOnStage();
  const whole = useReading("attention", { user });
  const reading = whole && onStage ? newestOf(whole, ON_STAGE) : whole;
  const [chosen, setChosen] = useState(0);
  const [row, setRow] = useState<number | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const [shown, setShown] = useState<"now" | "then" | "difference">("now");
  const heads = reading?.heads ?? [];
  const at = Math.min(chosen, heads.length - 1);
  const head = heads[at];
  const comparable = kept && reading && sameFilms(kept.reading, reading) ? kept : null;
  const before = comparable?.reading.heads[at];
  const view = before ? shown : "now";
  const visible = head && before && view !== "now" ? compared(head, before, view) : head;

  return (
    <Picture
      title="Attention"
      sentence={sentenceOf(reading, head, films, user)}
      empty={
        head
          ? undefined
          : reading
            ? "Nothing attends here: with average pooling every film weighs the same, and without blocks only the last one is read."
            : "The attention of every head will stand here."
      }
      aside={
        <span className={styles.tools}>
          <button type="button" onClick={() => reading && setKept({ at: step, reading })}>
            Keep this moment
          </button>
          {comparable &&
            (["now", "then", "difference"] as const).map((which) => (
              <button
                key={which}
                type="button"
                aria-pressed={view === which}
                onClick={() => setShown(which)}
              >
                {which === "then"
                  ? `Then (${comparable.at})`
                  : which === "now"
                    ? "Now"
                    : "Now − then"}
              </button>
            ))}
        </span>
      }
      table={() => tableOf(reading, at, films)}
    >
      {reading && visible && (
        <>
          <ul className={styles.heads} aria-label="Every head">
            {heads.map((one, n) => (
              <li key={`${one.block} ${one.head}`}>
                <button type="button" aria-pressed={n === at} onClick={() => setChosen(n)}>
                  <HeadGrid
                    name={`Small: ${headName(one)}`}
                    weights={one.weights}
                    n={reading.films.length}
                    causal={reading.oneWay}
                  />
                  <span>
                    {headName(one)}
                    <small>
                      entropy {valueText(one.entropy)} · last film {percentText(one.onLast)}
                    </small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Enlarged
            reading={reading}
            head={visible}
            signed={view === "difference"}
            films={films}
            row={row}
            onRow={setRow}
          />
          {view === "difference" ? (
            <ColourKey name="now − then" low="−1" high="+1" scale="diverging" />
          ) : (
            <ColourKey name="weight, by its square root" low="0" high="1" scale="sequential" />
          )}
          <p className={styles.note}>
            Rows ask, columns are looked at, oldest first.{" "}
            {reading.oneWay
              ? "Hatched: the future, which a row may not see."
              : "No triangle: every film may look at every other."}{" "}
            Choose a film for its arcs. Keep a moment, move through the run with the slider under
            Train, and compare.
          </p>
        </>
      )}
    </Picture>
  );
}

/** The newest films, and what they give each other. */
function newestOf(reading: AttentionReading, count: number): AttentionReading {
  const n = reading.films.length;
  if (n <= count) return reading;
  const from = n - count;
  const weightsOf = ({ weights }: Head) =>
    Float32Array.from({ length: count * count }, (_, i) => {
      const [row, column] = [from + Math.floor(i / count), from + (i % count)];
      return weights[row * n + column]!;
    });
  const heads = reading.heads.map((head) => ({ ...head, weights: weightsOf(head) }));
  return { ...reading, films: reading.films.slice(from), heads };
}

function compared(now: Head, then: Head, view: "then" | "difference"): Head {
  if (view === "then") return then;
  return { ...now, weights: now.weights.map((a, i) => a - then.weights[i]!) };
}

/** Two readings can be compared when they are of the same films in as many heads. */
function sameFilms(a: AttentionReading, b: AttentionReading): boolean {
  return a.films.join() === b.films.join() && a.heads.length === b.heads.length;
}

function sentenceOf(
  reading: AttentionReading | undefined,
  head: Head | undefined,
  films: Films,
  user: number,
): string {
  if (!reading || !head) return "Who looks at whom, in every block and head.";
  const n = reading.films.length;
  const last = head.weights.subarray((n - 1) * n);
  const order = [...last.keys()].sort((a, b) => last[b]! - last[a]!).slice(0, 2);
  const most = order.map((s) => `${percentText(last[s]!)} at ${films.name(reading.films[s]!)}`);
  const even = Array.from({ length: n }, (_, t) => Math.log(reading.oneWay ? t + 1 : n));
  const flat = even.reduce((sum, h) => sum + h, 0) / Math.max(1, n);
  return `${headName(head)}: to say what user ${user} watches next, it looks ${most.join(" and ")}. Its rows have an entropy of ${valueText(head.entropy)} nats; an even look would have ${valueText(flat)}.`;
}

function tableOf(reading: AttentionReading | undefined, at: number, films: Films) {
  const n = reading?.films.length ?? 0;
  const head = reading?.heads[at];
  return {
    columns: [
      { name: "Block", format: String },
      { name: "Head", format: String },
      { name: "Film that asks" },
      { name: "Film looked at" },
      { name: "Weight", format: valueText },
    ],
    rows: head
      ? Array.from({ length: n * n }, (_, cell) => [Math.floor(cell / n), cell % n] as const)
          .filter(([t, s]) => !reading!.oneWay || s <= t)
          .reverse()
          .map(([t, s]) => [
            head.block + 1,
            head.head + 1,
            films.name(reading!.films[t]!),
            films.name(reading!.films[s]!),
            head.weights[t * n + s]!,
          ])
      : [],
  };
}
