/** A column of ratings: few different texts, numbered as they come, whose meaning is decided at the end. */
import type { Sentence } from "../declarations/sentence.ts";
import { Column } from "./column.ts";
import { isNumeric, numbersOf } from "./numbers.ts";
import { type ScaleWish, starsOf } from "./scale.ts";

export interface RatingsRead {
  /** Stars by row; NaN for "not rated". */
  readonly stars: Float32Array;
  readonly graded: boolean;
  readonly told: readonly Sentence[];
}

/** Names of columns that count what somebody did. */
export const COUNTING =
  /^(plays?|playcount|playcounts|listens?|listencount|views?|viewcount|clicks?|count|counts|times|freq|frequency|quantity|qty|purchases|orders|visits|hours|hoursplayed|playtime|minutes|прослушивани\p{L}*|просмотр\p{L}*|количество|покупк\p{L}*|раз)$/u;

export class RatingColumn {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #counts: number[] = [];
  readonly #rows = new Column(Int32Array);

  /** The number of a text; -1 for what can be no number. */
  codeOf(field: string): number {
    const known = this.#codes.get(field);
    if (known !== undefined) return known;
    if (!isNumeric(field)) return -1;
    const code = this.#texts.length;
    this.#codes.set(field, code);
    this.#texts.push(field);
    this.#counts.push(0);
    return code;
  }

  push(code: number): void {
    this.#counts[code]!++;
    this.#rows.push(code);
  }

  /** @param name what the column is called, without blanks, in small letters */
  done(wish: ScaleWish, name: string): RatingsRead {
    const numbers = numbersOf(this.#texts);
    const place = new Map<number, number>();
    const values: number[] = [];
    const counts: number[] = [];
    const placeOf = Int32Array.from(numbers, (value, code) => {
      if (Number.isNaN(value)) return -1;
      let at = place.get(value);
      if (at === undefined) {
        at = values.length;
        place.set(value, at);
        values.push(value);
        counts.push(0);
      }
      counts[at]! += this.#counts[code]!;
      return at;
    });
    const { stars, graded, told } = starsOf(
      Float64Array.from(values),
      counts,
      wish,
      COUNTING.test(name),
    );
    const rows = this.#rows.done();
    const byRow = new Float32Array(rows.length);
    for (let row = 0; row < rows.length; row++)
      byRow[row] = stars[placeOf[rows[row]!]!] ?? Number.NaN;
    return { stars: byRow, graded, told };
  }
}
