/** Calibration by price: what the scorer predicts, what that is without the weight, and what was clicked. */

import { LinePlot } from "../../components/charts/line-plot.tsx";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { COLOUR, three } from "./looks.ts";
import styles from "./offline.module.css";
import type { PriceReading, probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

const RANKED: Readonly<Record<PriceReading["revenue"][number]["rank"], string>> = {
  own: "what the loss calls for",
  p: "p",
  "p-bid": "p times bid",
};

export function PricePicture() {
  const reading = useReading("price");
  const sentence = reading ? sentenceOf(reading) : "Predicted and clicked, by the bid.";
  return (
    <Picture
      title="Calibration by price"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "The world has no bids: choose the task Auctions."
          : reading
            ? undefined
            : "The lines appear when the scorer is there."
      }
      table={() => ({
        columns: ["Mean bid", "Predicted", "Weight taken out", "Clicked"].map((name) => ({
          name,
          format: three,
        })),
        rows: reading!.bins.map(({ bid, predicted, undone, clicked }) => [
          bid,
          predicted,
          undone,
          clicked,
        ]),
      })}
    >
      {reading && (
        <div className={styles.stack}>
          <LinePlot
            name={`Predicted and clicked by bid. ${sentence}`}
            xName="bid"
            yName="share clicked"
            logX
            xLeast={[0.3, 4]}
            yLeast={[0, 0.1]}
            lines={[
              { name: "predicted", colour: COLOUR.run, points: linePoints(reading, "predicted") },
              { name: "undone", colour: COLOUR.other, points: linePoints(reading, "undone") },
              {
                name: "clicked",
                colour: COLOUR.line,
                stroke: "dashed",
                points: linePoints(reading, "clicked"),
              },
            ]}
          />
          <table className={styles.numbers}>
            <thead>
              <tr>
                <th scope="col">winner has most of</th>
                <th scope="col">revenue</th>
              </tr>
            </thead>
            <tbody>
              {reading.revenue.map(({ rank, value }) => (
                <tr key={rank}>
                  <th scope="row">{RANKED[rank]}</th>
                  <td>{three(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Picture>
  );
}

const linePoints = (
  { bins }: PriceReading,
  of: "predicted" | "undone" | "clicked",
): { x: number; y: number }[] => bins.map((bin) => ({ x: bin.bid, y: bin[of] }));

function sentenceOf({ bins, weight }: PriceReading): string {
  const dear = bins.at(-1)!;
  const cheap = bins[0]!;
  const times = (of: typeof dear) => (of.predicted / of.clicked).toFixed(1);
  const end = `at the cheapest tenth the prediction is ${times(cheap)} times what was clicked, at the dearest ${times(dear)} times`;
  if (weight === "none") return `No weight: ${end}.`;
  return `Clicks weigh by price: ${end}; with the weight taken out it is ${(cheap.undone / cheap.clicked).toFixed(1)} and ${(dear.undone / dear.clicked).toFixed(1)} times.`;
}
