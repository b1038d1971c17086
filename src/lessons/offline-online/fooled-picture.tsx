/** Tests between equals: how many an impatient reader would have called, look by look. */

import { LinePlot } from "../../components/charts/line-plot.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { COLOUR, otherTests, useChosen } from "./looks.ts";
import styles from "./offline.module.css";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

export function FooledPicture() {
  const seed = useChosen((state) => state.tests);
  const reading = useReading("fooled", { seed });
  const sentence = reading
    ? `${countText(reading.tests)} tests of yesterday’s lists against themselves, ${countText(reading.looks * reading.each)} people each. Looked at once, at the end, ${percentText(reading.atEnd / reading.tests)} are significant; stopped at the first significant of ${reading.looks} looks, ${percentText(reading.byLook.at(-1)! / reading.tests)}. With a bound of ${reading.bound.toFixed(2)} errors in place of 1.96 those are 5%.`
    : "Both arms show the same lists, so every winner is a false one.";
  const share = (n: number) => n / (reading?.tests ?? 1);
  const ends = reading ? [reading.each, reading.looks * reading.each] : [];
  return (
    <Picture
      title="Tests between equals"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "Auctions have no policies to test: see By price."
          : reading
            ? undefined
            : "The tests appear when they have been run."
      }
      table={() => ({
        columns: [
          { name: "People", format: countText },
          { name: "Fooled so far", format: percentText },
        ],
        rows: reading!.byLook.map((n, look) => [(look + 1) * reading!.each, share(n)]),
      })}
      aside={
        <span className={styles.tools}>
          <button type="button" onClick={otherTests}>
            Other people
          </button>
        </span>
      }
    >
      {reading && (
        <LinePlot
          name={sentence}
          xName="people a test"
          yName="share of the tests with a false winner"
          xLeast={[0, reading.looks * reading.each]}
          yLeast={[0, 0.3]}
          lines={[
            {
              name: "stopped early",
              colour: COLOUR.run,
              points: reading.byLook.map((n, look) => ({
                x: (look + 1) * reading.each,
                y: share(n),
              })),
            },
            {
              name: "one look: 5%",
              colour: COLOUR.grey,
              stroke: "dashed",
              points: ends.map((x) => ({ x, y: 0.05 })),
            },
          ]}
        />
      )}
    </Picture>
  );
}
