/** What a row is made of: its fields, and where each of them lies in x_0. */
import type { ClickSplit } from "./examples.ts";
import type { ClickConfig } from "./settings.ts";

/** A run of inputs that belong together: the vector of a field, or all numbers. */
export interface Block {
  readonly name: string;
  readonly size: number;
}

const FIELDS = ["user", "film", "genres", "years", "hour"] as const;
export type Field = (typeof FIELDS)[number];

export function fieldsOf({ task, features }: Pick<ClickConfig, "task" | "features">): Field[] {
  if (task === "crosses") return [];
  return FIELDS.filter((field) => features === "history" || field !== "hour");
}

/** The blocks of x_0, in order. In the generated task every input is a block of its own. */
export function blocksOf({ dense }: Pick<ClickSplit, "dense">, config: ClickConfig): Block[] {
  if (config.task === "crosses") return dense.map((name) => ({ name, size: 1 }));
  const fields = fieldsOf(config).map((name) => ({ name, size: config.dim }));
  return [...fields, { name: "numbers", size: dense.length }];
}

/** How many numbers x_0 has. */
export function widthOf(split: Pick<ClickSplit, "dense">, config: ClickConfig): number {
  return blocksOf(split, config).reduce((sum, { size }) => sum + size, 0);
}
