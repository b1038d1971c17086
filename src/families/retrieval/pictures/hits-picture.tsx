/** HR@10 by how often the held-out film was rated, beside two models that need no training. */
import { GroupedBars } from "../../../components/charts/grouped-bars.tsx";
import { countText, percentText } from "../../../components/charts/number-text.ts";
import { Picture } from "../../../components/charts/picture.tsx";
import { say } from "../../../components/language/say.ts";
import { useReading } from "../../../components/session/use-session.ts";
import type { HitsByPopularity } from "../hits-by-popularity.ts";

/** Of a lesson whose probe `hits` reads `hitsByPopularity`. */
export function HitsPicture() {
  const found = useReading<HitsByPopularity>("hits");
  const reading = found && found.cases.length > 0 ? found : undefined;
  const groups = reading ? reading.from.map((from, n) => rangeText(from, reading.to[n]!)) : [];
  const sentence = reading ? sentenceOf(reading) : say("For whose film does the model work?");
  const series = reading
    ? [
        {
          name: say("this model"),
          values: reading.model,
          colour: "var(--accent-fill, #2f55d4)",
        },
        { name: say("item-kNN"), values: reading.itemKnn, colour: "var(--data-grey, #8d897e)" },
        {
          name: say("popularity"),
          values: reading.popularity,
          colour: "color-mix(in srgb, var(--data-grey, #8d897e) 50%, transparent)",
        },
      ]
    : [];
  return (
    <Picture
      title={say("HR@10 by how often the held-out film was rated")}
      fill
      sentence={sentence}
      empty={reading ? undefined : say("Five groups of held-out films, from rare to popular.")}
      table={() => ({
        columns: [
          { name: say("Ratings of the film") },
          { name: say("People"), format: countText },
          ...series.map(({ name }) => ({ name, format: percentText })),
        ],
        rows: groups.map((group, n) => [
          group,
          reading!.cases[n]!,
          ...series.map(({ values }) => values[n]!),
        ]),
      })}
    >
      <GroupedBars
        name={say("HR@10 of five groups of people: {sentence}", { sentence })}
        groups={groups}
        series={series}
        xName={say("training ratings of the held-out film")}
        yName="HR@10"
        format={percentText}
      />
    </Picture>
  );
}

const rangeText = (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`);

function sentenceOf({ model, popularity, to, from, cases }: HitsByPopularity): string {
  const last = model.length - 1;
  return say(
    "Of {rare} people whose film has at most {few} ratings the model finds it for {low}; of {common} whose film has {many} or more, for {high}, where the popular list alone has {list}.",
    {
      rare: countText(cases[0]!),
      few: to[0]!,
      low: percentText(model[0]!),
      common: countText(cases[last]!),
      many: from[last]!,
      high: percentText(model[last]!),
      list: percentText(popularity[last]!),
    },
  );
}
