import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { say, word } from "../../components/language/say.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import styles from "./negatives-picture.module.css";

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

const ORDINALS = [
  word("1st"),
  word("2nd"),
  word("3rd"),
  word("4th"),
  word("5th"),
  word("6th"),
  word("7th"),
  word("8th"),
  word("9th"),
  word("10th"),
];

/** Where negatives come from, how much they teach, and which they are. */
export function NegativesDrawn(props: NegativesDrawnProps) {
  const { reading, catalogue, popularity, highlight, onHighlight } = props;
  const empty =
    reading === null
      ? say(
          "No negatives are drawn: K is 0, or the loss looks at rated films only (squared error on stars).",
        )
      : say(
          "The negatives of one batch will be counted here: which films they are, and how hard each pushes.",
        );
  return (
    <Picture
      title={say("Negatives drawn")}
      sentence={reading ? sentence(reading) : say("What the model is told is not wanted.")}
      empty={reading ? undefined : empty}
      table={() => ({
        columns: [
          { name: say("Tenth of the catalogue") },
          { name: say("Share drawn"), format: percentText },
          { name: say("Share of the catalogue"), format: percentText },
          { name: say("Mean gradient"), format: valueText },
        ],
        rows: ORDINALS.map((name, tenth) => [
          tenthText(name, tenth),
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
            name={say(
              "Share of the negatives drawn from each tenth of the catalogue by popularity; the best known tenth gives {share}",
              {
                share: percentText(reading.shareByDecile[9] ?? 0),
              },
            )}
            bins={bins(reading.shareByDecile)}
            xName={say("tenth of the catalogue, least to best known")}
            yName={say("share of negatives drawn")}
            format={percentText}
            reference={{ value: 0.1, name: say("catalogue") }}
          />
          <BarPlot
            low
            name={say("Mean gradient on a negative of each tenth; over all {mean}", {
              mean: valueText(reading.meanGradient),
            })}
            bins={bins(reading.gradientByDecile)}
            xName={say("tenth of the catalogue, least to best known")}
            yName={say("mean gradient σ on a negative")}
            format={(value) => value.toFixed(2)}
            top={Math.max(0.5, ...reading.gradientByDecile)}
            colour="var(--predict-mark, #d4620f)"
          />
          <table className={styles.list}>
            <caption>{say("A few of the last drawn")}</caption>
            <thead>
              <tr>
                <th scope="col">{say("User")}</th>
                <th scope="col">{say("Negative")}</th>
                <th scope="col">{say("Ratings")}</th>
                <th scope="col">{say("Score")}</th>
                <th scope="col">{say("Push σ")}</th>
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
  ORDINALS.map((name, tenth) => ({ name: say(name), value: values[tenth] ?? 0 }));

function tenthText(name: string, tenth: number): string {
  if (tenth === 0) return say("{tenth} (least known)", { tenth: say(name) });
  if (tenth === 9) return say("{tenth} (best known)", { tenth: say(name) });
  return say(name);
}

function sentence({
  meanGradient,
  easyShare,
  falseNegativeShare,
  shareByDecile,
}: NegativesReading) {
  const values = {
    top: percentText(shareByDecile[9] ?? 0),
    mean: valueText(meanGradient),
    easy: percentText(easyShare),
  };
  if (falseNegativeShare <= 0)
    return say(
      "{top} of the negatives come from the best-known tenth; a negative pushes with {mean} on average, and {easy} push with less than 0.05.",
      values,
    );
  return say(
    "{top} of the negatives come from the best-known tenth; a negative pushes with {mean} on average, and {easy} push with less than 0.05; {held} are in truth held-out films.",
    {
      ...values,
      held: percentText(falseNegativeShare),
    },
  );
}
