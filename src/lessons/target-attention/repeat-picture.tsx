/** The intensity test: the same history once, twice, four times. */
import { BarPlot } from "../../components/charts/bar-plot.tsx";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { AskedPicker } from "./asked-picker.tsx";
import { useAsked } from "./chosen.ts";
import type { probes } from "./probes.ts";
import { useFilms } from "./use-films.ts";

const useReading = readingsOf<typeof probes>();
const WAYS = [
  { way: "sum", label: "DIN’s sum" },
  { way: "softmax", label: "softmax" },
  { way: "mean", label: "mean" },
] as const;
/** As the probe has it, which the page does not load. */
const TIMES = [1, 2, 4] as const;

export function RepeatPicture({ opened }: { opened: Opened }) {
  const films = useFilms(opened);
  const { user, items, ratings, candidate } = useAsked();
  const reading = useReading("repeat", {
    user,
    ...(items && { items }),
    ...(ratings && { ratings }),
    ...(candidate !== undefined && { candidate }),
  });
  const bars = WAYS.flatMap(({ way, label }) =>
    TIMES.map((times, n) => ({
      name: `${label} × ${times}`,
      value: reading ? reading[way].length[n]! / reading[way].length[0]! : 0,
      strong: way === "sum",
    })),
  );
  const sentence = reading
    ? `Four times the same ${reading.films} films before ${films.name(reading.candidate)}: DIN’s sum is ${(reading.sum.length[2]! / reading.sum.length[0]!).toFixed(2)} times as long, with softmax ${(reading.softmax.length[2]! / reading.softmax.length[0]!).toFixed(2)} times.`
    : "How long the interest is when a history is repeated.";
  return (
    <Picture
      title="The same history once, twice, four times"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? "Train DIN, or let it train beside: its weights are read here."
            : "The bars appear when the model is there."
      }
      table={() => ({
        columns: [
          { name: "Read by" },
          { name: "Times", format: String },
          { name: "Length of v", format: valueText },
          { name: "Sum of weights", format: valueText },
        ],
        rows: reading
          ? WAYS.flatMap(({ way, label }) =>
              TIMES.map((times, n) => [
                label,
                times,
                reading[way].length[n]!,
                reading[way].sum[n]!,
              ]),
            )
          : [],
      })}
      aside={<AskedPicker opened={opened} />}
    >
      <BarPlot
        name={`Length of the interest: ${sentence}`}
        bins={bars}
        xName="read by, and how often the history is repeated"
        yName="length of v, once being 1"
        format={valueText}
      />
    </Picture>
  );
}
