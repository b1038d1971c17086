/** Several retrievers share the candidates: equally, by the person's own past, or one has them all. */
import { useMemo, useState } from "react";
import { type Line, LinePlot } from "../../components/charts/line-plot.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { COLOUR, NAME } from "./looks.ts";
import { alone, recallWith } from "./quotas.ts";
import styles from "./two-stages.module.css";
import { useReading } from "./use-request.ts";

const SIZES = [50, 100, 200, 500];
const BETAS = [0, 1, 2, 4, 6, 8, 12, 16, 24, 32];

export function BudgetsPicture() {
  const reading = useReading("budgets");
  const [C, setC] = useState(100);
  const values = useMemo(
    () =>
      reading && {
        byPerson: BETAS.map((beta) => recallWith(reading, C, beta)),
        alone: alone(reading, C),
      },
    [reading, C],
  );
  const sentence =
    reading && values
      ? sentenceOf(
          C,
          values.byPerson,
          reading.retrievers.map((name, r) => ({ name: NAME[name], value: values.alone[r]! })),
        )
      : "Who may send how many candidates.";
  const flat = (y: number) => BETAS.map((x) => ({ x, y }));
  return (
    <Picture
      title="Budgets by person"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The lines appear when stage one is there."}
      table={() => ({
        columns: [
          { name: "Sharpness β" },
          { name: "Recall, by person", format: percentText },
          ...reading!.retrievers.map((name) => ({
            name: `${NAME[name]} alone`,
            format: percentText,
          })),
        ],
        rows: BETAS.map((beta, n) => [beta, values!.byPerson[n]!, ...values!.alone]),
      })}
      aside={
        <span className={styles.tools}>
          {SIZES.map((size) => (
            <button key={size} type="button" aria-pressed={size === C} onClick={() => setC(size)}>
              {countText(size)} films
            </button>
          ))}
        </span>
      }
    >
      {reading && values && (
        <LinePlot
          name={`Recall of ${C} candidates by how sharply budgets follow a person’s past. ${sentence}`}
          xName="sharpness β; 0: equal budgets"
          yName="share of held-out films among the candidates"
          xLeast={[0, 32]}
          yLeast={[0, 0.3]}
          lines={[
            ...reading.retrievers.map(
              (name, r): Line => ({
                name: `${NAME[name]} alone`,
                colour: name === "beneath" ? COLOUR.first : COLOUR.grey,
                stroke: "dashed",
                points: flat(values.alone[r]!),
              }),
            ),
            {
              name: "by person",
              colour: COLOUR.second,
              stroke: "strong",
              points: values.byPerson.map((y, n) => ({ x: BETAS[n]!, y })),
            },
          ]}
        />
      )}
    </Picture>
  );
}

function sentenceOf(
  C: number,
  byPerson: readonly number[],
  alone: readonly { readonly name: string; readonly value: number }[],
): string {
  const best = Math.max(...byPerson);
  const one = alone.reduce((a, b) => (b.value > a.value ? b : a));
  const at = BETAS[byPerson.indexOf(best)]!;
  const most = best > one.value ? "more than" : best < one.value ? "less than" : "as many as";
  return `With ${countText(C)} candidates equal budgets pass on ${percentText(byPerson[0]!)} of the held-out films; by person at most ${percentText(best)} (β = ${at}), ${most} ${one.name} alone: ${percentText(one.value)}.`;
}
