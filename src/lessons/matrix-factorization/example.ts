/** One rating of the next batch: who, what they watched, and the films that stand against it. */
import type { Split } from "../../engine/data/split.ts";
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, next }: ProbeContext<Config, Split, Parameters>,
  args: { readonly at: number },
): ExampleReading {
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(args.at, of);
  const items = batch.items!.values;
  const width = items.length / of;
  const stars = batch.stars?.values[at];
  const target = { role: "target" as const, item: items[at * width]!, from: 0 };
  const person: Place = { role: "input", item: -1, from: 0 };
  const given: Place = { ...target, value: stars === undefined ? "1" : stars.toFixed(2) };
  const added = batch.correction?.values.subarray(at * of, (at + 1) * of);
  // The positives of the other rows are this row's negatives, less what is masked.
  const others = added ? [...examples.keys()].filter((c) => c !== at) : [];
  const inBatch = others.map((c, n): Place => {
    const film = { item: items[c]!, from: n + 1 };
    const shift = added![c]!;
    if (shift < -1e8) return { role: "masked", ...film };
    return { role: "negative", ...film, value: shift === 0 ? "0" : `s + ${shift.toFixed(1)}` };
  });
  const drawn = Array.from(
    items.subarray(at * width + 1, (at + 1) * width),
    (item): Place => ({ role: "negative", item, from: -1, value: "0" }),
  );
  const rows = [at, ...others].map((n) => logRow(split, split.train, examples[n]!));
  const places = [person, given, ...drawn, ...inBatch];
  return { at, of, rows, places, padded: 0 };
}
