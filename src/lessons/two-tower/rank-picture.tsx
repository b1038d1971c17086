import { useState } from "react";
import { GridCanvas } from "../../components/charts/grid-canvas.tsx";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { probes } from "./probes.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

/** How much of three planted tables of likes can pass through a dot product of d numbers. */
export function RankPicture() {
  const reading = useReading("rankLimit");
  const [d, setD] = useState(2);
  const kinds = reading?.kinds ?? 16;
  const held = (n: number) => reading?.tables[n]?.held[d] ?? 0;
  const sentence = reading
    ? `With d = ${d}, no two towers hold more than ${reading.tables.map(({ name }, n) => `${percentText(held(n))} of “${name}”`).join(", ")}.`
    : "Tables of likes, and what d numbers can hold of them.";
  return (
    <Picture
      title="What fits through d numbers"
      sentence={sentence}
      empty={reading ? undefined : "Three tables of likes will stand here."}
      table={() => ({
        columns: [
          { name: "d" },
          ...(reading?.tables ?? []).map(({ name }) => ({ name, format: percentText })),
        ],
        rows: Array.from({ length: kinds + 1 }, (_, n) => [
          n,
          ...(reading?.tables ?? []).map((table) => table.held[n]!),
        ]),
      })}
    >
      {reading && (
        <>
          <label className={styles.slider}>
            Numbers d
            <input
              type="range"
              min={1}
              max={kinds}
              value={d}
              onChange={(event) => setD(Number(event.target.value))}
            />
            <output>{d}</output>
          </label>
          <div className={styles.panels}>
            {reading.tables.map((table, n) => (
              <section key={table.name} className={styles.panel} aria-label={table.name}>
                <h4>
                  {table.name}: {percentText(held(n))}
                </h4>
                <GridCanvas
                  name={`${table.name}: ${table.says} ${percentText(held(n))} fits into ${d} numbers`}
                  rows={kinds}
                  columns={kinds}
                  colour={({ row, column }, theme) =>
                    table.likes[row * kinds + column]! > 0 ? theme.up : theme.down
                  }
                  label={({ row, column }) =>
                    `Users of kind ${row + 1} ${table.likes[row * kinds + column]! > 0 ? "like" : "do not like"} films of kind ${column + 1}`
                  }
                />
                <p className={styles.note}>{table.says}</p>
              </section>
            ))}
          </div>
          <p className={styles.note}>
            Rows are kinds of users, columns kinds of films; blue likes, orange does not. The shares
            are the best that any product of two thin matrices can do (Eckart and Young, 1936), so
            no training can pass them.
          </p>
        </>
      )}
    </Picture>
  );
}
