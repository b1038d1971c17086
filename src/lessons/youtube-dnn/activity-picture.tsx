/** Who the loss is about, by tenths of the people, with each film an example and with equally many a person. */
import { GroupedBars } from "../../components/charts/grouped-bars.tsx";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { ActivityReading } from "./activity-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();

/** Each tenth's share of a loss that weighs its examples so. */
function sharesOf({ loss }: ActivityReading, weights: readonly number[]): number[] {
  const parts = loss.map((one, n) => one * weights[n]!);
  const all = parts.reduce((sum, part) => sum + part, 0) || 1;
  return parts.map((part) => part / all);
}

export function ActivityPicture() {
  const equalNow = useSession((state) => Number(state.setup.config.perUser) > 0);
  const reading = useReading("activity");
  const names = reading
    ? reading.from.map((from, n) =>
        from === reading.to[n]
          ? countText(from)
          : `${countText(from)}–${countText(reading.to[n]!)}`,
      )
    : [];
  const each = reading ? sharesOf(reading, reading.each) : [];
  const equal = reading ? sharesOf(reading, reading.equal) : [];
  const sentence = reading
    ? `The tenth of the people who watched most makes ${percentText(each.at(-1)!)} of the loss when every film is an example, and ${percentText(equal.at(-1)!)} when all give equally many; this run has ${equalNow ? "the second" : "the first"}.`
    : "How much of the loss each tenth of the people makes.";
  return (
    <Picture
      title="Whose loss is it?"
      fill
      sentence={sentence}
      empty={
        reading ? undefined : "Ten groups of people, from those with few films to those with many."
      }
      table={() => ({
        columns: [
          { name: "Films of a person" },
          { name: "Share of the examples", format: percentText },
          { name: "−log P, mean", format: valueText },
          { name: "Share of the loss", format: percentText },
          { name: "With equal examples", format: percentText },
          { name: "NDCG@10", format: valueText },
        ],
        rows: reading
          ? names.map((name, n) => [
              name,
              reading.each[n]!,
              reading.loss[n]!,
              each[n]!,
              equal[n]!,
              reading.ndcg[n]!,
            ])
          : [],
      })}
    >
      <div className={styles.panels}>
        <div className={styles.panel}>
          <h4>Share of the loss</h4>
          <GroupedBars
            name={`Share of the loss by how much people watched: ${sentence}`}
            groups={names}
            series={[
              { name: "each film", values: each, colour: "var(--data-1)" },
              { name: "equal", values: equal, colour: "var(--predict-mark, #d4620f)" },
            ]}
            xName="films of a person"
            yName="share"
            format={percentText}
          />
        </div>
        <div className={styles.panel}>
          <h4>NDCG@10 of this run</h4>
          <GroupedBars
            name="NDCG@10 of this run by how much people watched"
            groups={names}
            series={[{ name: "test", values: reading?.ndcg ?? [], colour: "var(--data-1)" }]}
            xName="films of a person"
            yName="NDCG@10"
            format={valueText}
          />
        </div>
      </div>
    </Picture>
  );
}
