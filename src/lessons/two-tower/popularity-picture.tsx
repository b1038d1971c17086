import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { ScatterPlot } from "../../components/charts/scatter-plot.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

/** How popular the recommended films are, between the catalogue and what people went on to watch. */
export function PopularityPicture({ opened }: { opened: Opened }) {
  return (
    <div className={styles.stack}>
      <Lists />
      <Stream opened={opened} />
    </div>
  );
}

function Lists() {
  const reading = useReading("popularity");
  const panels = reading
    ? [
        { title: "Films of the catalogue", shares: reading.catalogue },
        { title: "Films in the first tens", shares: reading.recommended },
        { title: "Films people watched next", shares: reading.heldOut },
      ]
    : [];
  const top = Math.max(0, ...panels.flatMap(({ shares }) => [...shares]));
  const names = reading?.from.map((from, n) => binName(from, reading.from[n + 1])) ?? [];
  return (
    <Picture
      title="Popularity of what is recommended"
      sentence={
        reading
          ? `The films in the first tens of ${countText(reading.users)} users have ${countText(reading.meanRecommended)} ratings on average; the films they went on to watch have ${countText(reading.meanHeldOut)}.`
          : "How often the recommended films were rated."
      }
      empty={reading ? undefined : "Three histograms of popularity will stand here."}
      table={() => ({
        columns: [
          { name: "Ratings" },
          ...panels.map(({ title }) => ({ name: title, format: percentText })),
        ],
        rows: names.map((name, n) => [name, ...panels.map(({ shares }) => shares[n]!)]),
      })}
    >
      <div className={styles.panels}>
        {panels.map(({ title, shares }, at) => (
          <div key={title} className={styles.panel}>
            <h4>{title}</h4>
            <BarPlot
              name={`${title} by number of ratings`}
              bins={names.map((name, n) => ({
                name,
                value: shares[n]!,
                strong: at === 1 || undefined,
              }))}
              xName="ratings"
              yName="share"
              format={percentText}
              top={top}
              low
            />
          </div>
        ))}
      </div>
    </Picture>
  );
}

const binName = (from: number, next: number | undefined) =>
  next === undefined ? `${from}+` : from === next - 1 ? `${from}` : `${from}–${next - 1}`;

/** Q counted over the whole training part, beside Q estimated from the stream of batches. */
function Stream({ opened }: { opened: Opened }) {
  const reading = useReading("stream");
  const highlight = useSession((state) => state.highlight.item);
  const { setHighlight } = useActions();
  const films = reading ? [...reading.films] : [];
  const ratio = reading ? reading.estimated.map((q, n) => q / reading.counted[n]!) : [];
  const ratings = films.map((film) => opened.popularity[film]!);
  const lit = highlight === null ? -1 : films.indexOf(highlight);
  const half = ratio.filter((value) => value > 0.5 && value < 2).length;
  const sentence =
    films.length > 0 && reading
      ? `After ${countText(reading.examples)} examples, without counting anything beforehand, the estimate is within a factor of two of the true Q for ${countText(half)} of these ${countText(films.length)} films${reading.used ? "; this run is corrected with it" : ""}.`
      : "Q from the stream against Q counted.";
  return (
    <Picture
      title="How often a film is met, estimated from the stream"
      sentence={sentence}
      empty={
        films.length > 0 ? undefined : "Films by their ratings, and how far the estimate is off."
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Ratings" },
          { name: "Q counted", format: valueText },
          { name: "Q from the stream", format: valueText },
        ],
        rows: films.map((film, n) => [
          titleText(opened.catalogue, film),
          ratings[n]!,
          reading!.counted[n]!,
          reading!.estimated[n]!,
        ]),
      })}
    >
      <ScatterPlot
        name={`Estimated over counted frequency, by number of ratings: ${sentence}`}
        x={ratings}
        y={ratio}
        xName="training ratings"
        yName="estimate / counted"
        logX
        label={(n) =>
          `${titleText(opened.catalogue, films[n]!)}: ${valueText(ratio[n]!)} of the true Q`
        }
        highlight={lit < 0 ? null : lit}
        onHighlight={(n) => setHighlight(n === null ? null : (films[n] ?? null))}
      />
    </Picture>
  );
}
