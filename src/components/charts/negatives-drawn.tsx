import type { Catalogue } from "../../engine/dataset.ts";
import { BarPlot } from "./bar-plot.tsx";
import { titleText } from "./genre-classes.ts";
import styles from "./negatives-drawn.module.css";
import { percentText, valueText } from "./number-text.ts";
import { Picture } from "./picture.tsx";

/** Which films the sampler draws at this moment, and how hard each still pushes. */
export interface NegativesReading {
  /** Share of the drawn negatives in each tenth of the catalogue, least popular tenth first, [10]. */
  readonly shareByDecile: Float32Array;
  /** Mean gradient on a negative of that tenth: sigma(s_uj), with BPR sigma(s_uj - s_ui), [10]. */
  readonly gradientByDecile: Float32Array;
  readonly meanGradient: number;
  /** Share with a gradient below 0.05. */
  readonly easyShare: number;
  /** Share that are in truth the user's held-out film. */
  readonly falseNegativeShare: number;
  /** The last drawn. */
  readonly examples: readonly {
    readonly user: number;
    readonly item: number;
    readonly score: number;
    readonly gradient: number;
  }[];
}

export interface NegativesDrawnProps {
  /** Null where the loss draws no negatives; undefined before there is a reading. */
  readonly reading: NegativesReading | null | undefined;
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
}

const ORDINALS = ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"];

/** Where negatives come from, how much they teach, and which they are. */
export function NegativesDrawn(props: NegativesDrawnProps) {
  const { reading, catalogue, popularity, highlight, onHighlight } = props;
  const empty =
    reading === null
      ? "Squared error on stars draws no negatives: it only looks at films that were rated."
      : "The negatives of one batch will be counted here: which films they are, and how hard each pushes.";
  return (
    <Picture
      title="Negatives drawn"
      sentence={reading ? sentence(reading) : "What the model is told is not wanted."}
      empty={reading ? undefined : empty}
      table={() => ({
        columns: [
          { name: "Tenth of the catalogue" },
          { name: "Share drawn", format: percentText },
          { name: "Share of the catalogue", format: percentText },
          { name: "Mean gradient", format: valueText },
        ],
        rows: ORDINALS.map((name, tenth) => [
          `${name}${tenth === 0 ? " (least known)" : tenth === 9 ? " (best known)" : ""}`,
          reading?.shareByDecile[tenth] ?? null,
          0.1,
          reading?.gradientByDecile[tenth] ?? null,
        ]),
      })}
    >
      {reading && (
        <div className={styles.parts}>
          <BarPlot
            low
            name={`Share of the negatives drawn from each tenth of the catalogue by popularity; the best known tenth gives ${percentText(reading.shareByDecile[9] ?? 0)}`}
            bins={bins(reading.shareByDecile)}
            xName="tenth of the catalogue, least to best known"
            yName="share of negatives drawn"
            format={percentText}
            reference={{ value: 0.1, name: "catalogue" }}
          />
          <BarPlot
            low
            name={`Mean gradient on a negative of each tenth; over all ${valueText(reading.meanGradient)}`}
            bins={bins(reading.gradientByDecile)}
            xName="tenth of the catalogue, least to best known"
            yName="mean gradient σ on a negative"
            format={(value) => value.toFixed(2)}
            top={Math.max(0.5, ...reading.gradientByDecile)}
            colour="var(--predict-mark, #d4620f)"
          />
          <table className={styles.list}>
            <caption>A few of the last drawn</caption>
            <thead>
              <tr>
                <th scope="col">User</th>
                <th scope="col">Negative</th>
                <th scope="col">Ratings</th>
                <th scope="col">Score</th>
                <th scope="col">Push σ</th>
              </tr>
            </thead>
            <tbody>
              {reading.examples.map((example, at) => (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same pair may be drawn twice
                  key={at}
                  data-lit={highlight === example.item || undefined}
                  onPointerEnter={() => onHighlight(example.item)}
                  onPointerLeave={() => onHighlight(null)}
                >
                  <td>{example.user}</td>
                  <td>{titleText(catalogue, example.item)}</td>
                  <td>{popularity[example.item] ?? 0}</td>
                  <td>{valueText(example.score)}</td>
                  <td>
                    <i style={{ inlineSize: `${example.gradient * 3}em` }} aria-hidden="true" />
                    {example.gradient.toFixed(2)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Picture>
  );
}

const bins = (values: Float32Array) =>
  ORDINALS.map((name, tenth) => ({ name, value: values[tenth] ?? 0 }));

function sentence({
  meanGradient,
  easyShare,
  falseNegativeShare,
  shareByDecile,
}: NegativesReading) {
  const top = percentText(shareByDecile[9] ?? 0);
  return (
    `${top} of the negatives come from the best-known tenth; a negative pushes with ` +
    `${valueText(meanGradient)} on average, and ${percentText(easyShare)} push with less than 0.05` +
    `${falseNegativeShare > 0 ? `; ${percentText(falseNegativeShare)} are in truth held-out films` : ""}.`
  );
}
