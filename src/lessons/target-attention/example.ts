/** One question of the next batch: the films that are read, the candidates, and the answers. */
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { Context } from "./asked.ts";
import { plantedName } from "./interests.ts";
import { bucketText } from "./time-buckets.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(context: Context, args: { readonly at: number }): ExampleReading {
  const { split, config } = context;
  const { examples, batch } = context.next();
  const at = exampleAt(args.at, examples.length);
  const question = examples[at]!;
  const { training } = split.parts;
  const { history: T, task } = config;
  const planted = task === "interests";
  const named = (item: number) => (planted ? { item: -1, name: plantedName(item) } : { item });
  const C = batch.candidate!.shape[1]!;
  const [from, to] = [
    Math.max(training.from[question]!, training.to[question]! - T),
    training.to[question]!,
  ];
  // On ratings the first candidate is the row of the log that comes after what is read.
  const rows = Array.from({ length: to - from + (planted ? 0 : 1) }, (_, n) =>
    planted
      ? { user: -1, ...named(split.log.film[from + n]!), stars: Number.NaN, time: Number.NaN }
      : logRow(split, split.whole, from + n),
  );
  const read = Array.from({ length: to - from }, (_, n): Place => {
    const place = (at + 1) * T - (to - from) + n;
    const stars = batch.stars?.values[place];
    const bucket = batch.bucket?.values[place + at];
    const value = [
      stars !== undefined && `${(stars / 2).toFixed(1)}★`,
      bucket !== undefined && `${bucketText(bucket)} before`,
    ].filter(Boolean);
    return {
      role: "input",
      ...named(batch.history!.values[place]!),
      from: n,
      ...(value.length > 0 && { value: value.join(", ") }),
    };
  });
  const asked = Array.from({ length: C }, (_, c): Place => {
    const label = batch.label!.values[at * C + c]!;
    return {
      role: label === 1 || task === "liked" ? "target" : "negative",
      ...named(batch.candidate!.values[at * C + c]!),
      from: c === 0 && !planted ? rows.length - 1 : -1,
      value: String(label),
    };
  });
  return { at, of: examples.length, rows, places: [...read, ...asked], padded: T - read.length };
}
