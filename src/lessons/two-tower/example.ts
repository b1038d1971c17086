/** One row of the next batch: the films before, the film watched next, and those that stand against it. */
import { userOfEach } from "../../engine/ranking/negatives.ts";
import {
  type ExampleReading,
  exampleAt,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import { MASKED } from "./draw.ts";
import type { Context } from "./vectors.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, config, next }: Context,
  args: { readonly at: number },
): ExampleReading {
  const { train } = split;
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(args.at, of);
  const row = examples[at]!;
  const start = train.offsets[userOfEach(train)[row]!]!;
  const read = config.leak ? row + 1 : row;
  const from = Math.max(start, read - config.history);
  const history = Array.from({ length: read - from }, (_, n) => from + n);
  const own = config.leak ? history.length - 1 : history.length;
  const added = batch.correction!.values;
  const columns = added.length / of;
  // Columns: the films of the rows, then the uniform negatives that all rows share.
  const others = Array.from({ length: columns }, (_, c) => c).filter((c) => c !== at);
  const places: Place[] = [
    ...(config.userIds ? [{ role: "input" as const, item: -1, from: own }] : []),
    ...history.map((other, n) => ({ role: "input" as const, item: train.item[other]!, from: n })),
    { role: "target", item: train.item[row]!, from: own },
    ...others.map((c, n): Place => {
      const shift = added[at * columns + c]!;
      const drawn = batch.films?.values[c];
      const place =
        c < of
          ? { item: train.item[examples[c]!]!, from: own + 1 + n }
          : drawn === undefined
            ? { item: -1, from: -1, name: "a film drawn uniformly" }
            : { item: drawn, from: -1 };
      if (shift <= MASKED / 2) return { role: "masked", ...place };
      return { role: "negative", ...place, ...(shift !== 0 && { value: `+${shift.toFixed(1)}` }) };
    }),
  ];
  const rows = [
    ...history.slice(0, own),
    row,
    ...others.filter((c) => c < of).map((c) => examples[c]!),
  ];
  return {
    at,
    of,
    rows: rows.map((one) => logRow(split, train, one)),
    places,
    padded: config.history - history.length,
  };
}
