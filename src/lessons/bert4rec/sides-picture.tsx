/** One film of each person, from what was before it and from both sides; of chains, the best that can be done. */
import { GroupedBars } from "../../components/charts/grouped-bars.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { probes } from "./probes.ts";
import type { SidesReading } from "./sides.ts";

const useReading = readingsOf<typeof probes>();
const GROUPS = ["what is before it", "both sides"] as const;

export function SidesPicture() {
  const reading = useReading("sides");
  const title = "One side, and both";
  const shown = reading
    ? [
        { name: "this model", of: reading.model, colour: "var(--accent-fill, #2f55d4)" },
        ...(reading.truth
          ? [{ name: "by the true probabilities", of: reading.truth, colour: "var(--ink-3)" }]
          : []),
      ]
    : [];
  const groups = reading?.model.both === null ? GROUPS.slice(0, 1) : GROUPS;
  return (
    <Picture
      title={title}
      fill
      sentence={
        reading
          ? sentenceOf(reading)
          : "How often the film that stood there is among the first ten guesses."
      }
      empty={reading ? undefined : "The two bars appear when the model is there."}
      table={() => ({
        columns: [
          { name: "Who" },
          ...GROUPS.map((name) => ({ name: `HR@10 from ${name}`, format: percentText })),
        ],
        rows: shown.map(({ name, of }) => [name, of.before, of.both]),
      })}
    >
      <GroupedBars
        name={title}
        groups={groups}
        series={shown.map(({ name, of, colour }) => ({
          name,
          colour,
          values: groups.length === 1 ? [of.before] : [of.before, of.both ?? 0],
        }))}
        xName="guessed from"
        yName="HR@10"
        format={percentText}
      />
    </Picture>
  );
}

function sentenceOf({ model, truth, cases }: SidesReading): string {
  const asked = `Of ${countText(cases)} films, one of each person, that were never learnt from`;
  if (model.both === null) {
    return `${asked}, ${percentText(model.before)} are among the first ten guesses from what is before them; from both sides this model cannot be asked.`;
  }
  const best = truth?.both
    ? ` By the true probabilities it would be ${percentText(truth.before)} and ${percentText(truth.both)}.`
    : "";
  return `${asked}, ${percentText(model.before)} are among the first ten guesses from what is before them, ${percentText(model.both)} from both sides.${best}`;
}
