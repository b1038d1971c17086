/** Adjusting the re-ranker for one request: what the estimate promises, what another says, what was watched. */
import { useState } from "react";
import { shortTitle } from "../../components/charts/genre-classes.ts";
import { type Line, LinePlot } from "../../components/charts/line-plot.tsx";
import { countText, signedText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { AdjustReading, Worth } from "./adjust.ts";
import { COLOUR } from "./looks.ts";
import { PersonChoice } from "./person-choice.tsx";
import styles from "./two-stages.module.css";
import { useReading } from "./use-request.ts";

/** Lists that each estimate has been taught on. */
const LISTS = [20, 100, 1000];
/** How far a step goes. */
const RATE = 1;

export function AdjustPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const [lists, setLists] = useState(20);
  const reading = useReading("adjust", { user, lists, rate: RATE });
  const sentence = reading
    ? sentenceOf(reading)
    : "Gradient steps on stage two’s own weights, for one request.";
  const gain = (of: readonly Worth[], by: (worth: Worth) => number) =>
    of.map((worth, n) => ({
      x: reading!.steps[n]!,
      y: (by(worth) - by(of[0]!)) / by(of[0]!),
    }));
  return (
    <Picture
      title="Adjusted at serving"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The lines appear when stage two is there."}
      table={() => ({
        columns: [
          { name: "Steps, or lists drawn" },
          ...["adjusted", "drawn"].flatMap((way) =>
            ["estimate followed", "other estimate", "NDCG@10"].map((name) => ({
              name: `${way}: ${name}`,
              format: (x: number) => x.toFixed(4),
            })),
          ),
        ],
        rows: reading!.steps.map((step, n) => [
          step,
          ...[reading!.adjusted[n]!, reading!.drawn[n]!].flatMap(({ followed, other, ndcg }) => [
            followed,
            other,
            ndcg,
          ]),
        ]),
      })}
      aside={
        <span className={styles.tools}>
          {LISTS.map((n) => (
            <button key={n} type="button" aria-pressed={n === lists} onClick={() => setLists(n)}>
              {countText(n)} lists
            </button>
          ))}
          <PersonChoice opened={opened} />
        </span>
      }
    >
      {reading && (
        <div className={styles.stack}>
          <LinePlot
            name={`Gain of a list’s worth by gradient steps. ${sentence}`}
            xName="gradient steps, or lists drawn"
            yName="gain, by the estimate followed (own) and the other"
            xLeast={[0, 16]}
            yLeast={[-0.02, 0.05]}
            lines={
              [
                {
                  name: "adjusted: own",
                  colour: COLOUR.second,
                  stroke: "strong",
                  points: gain(reading.adjusted, (worth) => worth.followed),
                },
                {
                  name: "adjusted: other",
                  colour: COLOUR.second,
                  stroke: "dashed",
                  points: gain(reading.adjusted, (worth) => worth.other),
                },
                {
                  name: "drawn: own",
                  colour: COLOUR.first,
                  points: gain(reading.drawn, (worth) => worth.followed),
                },
                {
                  name: "drawn: other",
                  colour: COLOUR.first,
                  stroke: "dashed",
                  points: gain(reading.drawn, (worth) => worth.other),
                },
              ] satisfies Line[]
            }
          />
          {reading.lists && (
            <div className={styles.lists}>
              {(["Before", `After ${reading.steps.at(-1)} steps`] as const).map((name, at) => (
                <section key={name} aria-label={name}>
                  <h4>{name}</h4>
                  <ol>
                    {Array.from(reading.lists![at]!.items, (item, n) => (
                      <li
                        key={item}
                        data-new={
                          (at === 1 && !reading.lists![0].items.includes(item)) || undefined
                        }
                      >
                        {shortTitle(opened.catalogue, item, 26)}
                        <span>
                          {reading.lists![at]!.followed[n]!.toFixed(2)},{" "}
                          {reading.lists![at]!.other[n]!.toFixed(2)}
                        </span>
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
            </div>
          )}
        </div>
      )}
    </Picture>
  );
}

function sentenceOf({ adjusted, drawn, steps, people }: AdjustReading): string {
  const [before, after, best] = [adjusted[0]!, adjusted.at(-1)!, drawn.at(-1)!];
  const percent = (a: number, b: number) => `${signedText((100 * (a - b)) / b)}%`;
  return `Over ${countText(people)} requests ${steps.at(-1)} steps raise what the estimate says of the lists by ${percent(after.followed, before.followed)}, and what another estimate says by ${percent(after.other, before.other)}; the best of as many drawn lists ${percent(best.followed, before.followed)} and ${percent(best.other, before.other)}. NDCG@10 goes from ${before.ndcg.toFixed(3)} to ${after.ndcg.toFixed(3)}, and ${best.ndcg.toFixed(3)} for the drawn.`;
}
