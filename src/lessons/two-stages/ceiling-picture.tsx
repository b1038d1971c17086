/** What stage one passes on, what stage two makes of it, and what it costs, by the number of candidates. */
import { type Line, LinePlot } from "../../components/charts/line-plot.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { CeilingReading } from "./ceiling.ts";
import { COLOUR, chooseSize, msText, NAME, useChosen } from "./looks.ts";
import type { RetrieverName } from "./settings.ts";
import styles from "./two-stages.module.css";
import { useReading } from "./use-request.ts";

export function CeilingPicture() {
  const reading = useReading("ceiling");
  const { config } = useSession(({ setup }) => setup);
  const chosen = useChosen((state) => state.size) ?? Number(config.candidates);
  const own = config.retriever as RetrieverName;
  const at = reading ? nearest(reading.sizes, chosen) : 0;
  const sentence = reading
    ? sentenceOf(reading, at, own, Number(config.candidates))
    : "How many films stage one should pass on.";
  const points = (values: readonly number[]) =>
    values.map((y, n) => ({ x: reading!.sizes[n]!, y }));
  const others = (["beneath", "knn", "popularity"] as const).filter(
    (name) => name !== own && reading?.recall[name],
  );
  return (
    <Picture
      title="Candidates, quality and cost"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The lines appear when stage one is there."}
      table={() => ({
        columns: [
          { name: "Candidates", format: countText },
          { name: "Recall of stage one", format: percentText },
          ...others.map((name) => ({ name: `Recall, ${NAME[name]}`, format: percentText })),
          { name: "HR@10 of both stages", format: percentText },
          { name: "NDCG@10", format: (x: number) => x.toFixed(4) },
          { name: "Milliseconds, stage two", format: msText },
        ],
        rows: reading!.sizes.map((C, n) => [
          C,
          reading!.recall[own]![n]!,
          ...others.map((name) => reading!.recall[name]![n]!),
          reading!.hits[n]!,
          reading!.ndcg[n]!,
          reading!.second[n]!,
        ]),
      })}
      aside={
        reading && (
          <span className={styles.tools}>
            <label>
              Candidates
              <input
                type="range"
                min={0}
                max={reading.sizes.length - 1}
                value={at}
                aria-valuetext={countText(reading.sizes[at]!)}
                onChange={({ target }) => chooseSize(reading.sizes[Number(target.value)]!)}
              />
              <output>{countText(reading.sizes[at]!)}</output>
            </label>
          </span>
        )
      }
    >
      {reading && (
        <div className={styles.stack}>
          <LinePlot
            name={`Share of held-out films found, by candidates. ${sentence}`}
            xName="candidates"
            yName="share of held-out films"
            logX
            xLeast={[10, 500]}
            yLeast={[0, 0.5]}
            mark={reading.sizes[at]!}
            lines={[
              ...others.map(
                (name): Line => ({
                  name: `${NAME[name]}: reach`,
                  colour: COLOUR.grey,
                  stroke: "dashed",
                  points: points(reading.recall[name]!),
                }),
              ),
              {
                name: "reach stage two",
                colour: COLOUR.first,
                points: points(reading.recall[own]!),
              },
              {
                name: "among the ten shown",
                colour: COLOUR.second,
                stroke: "strong",
                points: points(reading.hits),
              },
            ]}
          />
          <div className={styles.low}>
            <LinePlot
              name={`Milliseconds of a request, by candidates. ${sentence}`}
              xName="candidates"
              yName="milliseconds"
              logX
              xLeast={[10, 500]}
              yLeast={[0, reading.first]}
              mark={reading.sizes[at]!}
              lines={[
                {
                  name: "stage one",
                  colour: COLOUR.first,
                  points: reading.sizes.map((x) => ({ x, y: reading.first })),
                },
                {
                  name: "both stages",
                  colour: COLOUR.second,
                  points: points(reading.second.map((ms) => ms + reading.first)),
                },
              ]}
            />
          </div>
        </div>
      )}
    </Picture>
  );
}

/** The place of the size that is nearest to a number, by ratio. */
function nearest(sizes: readonly number[], wanted: number): number {
  const far = (C: number) => Math.abs(Math.log(C / wanted));
  return sizes.reduce((best, C, n) => (far(C) < far(sizes[best]!) ? n : best), 0);
}

function sentenceOf(
  reading: CeilingReading,
  at: number,
  own: RetrieverName,
  candidates: number,
): string {
  const { sizes, recall, hits, first, second, people, taught } = reading;
  const reach = recall[own]![at]!;
  const known =
    own === "beneath" && sizes[at] === candidates
      ? ` Of films that it has learnt from it passes on ${percentText(taught)}.`
      : "";
  return `With ${countText(sizes[at]!)} candidates ${percentText(reach)} of ${countText(people)} held-out films reach stage two, and ${percentText(hits[at]!)} are among the ten that it shows; a request takes ${msText(first + second[at]!)}. The other ${percentText(1 - reach)} no ranker can find.${known}`;
}
