/** What drawn negatives make of NDCG on the log, model by model, and how sure the differences are. */
import { useState } from "react";
import { LinePlot } from "../../components/charts/line-plot.tsx";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { NAME, OF_MODEL, signed, three } from "./looks.ts";
import styles from "./offline.module.css";
import type { probes, TrapsReading } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

/** Models by their NDCG among so many drawn films, best first. */
const orderAt = ({ models }: TrapsReading, at: number) =>
  models.toSorted((a, b) => b.sampled[at]! - a.sampled[at]!).map(({ model }) => NAME[model]);

export function TrapsPicture() {
  const reading = useReading("traps");
  const [chosen, setChosen] = useState(0);
  const last = (reading?.sizes.length ?? 1) - 1;
  const at = Math.min(chosen, last);
  const sentence = reading ? sentenceOf(reading, at) : "NDCG among drawn films.";
  return (
    <Picture
      title="Among drawn films, and among all"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "Auctions have no lists: see By price."
          : reading
            ? undefined
            : "The lines appear when the models are there."
      }
      table={() => ({
        columns: [
          { name: "Negatives", format: countText },
          ...reading!.models.map(({ model }) => ({ name: NAME[model], format: three })),
        ],
        rows: reading!.sizes.map((m, n) => [
          m,
          ...reading!.models.map(({ sampled }) => sampled[n]!),
        ]),
      })}
      aside={
        <label className={styles.field}>
          Negatives
          <input
            type="range"
            min={0}
            max={last}
            value={at}
            aria-valuetext={countText(reading?.sizes[at] ?? 0)}
            onChange={(event) => setChosen(Number(event.target.value))}
          />
        </label>
      }
    >
      {reading && (
        <div className={styles.stack}>
          <LinePlot
            name={`NDCG@10 on the log by negatives drawn. ${sentence}`}
            xName="negatives drawn; at the right all films"
            yName="NDCG@10 on the log"
            logX
            xLeast={[10, 100]}
            yLeast={[0, 0.5]}
            mark={reading.sizes[at]!}
            lines={reading.models.map(({ model, sampled }) => ({
              name: NAME[model],
              colour: OF_MODEL[model],
              points: sampled.map((y, n) => ({ x: reading.sizes[n]!, y })),
            }))}
          />
          <div className={styles.scroll}>
            <table className={styles.numbers}>
              <thead>
                <tr>
                  <th scope="col">against “{NAME.imitate}”</th>
                  <th scope="col">a person, all films</th>
                  <th scope="col">95 % of 500 draws</th>
                </tr>
              </thead>
              <tbody>
                {reading.models
                  .filter(({ model }) => model !== "imitate")
                  .map(({ model, gap }) => (
                    <tr key={model}>
                      <th scope="row">{NAME[model]}</th>
                      <td>{signed(gap.mean)}</td>
                      <td>
                        {signed(gap.low)} to {signed(gap.high)}
                        {gap.low <= 0 && gap.high >= 0 ? ", a tie" : ""}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </Picture>
  );
}

function sentenceOf(reading: TrapsReading, at: number): string {
  const { sizes } = reading;
  const [here, all] = [orderAt(reading, at), orderAt(reading, sizes.length - 1)];
  const crossed = sizes.find((_, n) => orderAt(reading, n).join() !== all.join());
  const order =
    crossed === undefined
      ? "Here the order is the same for every number of negatives"
      : `Not every number of negatives gives the order of all films: with ${countText(crossed)} it is ${orderAt(reading, sizes.indexOf(crossed)).join(", ")}`;
  return `Among ${countText(sizes[at]!)} drawn films “${here[0]}” is first with ${three(Math.max(...reading.models.map(({ sampled }) => sampled[at]!)))}; among all ${countText(sizes.at(-1)!)} others “${all[0]}” with ${three(Math.max(...reading.models.map(({ sampled }) => sampled.at(-1)!)))}. ${order}.`;
}
