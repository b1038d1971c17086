/** A row of the world's log in the next batch: who was shown what, and what the model is told of it. */
import { type ExampleReading, exampleAt } from "../../engine/training/example.ts";
import type { Context } from "./probes.ts";

/** { at }: read from the batch that feeds the next step. */
export function example(context: Context, args: { readonly at: number }): ExampleReading {
  const { world, log } = context.split;
  const { films, people } = world.tastes;
  const { examples, batch } = context.next();
  const at = exampleAt(args.at, examples.length);
  const row = examples[at]!;
  const shown = log.film[row]!;
  const told = batch.film!.values[at]!;
  const round = Math.floor(row / (log.slots * world.people));
  const propensity = log.propensity[row]!;
  return {
    at,
    of: examples.length,
    rows: [
      {
        user: people[batch.user!.values[at]!]!,
        item: films[shown]!,
        stars: Number.NaN,
        time: Number.NaN,
        note: [
          round === 0 ? "opening" : `round ${round}`,
          `slot ${(row % log.slots) + 1}`,
          log.clicked[row] === 1 ? "clicked" : "not clicked",
          `propensity ${propensityText(propensity)}`,
        ].join(", "),
      },
    ],
    places: [
      { role: "input", item: -1, from: 0 },
      {
        role: told === shown ? "input" : "negative",
        item: films[told]!,
        from: told === shown ? 0 : -1,
      },
      {
        role: "target",
        item: -1,
        from: 0,
        name: "clicked",
        value: String(batch.label!.values[at]!),
      },
    ],
    padded: 0,
  };
}

/** 0 stands for a policy that cannot tell it. */
const propensityText = (propensity: number) =>
  propensity === 0
    ? "not known"
    : propensity < 0.01
      ? propensity.toFixed(4)
      : propensity.toFixed(2);
