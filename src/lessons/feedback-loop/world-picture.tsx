/** The world’s own facts, which no model is told: click probabilities, what all like, what an oracle would win. */
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./feedback.module.css";
import type { probes, WorldReading } from "./probes.ts";

const useReading = readingsOf<typeof probes>();

export function WorldPicture({ opened }: { opened: Opened }) {
  const { catalogue, baselines } = opened;
  const reading = useReading("world");
  const oracle = baselines.oracle?.["Clicks per slot"];
  const sentence = reading
    ? `${countText(reading.people)} people and ${countText(reading.films)} films, their tastes a fit to ${countText(reading.ratings)} real ratings. A film drawn by chance is clicked with probability ${reading.mean.toFixed(3)}; the best ones that are left, ${oracle?.toFixed(3) ?? "–"}. ${percentText(reading.shared)} of the differences are the films’ own, the rest is taste.`
    : "What is true in this world.";
  const every = reading ? 1 / reading.bins.length : 0.05;
  return (
    <Picture
      title="The world, as no model sees it"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The world appears when it is there."}
      table={() => ({
        columns: [
          { name: "Click probability from", format: (x: number) => x.toFixed(2) },
          { name: "Pairs" },
        ],
        rows: Array.from(reading!.bins, (count, n) => [n * every, count]),
      })}
    >
      {reading && (
        <div className={styles.plots}>
          <BarPlot
            name={`How many pairs have which click probability. ${sentence}`}
            bins={Array.from(reading.bins, (count, n) => ({
              name: (n * every).toFixed(2),
              value: count / (reading.people * reading.films),
            }))}
            xName="click probability"
            yName="share of all pairs"
            format={percentText}
          />
          <section className={styles.scroll}>
            <Films reading={reading} title={(film) => titleText(catalogue, film)} />
          </section>
        </div>
      )}
    </Picture>
  );
}

function Films({
  reading,
  title,
}: {
  readonly reading: WorldReading;
  readonly title: (film: number) => string;
}) {
  const harm = reading.kind === "harm";
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <th scope="col">liked most and least</th>
          <th scope="col">mean p</th>
          {harm && <th scope="col">tempting</th>}
        </tr>
      </thead>
      <tbody>
        {[...reading.best, ...reading.worst].map(({ film, mean, tempting }) => (
          <tr key={film}>
            <th scope="row">{title(film)}</th>
            <td>{mean.toFixed(3)}</td>
            {harm && <td>{tempting.toFixed(2)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
