/** One rating of the next batch: its fields as ids and numbers, and the label. */
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { ClickSplit } from "./examples.ts";
import type { ClickConfig } from "./settings.ts";

/** Read from the batch that feeds the next step. On the generated target there is no log. */
export function clickExample<C extends ClickConfig>(
  { split, next }: Pick<ProbeContext<C, ClickSplit>, "split" | "next">,
  wanted: number,
): ExampleReading {
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(wanted, of);
  const { dense, catalogue } = split;
  const numbers = [...batch.numbers!.values.subarray(at * dense.length, (at + 1) * dense.length)];
  const label = batch.label!.values[at]!;
  const input = { role: "input", item: -1, from: 0 } as const;
  if (!batch.film) {
    const inputs = numbers.map((x, k) => ({
      ...input,
      from: -1,
      name: dense[k]!,
      value: x.toFixed(2),
    }));
    const target: Place = {
      role: "target",
      item: -1,
      from: -1,
      name: "y",
      value: label.toFixed(2),
    };
    return { at, of, rows: [], places: [...inputs, target], padded: 0 };
  }
  const item = batch.film.values[at]!;
  const shares = batch.genres!.values.subarray(
    at * split.sizes.genre,
    (at + 1) * split.sizes.genre,
  );
  const genres = catalogue.genres.filter((_, g) => shares[g]! > 0).join(", ");
  return {
    at,
    of,
    rows: [logRow(split, split.whole, split.parts.training[examples[at]!]!)],
    places: [
      input,
      { ...input, item },
      { ...input, name: "genres", value: genres },
      { ...input, name: "years", value: `id ${batch.years!.values[at]}` },
      ...(batch.hour ? [{ ...input, name: "hour", value: `id ${batch.hour.values[at]}` }] : []),
      { ...input, name: "numbers", value: numbers.map((x) => x.toFixed(1)).join(" ") },
      { role: "target", item: -1, from: 0, name: "liked", value: String(label) },
    ],
    padded: 0,
  };
}
