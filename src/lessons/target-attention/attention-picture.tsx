/** BST: what the candidate looks at, head by head, and how long ago that was. */
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import { GridCanvas } from "../../components/charts/grid-canvas.tsx";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { sequential } from "../../components/charts/sequential.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { AskedPicker } from "./asked-picker.tsx";
import { useAsked } from "./chosen.ts";
import type { probes } from "./probes.ts";
import styles from "./target.module.css";
import { bucketText } from "./time-buckets.ts";
import { useFilms } from "./use-films.ts";

const useReading = readingsOf<typeof probes>();

export function AttentionPicture({ opened }: { opened: Opened }) {
  const films = useFilms(opened);
  const { set } = useActions();
  const { user, items, ratings, candidate } = useAsked();
  const reading = useReading("attention", {
    user,
    ...(items && { items }),
    ...(ratings && { ratings }),
    ...(candidate !== undefined && { candidate }),
  });
  const heads = reading?.heads ?? [];
  const n = (reading?.films.length ?? 0) + 1;
  const most = Math.max(1e-9, ...heads.flatMap(({ row }) => [...row]));
  const nameOf = (t: number) =>
    t === n - 1
      ? `${films.name(reading!.candidate)}, the candidate`
      : films.name(reading!.films[t]!);
  const mean = (t: number) => heads.reduce((sum, { row }) => sum + row[t]! / heads.length, 0);
  const places = Array.from({ length: n }, (_, t) => t);
  const first = places.reduce((best, t) => (mean(t) > mean(best) ? t : best), 0);
  const buckets = reading
    ? [...reading.byBucket.entries()].filter(([, share]) => !Number.isNaN(share))
    : [];
  const sentence =
    reading && heads.length > 0
      ? `Of ${films.name(reading.candidate)}’s attention, a mean of ${heads.length} heads, ${percentText(mean(n - 1))} stays with itself; most goes to ${nameOf(first)} (${percentText(mean(first))}).`
      : "What the candidate looks at, in every head.";
  return (
    <Picture
      title="BST: the candidate’s row"
      fill
      sentence={sentence}
      empty={
        reading && heads.length > 0
          ? undefined
          : "Train BST, or let all four readers train beside: its attention is read here."
      }
      table={() => ({
        columns: [
          { name: "Block", format: String },
          { name: "Head", format: String },
          { name: "Film looked at" },
          { name: "How long ago" },
          { name: "Attention", format: valueText },
        ],
        rows: heads.flatMap(({ block, head, row }) =>
          places.map((t) => [
            block + 1,
            head + 1,
            nameOf(t),
            t === n - 1 ? "now" : bucketText(reading!.buckets[t]!),
            row[t]!,
          ]),
        ),
      })}
      aside={
        <span className={styles.tools}>
          <AskedPicker opened={opened} />
          {reading === null && (
            <button type="button" onClick={() => set({ reader: "bst" })}>
              Choose BST
            </button>
          )}
        </span>
      }
    >
      {reading && heads.length > 0 && (
        <>
          <GridCanvas
            name={`${heads.length} heads by ${n} places: ${sentence}`}
            rows={heads.length}
            columns={n}
            aspect={0.3}
            colour={({ row, column }, theme) =>
              sequential(Math.sqrt(heads[row]!.row[column]! / most), theme.dark)
            }
            label={({ row, column }) =>
              `Block ${heads[row]!.block + 1}, head ${heads[row]!.head + 1}: ${nameOf(column)} ${percentText(heads[row]!.row[column]!)}`
            }
          />
          <ColourKey
            name="attention, by its square root"
            low="0"
            high={percentText(most)}
            scale="sequential"
          />
          <BarPlot
            name="Attention to a film by how long ago it was watched"
            bins={buckets.map(([bucket, share]) => ({ name: bucketText(bucket), value: share }))}
            xName="how long before the question"
            yName="attention to a film"
            format={valueText}
            low
          />
          <p className={styles.note}>
            A row for each head, a column for each film, oldest first; the candidate stands last.
          </p>
        </>
      )}
    </Picture>
  );
}
