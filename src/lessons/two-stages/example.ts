/** One list of the next batch: what is known of the person, the film that they watched, those held against it. */
import { itemsOf } from "../../engine/data/split.ts";
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import { F, FEATURES } from "./feature-names.ts";
import type { Context } from "./request.ts";

/** Films of the history that are drawn: the features count all of them. */
const READ = 6;

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, config, next }: Context,
  args: { readonly at: number },
): ExampleReading {
  const { train, lists } = split;
  const { examples, batch } = next();
  const at = exampleAt(args.at, examples.length);
  const list = examples[at]!;
  const moments = momentsOf(split);
  const m = lists.moment[list]!;
  const user = moments.user[m]!;
  const start = train.offsets[user]!;
  const row = start + itemsOf(train, user).indexOf(moments.film[m]!);
  const from = Math.max(start, row - READ);
  const rows = Array.from({ length: row - from + 1 }, (_, n) => from + n);
  const length = 1 + config.numNegatives;
  const x = (place: number, feature: (typeof FEATURES)[number]) =>
    batch.features!.values[(at * length + place) * F + FEATURES.indexOf(feature)]!;
  const said = (place: number) =>
    `s1 ${x(place, "stage one").toFixed(1)}, near ${x(place, "neighbours").toFixed(1)}`.replaceAll(
      "-",
      "−",
    );
  const film = (place: number) => lists.films[list * length + place]!;
  return {
    at,
    of: examples.length,
    rows: rows.map((one) => logRow(split, train, one)),
    places: [
      ...rows
        .slice(0, -1)
        .map((one, n): Place => ({ role: "input", item: train.item[one]!, from: n })),
      { role: "target", item: film(0), from: rows.length - 1, value: said(0) },
      ...Array.from({ length: config.numNegatives }, (_, k): Place => {
        const sent = lists.fromStageOne[list * config.numNegatives + k] === 1;
        return {
          role: "negative",
          item: film(1 + k),
          from: -1,
          value: `${sent ? "sent" : "any"}: ${said(1 + k)}`,
        };
      }),
    ],
    padded: 0,
  };
}
