/** The order of stage two over one person's candidates. Pure functions. */
import type { RequestReading } from "./request.ts";

export interface Places {
  /** [C] the place of each candidate by stage two, from 1, in stage one's order. */
  readonly second: Int32Array;
  /** The candidates' films, best first by stage two. */
  readonly list: readonly number[];
}

/** Equal scores stay in stage one's order. */
export function placesOf({ items, second }: Pick<RequestReading, "items" | "second">): Places {
  const order = Array.from(items.keys()).sort((a, b) => second[b]! - second[a]! || a - b);
  const places = new Int32Array(items.length);
  order.forEach((n, place) => {
    places[n] = place + 1;
  });
  return { second: places, list: order.map((n) => items[n]!) };
}
