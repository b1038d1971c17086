/** One film of the next batch: the numbers that are to be spelled and rebuilt, its partner, the levels sent. */
import {
  type ExampleReading,
  exampleAt,
  type LogRow,
  type Place,
} from "../../engine/training/example.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, config, next }: ProbeContext<Config, FilmSplit, Parameters>,
  args: { readonly at: number },
): ExampleReading {
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(args.at, of);
  const { width, x: all } = split.vectors;
  const x = batch.x!.values;
  const rowOf = (row: number) => x.subarray(row * width, (row + 1) * width);
  const text = (row: number) =>
    `${Array.from(rowOf(row).subarray(0, 3), (value) => value.toFixed(2)).join(" ")} … (${width})`;
  const item = examples[at]!;
  const rows: LogRow[] = [rowFor(item)];
  const places: Place[] = [
    { role: "input", item, from: 0, value: text(at) },
    { role: "target", item, from: 0, value: text(at) },
  ];
  if (batch.sent) {
    const sent = batch.sent.values.subarray(at * config.levels, (at + 1) * config.levels);
    places.push({
      role: "input",
      item: -1,
      from: -1,
      name: "levels sent",
      value: [...sent].join(" "),
    });
  }
  if (config.contrast > 0) {
    // The batch has numbers only: the film that has the same ones.
    const vector = rowOf(of + at);
    const partner = split.popularity.findIndex((_, film) =>
      vector.every((value, k) => value === all[film * width + k]),
    );
    rows.push(rowFor(partner));
    places.push({ role: "target", item: partner, from: 1, value: "partner" });
    for (const other of examples) {
      if (other !== item) places.push({ role: "negative", item: other, from: -1 });
    }
  }
  return { at, of, rows, places, padded: 0 };
}

const rowFor = (item: number): LogRow => ({ user: -1, item, stars: Number.NaN, time: Number.NaN });
