/** A window of somebody's films in the next batch: what is read, what is asked where, what stands against it. */
import {
  type ExampleReading,
  exampleAt,
  type LogRow,
  logRow,
  type Place,
} from "../../engine/training/example.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { SequenceSplit } from "./sequences.ts";

/** The settings that decide what an example is. */
interface Config {
  readonly task: string;
  readonly length: number;
  readonly objective: string;
  readonly loss: string;
}

/** { at }: read from the batch that feeds the next step. */
export function example(
  { split, config, next }: Pick<ProbeContext<Config, SequenceSplit>, "split" | "config" | "next">,
  args: { readonly at: number },
): ExampleReading {
  const { train, learners } = split;
  const { examples, batch } = next();
  const of = examples.length;
  const at = exampleAt(args.at, of);
  const user = learners[examples[at]! % learners.length]!;
  const partOf = (name: string) => {
    const { values } = batch[name]!;
    const width = values.length / of;
    return [...values.subarray(at * width, (at + 1) * width)];
  };
  const generated = config.task !== "films";
  const [start, end] = [train.offsets[user]!, train.offsets[user + 1]!];
  const own = [...train.item.subarray(start, end)];
  const rows = new Map<number, LogRow>();
  const named = (item: number) => (generated ? { item: -1, name: `item ${item}` } : { item });
  const fromLog = (item: number) => {
    const place = own.lastIndexOf(item);
    const row = logRow(split, train, start + place);
    if (!rows.has(place)) {
      const plain = { user: -1, stars: Number.NaN, time: Number.NaN, ...named(item) };
      rows.set(place, generated ? plain : row);
    }
    return { ...named(item), from: place };
  };
  const [items, targets, weights] = [partOf("items"), partOf("targets"), partOf("weights")];
  const hidden = batch.hidden ? partOf("hidden") : [];
  const places = batch.at
    ? partOf("at").map((cell) => cell - at * config.length)
    : [...items.keys()];
  const asked = places
    .map((t, n) => ({ t, item: targets[n]!, counted: weights[n]! > 0 }))
    .filter(({ counted }) => counted);
  // Films stand on the right, padding on the left of the first place that holds one.
  const filled = config.objective === "next" ? asked.length : Math.min(config.length, own.length);
  const first = config.length - filled;
  const read: Place[] = items.flatMap((item, t) => {
    const value = `t ${t - first + 1}`;
    if (t < first) return [];
    return hidden[t] ? [] : [{ role: "input" as const, ...fromLog(item), value }];
  });
  const questions: Place[] = asked.map(({ t, item }) => ({
    role: config.objective === "next" ? ("target" as const) : ("masked" as const),
    ...fromLog(item),
    value: `t ${t - first + 1}`,
  }));
  // Sampled softmax has films for the whole batch, BCE one for each question.
  const shared = config.loss === "sampled";
  const drawn = batch.negatives ? (shared ? [...batch.negatives.values] : partOf("negatives")) : [];
  const against = drawn
    .filter((_, n) => shared || weights[n]! > 0)
    .map((item): Place => ({ role: "negative", from: -1, ...named(item) }));
  const order = [...rows.keys()].sort((a, b) => a - b);
  return {
    at,
    of,
    rows: order.map((place) => rows.get(place)!),
    places: [...read, ...questions, ...against].map((place) => ({
      ...place,
      from: place.from < 0 ? -1 : order.indexOf(place.from),
    })),
    padded: first,
  };
}
