/** One example of the next batch: the films that are read, the one that is asked for, and those drawn against it. */
import { itemsOf } from "../../engine/data/split.ts";
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { Context } from "./asked.ts";
import { inputRows, MASKED } from "./draw.ts";
import { AGES } from "./model.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, config, next }: Context,
  args: { readonly at: number },
): ExampleReading {
  const { train, people, rows } = split;
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(args.at, of);
  const film = batch.positive!.values[at]!;
  const row =
    config.perUser === 0
      ? rows[examples[at]!]!
      : rowOfFilm(people.user[Math.floor(examples[at]! / config.perUser)]!);
  const before = inputRows(train, row, config.target, config.history);
  // In the order of time; the film that is asked for stands among those around it.
  const all = [...before, row].sort((a, b) => a - b);
  const added = batch.correction!.values;
  const drawn = batch.negatives!.values;
  const age = batch.age?.values[at * AGES];
  const places: Place[] = [
    ...before.map(
      (other): Place => ({
        role: "input",
        item: train.item[other]!,
        from: all.indexOf(other),
      }),
    ),
    ...(batch.features
      ? [{ role: "input" as const, item: -1, from: -1, name: featuresName(config.features) }]
      : []),
    ...(age === undefined
      ? []
      : [
          {
            role: "input" as const,
            item: -1,
            from: all.indexOf(row),
            name: "example age",
            value: age.toFixed(3),
          },
        ]),
    { role: "target", item: film, from: all.indexOf(row) },
    ...Array.from(drawn, (item, k): Place => {
      const shift = added[at * drawn.length + k]!;
      if (shift <= MASKED / 2) return { role: "masked", item, from: -1 };
      const value = shift < 0 ? `−${(-shift).toFixed(1)}` : `+${shift.toFixed(1)}`;
      return { role: "negative", item, from: -1, ...(shift !== 0 && { value }) };
    }),
  ];
  return {
    at,
    of,
    rows: all.map((one) => logRow(split, train, one)),
    places,
    padded: config.history - before.length,
  };

  function rowOfFilm(user: number): number {
    return train.offsets[user]! + itemsOf(train, user).indexOf(film);
  }
}

const featuresName = (features: string) =>
  features === "all" ? "mean genres and years, how many films" : "mean genres and years";
