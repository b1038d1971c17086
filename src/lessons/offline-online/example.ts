/** A row of the log in the next batch: who was shown what, with which probability, and what the models are told. */
import { type ExampleReading, exampleAt, type Place } from "../../engine/training/example.ts";
import { INPUTS } from "./bids.ts";
import type { Context } from "./probes.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(context: Context, args: { readonly at: number }): ExampleReading {
  const { logged, auctions } = context.split;
  const { examples, batch } = context.next();
  const at = exampleAt(args.at, examples.length);
  const row = examples[at]!;
  const label = batch.label!.values[at]!;
  const target: Place = {
    role: "target",
    item: -1,
    from: 0,
    name: "clicked",
    value: String(label),
  };
  const nothing = { user: -1, item: -1, stars: Number.NaN, time: Number.NaN };
  if (auctions) {
    const x = batch.x!.values.subarray(at * INPUTS, (at + 1) * INPUTS);
    const bid = auctions.train.bid[row]!;
    return {
      at,
      of: examples.length,
      rows: [
        {
          ...nothing,
          name: `impression ${row}`,
          note: `bid ${bid.toFixed(2)}, ${label === 1 ? "clicked" : "not clicked"}`,
        },
      ],
      places: [
        {
          role: "input",
          item: -1,
          from: 0,
          name: "x, ln bid",
          value: Array.from(x, (v) => v.toFixed(1)).join(" "),
        },
        target,
        {
          role: "input",
          item: -1,
          from: 0,
          name: "weight w",
          value: batch.weight!.values[at]!.toFixed(2),
        },
      ],
      padded: 0,
    };
  }
  const { world, train } = logged!;
  const { films, people } = world.tastes;
  const [shown, other] = [batch.film!.values[at]!, batch.other!.values[at]!];
  const propensity = train.propensity[row]!;
  return {
    at,
    of: examples.length,
    rows: [
      {
        user: people[batch.user!.values[at]!]!,
        item: films[shown]!,
        stars: Number.NaN,
        time: Number.NaN,
        note: `${label === 1 ? "clicked" : "not clicked"}, propensity ${propensity === 0 ? "not known" : propensity.toPrecision(2)}`,
      },
    ],
    places: [
      { role: "input", item: films[shown]!, from: 0 },
      other === shown
        ? { role: "input", item: films[other]!, from: 0 }
        : { role: "negative", item: films[other]!, from: -1 },
      target,
    ],
    padded: 0,
  };
}
