import { useState } from "react";
import { diverging } from "../../components/charts/colours.ts";
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
  const ordered = (n: number) => reading?.tables[n]?.ordered[d] ?? 0;
  const sentence = reading
    ? `With d = ${d}, the nearest scores put ${reading.tables.map(({ name }, n) => `${percentText(ordered(n))} of the pairs of “${name}”`).join(", ")} in order.`
    : "Tables of likes, and what d numbers can hold of them.";
  return (
    <Picture
      title="What fits through d numbers"
      sentence={sentence}
      empty={reading ? undefined : "Three tables of likes will stand here."}
      table={() => ({
        columns: [
          { name: "d" },
          ...(reading?.tables ?? []).flatMap(({ name }) => [
            { name: `${name}: numbers held`, format: percentText },
            { name: `${name}: pairs in order`, format: percentText },
          ]),
        ],
        rows: Array.from({ length: kinds + 1 }, (_, n) => [
          n,
          ...(reading?.tables ?? []).flatMap((table) => [table.held[n]!, table.ordered[n]!]),
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
                  {table.name}: {percentText(ordered(n))} of pairs in order
                </h4>
                <GridCanvas
                  name={`${table.name}: ${table.says} The nearest scores of rank ${d} put ${percentText(ordered(n))} of pairs in order`}
                  rows={kinds}
                  columns={kinds}
                  colour={({ row, column }, theme) =>
                    diverging(
                      table.nearest[d]![row * kinds + column]!,
                      theme.down,
                      theme.zero,
                      theme.up,
                    )
                  }
                  label={({ row, column }) =>
                    `Users of kind ${row + 1} ${table.likes[row * kinds + column]! > 0 ? "like" : "do not like"} films of kind ${column + 1}; score ${table.nearest[d]![row * kinds + column]!.toFixed(2)}`
                  }
                />
                <p className={styles.note}>
                  {table.says} {percentText(held(n))} of its numbers are held.
                </p>
              </section>
            ))}
          </div>
          <p className={styles.note}>
            Rows are kinds of users, columns kinds of films; the colours are the scores of rank d
            that come nearest to likes (+1, blue) and dislikes (−1, orange). No training holds more
            of these numbers (Eckart and Young, 1936). Their order is an easier thing: a loss that
            asks for order alone may find scores that rank more pairs right than these do.
          </p>
        </>
      )}
    </Picture>
  );
}
