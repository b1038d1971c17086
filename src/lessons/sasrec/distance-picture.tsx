import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import { diverging } from "../../components/charts/colours.ts";
import { GridCanvas } from "../../components/charts/grid-canvas.tsx";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { headName } from "../../families/sequences/heads.ts";
import type { DistanceReading } from "./distance-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./sasrec.module.css";

const useReading = readingsOf<typeof probes>();

/** How far back each head looks, and how alike the places are. */
export function DistancePicture() {
  return (
    <div className={styles.stack}>
      <Distances />
      <Places />
    </div>
  );
}

function Distances() {
  const reading = useReading("distance");
  const heads = reading?.heads ?? [];
  const top = Math.max(0, ...heads.flatMap(({ byDistance }) => [...byDistance]));
  return (
    <Picture
      title="How far back it looks"
      sentence={reading ? sentenceOf(reading) : "Attention by distance, a mean over users."}
      empty={
        heads.length > 0
          ? undefined
          : reading
            ? "Nothing attends here: choose self-attention and at least one block."
            : "Bars by distance will stand here."
      }
      table={() => ({
        columns: [
          { name: "Films back", format: String },
          ...heads.map((head) => ({ name: headName(head), format: percentText })),
        ],
        rows: Array.from({ length: heads[0]?.byDistance.length ?? 0 }, (_, back) => [
          back,
          ...heads.map(({ byDistance }) => byDistance[back]!),
        ]),
      })}
    >
      {reading && (
        <>
          <div className={styles.panels}>
            {heads.map((head) => (
              <div key={headName(head)} className={styles.panel}>
                <h4>{headName(head)}</h4>
                <BarPlot
                  name={`${headName(head)}: attention of the last place by distance`}
                  bins={Array.from(head.byDistance, (value, back) => ({
                    name: String(back),
                    value,
                    strong: back === reading.right || undefined,
                  }))}
                  xName="films back"
                  yName="attention"
                  format={percentText}
                  reference={{ value: reading.even, name: "even" }}
                  top={top}
                  low
                />
              </div>
            ))}
          </div>
          <p className={styles.note}>
            0 is the place that asks{reading.right !== null && "; orange: the one that decides"}. A
            head that cannot tell places apart stays near the dotted line.
          </p>
        </>
      )}
    </Picture>
  );
}

function sentenceOf({ heads, users, even, right }: DistanceReading): string {
  const said = heads.map((head) => {
    const peak = head.byDistance.indexOf(Math.max(...head.byDistance));
    const at = right ?? peak;
    return `${headName(head)} gives ${percentText(head.byDistance[at]!)} to ${at === 0 ? "the last film" : `the film ${at} back`}`;
  });
  return `Over ${countText(users)} users, ${said.join("; ")}. Even would be ${percentText(even)}.`;
}

function Places() {
  const reading = useReading("positions");
  const n = reading?.n ?? 0;
  const apart = (back: number) => {
    let sum = 0;
    for (let t = back; t < n; t++) sum += reading!.cosine[t * n + t - back]!;
    return sum / Math.max(1, n - back);
  };
  const far = Math.min(10, n - 1);
  return (
    <Picture
      title="How alike the places are"
      sentence={
        n > 1
          ? `Neighbouring places have a cosine of ${valueText(apart(1))} on average, places ${far} apart ${valueText(apart(far))}. The last place’s vector has length ${valueText(reading!.norm[n - 1]!)}, the first one’s ${valueText(reading!.norm[0]!)}.`
          : "Cosines between the vectors of the places."
      }
      empty={n > 1 ? undefined : "This model has no vectors for places."}
      table={() => ({
        columns: [
          { name: "Back", format: String },
          { name: "Length", format: valueText },
          { name: "Cosine with the place before", format: valueText },
        ],
        rows: Array.from({ length: n }, (_, back) => {
          const t = n - 1 - back;
          return [back, reading!.norm[t]!, t > 0 ? reading!.cosine[t * n + t - 1]! : null];
        }),
      })}
    >
      {n > 1 && (
        <div className={styles.places}>
          <GridCanvas
            name={`Cosine of each two of ${n} places, the last one at the lower right`}
            rows={n}
            columns={n}
            colour={({ row, column }, theme) =>
              diverging(reading!.cosine[row * n + column]!, theme.down, theme.zero, theme.up)
            }
            label={({ row, column }) =>
              `${n - 1 - row} back and ${n - 1 - column} back: cosine ${valueText(reading!.cosine[row * n + column]!)}`
            }
          />
          <ColourKey name="cosine" low="−1" high="+1" scale="diverging" />
        </div>
      )}
    </Picture>
  );
}
