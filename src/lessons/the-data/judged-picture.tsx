import { useId, useState } from "react";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { say, word } from "../../components/language/say.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { judge, stopsOf } from "./judged.ts";
import styles from "./the-data.module.css";

const FORMULAS = {
  "HR@10": word("1 if r ≤ 10"),
  "NDCG@10": word("1 / log₂(r + 1) if r ≤ 10"),
  MRR: "1 / r",
  AUC: "(n − r) / (n − 1)",
} as const;
const NAMES = Object.keys(FORMULAS) as (keyof typeof FORMULAS)[];

/** One hidden film in a list of all films: its rank is dragged, and the metrics of this list follow. */
export function JudgedPicture({ opened }: { opened: Opened }) {
  const id = useId();
  const films = opened.dataset.items;
  const stops = stopsOf(films);
  const [at, setAt] = useState(2);
  const rank = stops[Math.min(at, stops.length - 1)]!;
  const metrics = judge(rank, films);
  const shown = { rank: countText(rank), films: countText(films) };
  return (
    <Picture
      title={say("One list, judged")}
      sentence={
        rank <= 10
          ? say(
              "The hidden film has rank {rank} of {films}: a hit, and NDCG says how high it is among the first ten.",
              shown,
            )
          : say(
              "The hidden film has rank {rank} of {films}: no hit, though AUC still calls the list {auc} right.",
              { ...shown, auc: `${(100 * metrics.AUC).toFixed(1)}%` },
            )
      }
      table={() => ({
        columns: [{ name: say("Rank") }, ...NAMES.map((name) => ({ name }))],
        rows: stops.map((stop) => {
          const of = judge(stop, films);
          return [stop, ...NAMES.map((name) => Number(of[name].toFixed(4)))];
        }),
      })}
    >
      <div className={styles.judged}>
        <ol className={styles.places} aria-hidden="true">
          {Array.from({ length: 12 }, (_, i) => i + 1).map((place) => (
            <li
              key={place}
              data-hidden={place === rank || undefined}
              data-first={place <= 10 || undefined}
            >
              {place <= 11 ? place : "…"}
            </li>
          ))}
        </ol>
        <label htmlFor={id}>{say("Rank of the hidden film")}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={stops.length - 1}
          value={Math.min(at, stops.length - 1)}
          aria-valuetext={say("rank {rank} of {films}", shown)}
          onChange={(event) => setAt(event.target.valueAsNumber)}
        />
        <dl className={styles.metrics}>
          {NAMES.map((name) => (
            <div key={name}>
              <dt>
                {name} <small>{say(FORMULAS[name])}</small>
              </dt>
              <dd>
                <span className={styles.track} aria-hidden="true">
                  <i style={{ inlineSize: `${100 * metrics[name]}%` }} />
                </span>
                {metrics[name].toFixed(3)}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Picture>
  );
}
