/** Sizes and names in the network, for the model and for the pictures: no tfjs. */

import { fieldsOf } from "../../families/clicks/columns.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import type { DlrmConfig } from "./lesson.ts";

/** The names of the vectors that meet, in order. */
export function vectorNames({ dense }: Pick<ClickSplit, "dense">, config: DlrmConfig): string[] {
  return config.task === "crosses" ? [...dense] : ["z (numbers)", ...fieldsOf(config)];
}

/** Where the entries above the diagonal lie in a matrix of so many vectors, row by row. */
export function dotPlaces(count: number): number[] {
  const places: number[] = [];
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) places.push(a * count + b);
  return places;
}

/** How many numbers the top reads. */
export function topInputs(split: Pick<ClickSplit, "dense">, config: DlrmConfig): number {
  const count = vectorNames(split, config).length;
  const z = config.task === "crosses" ? split.dense.length : config.dim;
  if (config.interaction === "dot") {
    return z + (config.pairs === "once" ? (count * (count - 1)) / 2 : count * count);
  }
  return config.task === "crosses" ? z : count * config.dim;
}

/** Widths of the layers of the top. */
export function topSizes({ deep }: Pick<DlrmConfig, "deep">): number[] {
  return deep === 0 ? [] : [deep, Math.max(1, Math.round(deep / 2))];
}
