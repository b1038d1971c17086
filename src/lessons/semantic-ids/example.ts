/** One rating of the next batch: who, what the film looks up, and the label. */
import { type ExampleReading, exampleAt, logRow } from "../../engine/training/example.ts";
import { filmColumns } from "./draw.ts";
import { heldAs } from "./held.ts";
import type { Context } from "./look-up.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(context: Context, args: { readonly at: number }): ExampleReading {
  const { split, config } = context;
  const { examples, batch } = context.next();
  const at = exampleAt(args.at, examples.length);
  const row = split.parts.training[examples[at]!]!;
  const item = split.rows.film[row]!;
  const { each, content } = heldAs(split.known, config.film, config);
  const columns = [
    ["rows", each],
    ["content", content ? split.content.width : 0],
  ] as const;
  // A film that is seen as if it had just arrived looks up something else than it usually does.
  const usual = filmColumns(split, config, Int32Array.of(item));
  const partOf = (column: "rows" | "content", width: number) =>
    batch[column]?.values.subarray(at * width, (at + 1) * width) ?? [];
  const arriving = columns.some(([column, width]) =>
    partOf(column, width).some((x, k) => x !== usual[column]!.values[k]),
  );
  const value = [...Array.from(partOf("rows", each), (id) => `row ${id}`), content && "content"];
  return {
    at,
    of: examples.length,
    rows: [logRow(split, split.whole, row)],
    places: [
      { role: "input", item: -1, from: 0 },
      {
        role: "input",
        item,
        from: 0,
        value: value.filter(Boolean).join(" + ") + (arriving ? ", as just arrived" : ""),
      },
      { role: "target", item: -1, from: 0, name: "liked", value: String(batch.label!.values[at]) },
    ],
    padded: 0,
  };
}
