import { useState } from "react";
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { probes } from "./probes.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

const CELLS = [16, 32, 64, 128, 256];

/** An inverted file over the film vectors: what is found, and what work it takes, by cells searched. */
export function SearchPicture() {
  const [cells, setCells] = useState(64);
  const reading = useReading("search", { cells });
  const enough = reading?.curve.find(({ recall }) => recall >= 0.9);
  const sentence =
    reading && enough
      ? `${countText(reading.films)} films in ${reading.cells} cells (${reading.smallest} to ${reading.largest} films): searching ${enough.searched} of them finds ${percentText(enough.recall)} of the true first ten with ${percentText(enough.work)} of the dot products.`
      : "What approximate search finds, and what it costs.";
  const bins = (value: "recall" | "work") =>
    reading?.curve.map((point) => ({
      name: String(point.searched),
      value: point[value],
      strong: point === enough || undefined,
    })) ?? [];
  return (
    <Picture
      title="Searching only near by"
      sentence={sentence}
      empty={reading ? undefined : "Recall and work by cells searched will stand here."}
      aside={
        <span className={styles.tools}>
          {CELLS.map((count) => (
            <button
              key={count}
              type="button"
              aria-pressed={cells === count}
              onClick={() => setCells(count)}
            >
              {count} cells
            </button>
          ))}
        </span>
      }
      table={() => ({
        columns: [
          { name: "Cells searched" },
          { name: "Recall of the first ten", format: percentText },
          { name: "Work", format: percentText },
        ],
        rows: (reading?.curve ?? []).map(({ searched, recall, work }) => [searched, recall, work]),
      })}
    >
      {reading && (
        <div className={styles.panels}>
          <div className={styles.panel}>
            <h4>Found of the true first ten</h4>
            <BarPlot
              name={`Recall by cells searched: ${sentence}`}
              bins={bins("recall")}
              xName="cells searched"
              yName="recall"
              format={percentText}
              top={1}
              low
            />
          </div>
          <div className={styles.panel}>
            <h4>Dot products taken</h4>
            <BarPlot
              name="Work by cells searched, as a share of scoring every film"
              bins={bins("work")}
              xName="cells searched"
              yName="work"
              format={percentText}
              top={1}
              low
            />
          </div>
        </div>
      )}
    </Picture>
  );
}
