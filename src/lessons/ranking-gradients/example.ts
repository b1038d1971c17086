/** One list of the next batch: its films, what the scorer sees of each, and their grades. */
import {
  type ExampleReading,
  exampleAt,
  type LogRow,
  logRow,
} from "../../engine/training/example.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { RankingConfig } from "./lesson.ts";
import type { RankingSplit } from "./lists.ts";
import type { Parameters } from "./model.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, next }: ProbeContext<RankingConfig, RankingSplit, Parameters>,
  args: { readonly at: number },
): ExampleReading {
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(args.at, of);
  const lists = split.lists.training;
  const list = examples[at]!;
  const columns = split.columns.length;
  const length = batch.mask!.values.length / of;
  const featuresOf = (values: ArrayLike<number>, film: number) =>
    Array.from({ length: columns }, (_, k) => values[film * columns + k]!);
  const drawn = Array.from({ length }, (_, n) => at * length + n).filter(
    (place) => batch.mask!.values[place] === 1,
  );
  const own = range(lists.offsets[list]!, lists.offsets[list + 1]!);
  const films = drawn.map((place) => {
    const features = featuresOf(batch.features!.values, place);
    const grade = batch.grades!.values[place]!;
    // The batch has numbers only: the film of the list that has the same ones.
    const film = own.find(
      (one) =>
        lists.grade[one] === grade &&
        featuresOf(lists.features, one).every((x, k) => x === features[k]),
    )!;
    return { film, features, grade, item: lists.item[film]! };
  });
  const user = lists.user[list]!;
  const rows = films.map(({ item, film }): LogRow => {
    if (item < 0) {
      const name = `film ${film - own[0]! + 1}`;
      return { user: -1, item, name, stars: Number.NaN, time: Number.NaN };
    }
    const { offsets, item: items } = split.whole;
    const row = range(offsets[user]!, offsets[user + 1]!).find((one) => items[one] === item)!;
    return logRow(split, split.whole, row);
  });
  const named = films.map(({ item }, n) => ({
    item,
    from: n,
    ...(item < 0 && { name: rows[n]!.name! }),
  }));
  return {
    at,
    of,
    rows,
    places: [
      ...films.map(({ features }, n) => ({
        role: "input" as const,
        ...named[n]!,
        value: features.map((x) => x.toFixed(1)).join(" "),
      })),
      ...films.map(({ grade }, n) => ({
        role: "target" as const,
        ...named[n]!,
        value: `grade ${grade}`,
      })),
    ],
    padded: length - films.length,
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
