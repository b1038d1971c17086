import type { Opened } from "../../engine/declarations/run.ts";
import type { ListReading } from "./readings.ts";

/** What the films of a list are called; generated ones have letters. */
export function titlesOf({ items }: ListReading, { catalogue }: Opened): string[] {
  return items.map((item, n) =>
    item >= 0 ? (catalogue.titles[item] ?? `Film ${item}`) : `Film ${String.fromCharCode(65 + n)}`,
  );
}
