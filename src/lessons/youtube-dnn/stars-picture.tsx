/** The paper’s ranker in small: odds that count each yes by its stars, and what they are an estimate of. */
import { useState } from "react";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { countText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { ScatterPlot } from "../../components/charts/scatter-plot.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import { weighedOdds } from "./weighed-odds.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();

export function StarsPicture({ opened }: { opened: Opened }) {
  const reading = useReading("stars");
  const [chosen, setChosen] = useState<number | null>(null);
  const films = reading
    ? [...reading.yes.keys()].filter(
        (film) => reading.yes[film]! > 0 && reading.yes[film]! < reading.people,
      )
    : [];
  const of = (film: number) =>
    weighedOdds(reading!.yes[film]!, reading!.stars[film]!, reading!.people);
  const most = films.toSorted((a, b) => reading!.yes[b]! - reading!.yes[a]!)[0];
  const film = chosen ?? most;
  const sentence =
    reading && film !== undefined ? sentenceOf(film) : "What odds are when a yes counts its stars.";

  function sentenceOf(film: number): string {
    const { odds, expected } = of(film);
    const [yes, stars] = [reading!.yes[film]!, reading!.stars[film]!];
    return `${titleText(opened.catalogue, film)}: ${countText(yes)} of ${countText(reading!.people)} people rated it, ${stars.toFixed(1)} stars in all. Odds ${stars.toFixed(1)} / ${countText(reading!.people - yes)} = ${valueText(odds)}; expected stars a person ${stars.toFixed(1)} / ${countText(reading!.people)} = ${valueText(expected)}.`;
  }

  return (
    <Picture
      title="Odds are expected stars, while a yes is rare"
      fill
      sentence={sentence}
      empty={reading ? undefined : "A point a film will stand here."}
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Rated by", format: countText },
          { name: "Stars in all", format: valueText },
          { name: "Odds", format: valueText },
          { name: "Expected stars", format: valueText },
          { name: "Odds without stars", format: valueText },
        ],
        rows: films
          .toSorted((a, b) => of(b).odds - of(a).odds)
          .map((one) => {
            const { odds, expected, plain } = of(one);
            return [
              titleText(opened.catalogue, one),
              reading!.yes[one]!,
              reading!.stars[one]!,
              odds,
              expected,
              plain,
            ];
          }),
      })}
    >
      {reading && (
        <ScatterPlot
          name={`Odds against expected stars, a point a film: ${sentence}`}
          x={films.map((one) => 100 * of(one).expected)}
          y={films.map((one) => 100 * of(one).odds)}
          xName="expected stars of 100 people"
          yName="100 × odds of the weighted logistic regression"
          label={(n) => shortTitle(opened.catalogue, films[n]!)}
          highlight={film === undefined ? null : films.indexOf(film)}
          onHighlight={(n) => setChosen(n === null ? null : films[n]!)}
        />
      )}
      <p className={styles.note}>
        Every person counts as a show of every film. Where few say yes, the two agree; where half of
        the people do, the odds are twice the expectation. The paper’s videos are clicked seldom.
      </p>
    </Picture>
  );
}
