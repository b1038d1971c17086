/** One rating of the next slice: what it counts for, and what of the same person stays hidden. */

import { userOfEach } from "../../engine/ranking/negatives.ts";
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { DataConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { drawSlice, type Stream, slices } from "./stream.ts";

/** { at }: of the slice that is read next; at the end, of the last one. */
export function example(
  context: ProbeContext<Config, Stream, Parameters>,
  args: { readonly at: number },
): ExampleReading {
  const { split, config } = context;
  const { train, order } = split;
  const step = Math.min(context.step, slices(split, config) - 1);
  const { films, weight } = drawSlice({ ...context, step });
  const of = films.values.length;
  const at = exampleAt(args.at, of);
  const start = step * Math.min(config.batch, order.length);
  const row = order[start + at]!;
  const user = userOfEach(train)[row]!;
  // Rows of a person lie in time order, so what they rated before stands before it.
  const before = Array.from(
    { length: row - train.offsets[user]! },
    (_, n) => row - n - 1,
  ).reverse();
  const hidden = (["validation", "test"] as const).flatMap((part) => {
    const n = split[part].user.indexOf(user);
    return n < 0 ? [] : [split[part].item[n]!];
  });
  const hiddenRows = hidden.map((item) => {
    const { offsets } = split.whole;
    const own = split.whole.item.subarray(offsets[user], offsets[user + 1]);
    return logRow(split, split.whole, offsets[user]! + own.lastIndexOf(item));
  });
  const item = films.values[at]!;
  const places: Place[] = [
    ...before.map((other, n) => ({
      role: "input" as const,
      item: train.item[other]!,
      from: n,
      value: "n_ij + 1",
    })),
    {
      role: "input",
      item,
      from: before.length,
      value: `n + ${Number(weight.values[at]!.toFixed(3))}`,
    },
    ...hidden.map((film, n) => ({
      role: "masked" as const,
      item: film,
      from: before.length + 1 + n,
    })),
  ];
  const rows = [...before, row].map((one) => logRow(split, train, one));
  return { at, of, rows: [...rows, ...hiddenRows], places, padded: 0 };
}
