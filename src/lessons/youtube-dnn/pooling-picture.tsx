/** One history, pooled in four ways: how much each film counts, and the vector that comes out. */
import { useState } from "react";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { VectorStrip } from "../../components/charts/vector-strip.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { PoolingReading } from "./pooling-reading.ts";
import type { probes } from "./probes.ts";
import { POOLINGS, type Pooling } from "./settings.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();
const labelOf = (pooling: Pooling) => POOLINGS.find(({ value }) => value === pooling)!.label;

export function PoolingPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser, set, train } = useActions();
  const [twice, setTwice] = useState(false);
  const reading = useReading("pooling", { user, twice });
  const ways = reading?.ways ?? [];
  const reach = Math.max(1e-9, ...ways.flatMap(({ vector }) => Array.from(vector, Math.abs)));
  const columns = ["Film", ...ways.map(({ pooling }) => labelOf(pooling))];
  const rows = reading
    ? Array.from(reading.films, (film, t) => ({
        film,
        weights: ways.map((way) => way.weights[t]!),
      })).reverse()
    : [];
  const sentence = reading
    ? sentenceOf(reading, twice)
    : "One history as one vector, in four ways.";
  return (
    <Picture
      title="One history, pooled"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? "This person has no films to pool: choose another."
            : "The vectors will stand here."
      }
      table={() => ({
        columns: columns.map((name, n) => (n === 0 ? { name } : { name, format: valueText })),
        rows: rows.map(({ film, weights }) => [titleText(opened.catalogue, film), ...weights]),
      })}
      aside={
        <span className={styles.tools}>
          <UserPicker
            user={user}
            users={opened.dataset.users}
            activity={opened.activity}
            onUser={setUser}
          />
          <button type="button" aria-pressed={twice} onClick={() => setTwice(!twice)}>
            Every film twice
          </button>
          {reading && reading.own !== "attention" && (
            <button
              type="button"
              className={styles.aside}
              onClick={() => {
                set({ pooling: "attention" });
                void train();
              }}
            >
              Train attention
            </button>
          )}
        </span>
      }
    >
      {ways.map(({ pooling, vector }) => (
        <VectorStrip
          key={pooling}
          name={labelOf(pooling)}
          values={vector}
          reach={reach}
          end={`length ${valueText(Math.hypot(...vector))}`}
        />
      ))}
      <div className={styles.weights}>
        <WordTable
          list
          columns={columns}
          rows={rows.map(({ film, weights }, n) => [
            `${countText(n + 1)}. ${titleText(opened.catalogue, film)}`,
            ...weights.map((weight, way) =>
              ways[way]!.pooling === "sum" ? weight.toFixed(0) : percentText(weight),
            ),
          ])}
        />
      </div>
      <p className={styles.note}>
        Newest first. Under Max stands the share of the d numbers in which the film is the largest.
        All four pool the vectors of this run, which has learnt with{" "}
        {reading ? labelOf(reading.own).toLowerCase() : "one of them"}; attention has weights only
        where it was learnt.
      </p>
    </Picture>
  );
}

function sentenceOf({ films, ways, own }: PoolingReading, twice: boolean): string {
  const of = (pooling: Pooling) => ways.find((way) => way.pooling === pooling);
  const long = (pooling: Pooling) => valueText(Math.hypot(...of(pooling)!.vector));
  const silent = of("max")!.weights.filter((weight) => weight === 0).length;
  const attention = own === "attention" ? of("attention") : undefined;
  const most = attention && percentText(Math.max(...attention.weights));
  return `${countText(films.length)} films${twice ? ", each twice" : ""}: the mean has length ${long("mean")}, the sum ${long("sum")}, the maximum ${long("max")}; ${countText(silent)} films have no number of the maximum.${most ? ` Attention gives one film up to ${most}.` : ""}`;
}
