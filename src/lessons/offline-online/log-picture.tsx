/** What is in the log: how its visits are shared among films, and where a policy leaves it. */
import { GroupedBars } from "../../components/charts/grouped-bars.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { COLOUR, NAME } from "./looks.ts";
import styles from "./offline.module.css";
import type { probes } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

const tenth = (n: number) => (n === 0 ? "most shown" : n === 9 ? "least" : `${n + 1}`);
const weight = (most: number | null) => (most === null ? "–" : countText(most));

export function LogPicture() {
  const reading = useReading("log");
  const sentence = reading
    ? `${countText(reading.visits)} visits, ${percentText(reading.clicks / reading.visits)} clicked. The tenth of the films that is shown most has ${percentText(reading.shares[0]!)} of them; ${percentText(reading.pairs / (reading.people * reading.films))} of all pairs of person and film are in the log.`
    : "What was shown to whom.";
  return (
    <Picture
      title="The log of yesterday’s model"
      fill
      sentence={sentence}
      empty={
        reading === null
          ? "Auctions have no logger: see By price."
          : reading
            ? undefined
            : "The log appears when the world is there."
      }
      table={() => ({
        columns: [{ name: "Tenth of the films" }, { name: "Share of visits", format: percentText }],
        rows: reading!.shares.map((share, n) => [tenth(n), share]),
      })}
    >
      {reading && (
        <div className={styles.stack}>
          <GroupedBars
            name={sentence}
            xName="tenths of the films, by visits"
            yName="share of all visits"
            format={percentText}
            groups={reading.shares.map((_, n) => tenth(n))}
            series={[{ name: "visits", values: reading.shares, colour: COLOUR.run }]}
          />
          <div className={styles.scroll}>
            <table className={styles.numbers}>
              <thead>
                <tr>
                  <th scope="col">choices of</th>
                  <th scope="col">impossible in the log</th>
                  <th scope="col">not in this log</th>
                  <th scope="col">greatest weight</th>
                </tr>
              </thead>
              <tbody>
                {reading.models.map(({ model, missing, unseen, most }) => (
                  <tr key={model}>
                    <th scope="row">{NAME[model]}</th>
                    <td>{reading.chance ? percentText(missing) : "no chance"}</td>
                    <td>{percentText(unseen)}</td>
                    <td>{weight(most)}</td>
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
