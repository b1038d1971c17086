/**
 * A column of times. What its numbers or dates mean is decided by the whole column, once all of it is there:
 * a single 3/4/2015, 42282 or 1600000 can mean several things.
 */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { Column } from "./column.ts";
import {
  DATE_ORDERS,
  type DateOrder,
  dayOf,
  EARLIEST,
  LATEST,
  type Readings,
  readDate,
} from "./dates.ts";

/** What the numbers or texts of a column of times are. */
export type TimeForm =
  | { readonly kind: "dates"; readonly order: DateOrder }
  | { readonly kind: "digits" }
  | { readonly kind: "unix"; readonly perSecond: number; readonly from: number }
  | { readonly kind: "excel" }
  /** Numbers that only say what came before what. */
  | { readonly kind: "counter" };

export interface TimesRead {
  readonly form: TimeForm;
  /** Seconds since 1970, or a counter's numbers; NaN where a row has no such time. */
  readonly time: Float64Array;
  readonly told: readonly Sentence[];
}

const NUMBER = /^[+-]?\d+(?:[.,]\d*)?(?:e\+?\d{1,2})?$/i;
const GROUPED = /^\d{1,3}(?:,\d{3}){2,}$/;

/** A time written as a number; NaN for any other text. */
export function timeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (NUMBER.test(text)) return Number(text.replace(",", "."));
  return GROUPED.test(text) ? Number(text.replaceAll(",", "")) : Number.NaN;
}

/** Numbers as they are kept by programs: their size at our times, how many make a second, and their year 0. */
const CLOCKS = [
  { below: 1e11, perSecond: 1, from: 0, name: sentence("Unix seconds") },
  { below: 1e14, perSecond: 1e3, from: 0, name: sentence("Unix milliseconds") },
  { below: 1.1e16, perSecond: 1e6, from: 0, name: sentence("Unix microseconds") },
  {
    below: 1.6e16,
    perSecond: 1e6,
    from: -11_644_473_600,
    name: sentence("microseconds since 1601"),
  },
  { below: 1e17, perSecond: 1e6, from: 0, name: sentence("Unix microseconds") },
  { below: 1.6e17, perSecond: 1e7, from: -11_644_473_600, name: sentence("Windows file times") },
  { below: 7e17, perSecond: 1e7, from: -62_135_596_800, name: sentence(".NET ticks") },
  { below: 1e19, perSecond: 1e9, from: 0, name: sentence("Unix nanoseconds") },
] as const;
/** The least number that is taken for seconds: 1973. Counters lie below. */
const LEAST_UNIX = 1e8;
/** Excel's serial of 1 January 1970, and serials of 1982 and 2050. */
const EXCEL_1970 = 25_569;
const EXCEL = { first: 30_000, last: 55_153 };

/** Seconds since 1970 of 20200714, 202007141205 or 20200714120558; NaN for other numbers. */
function ofDigits(value: number): number {
  const text = String(value);
  if (!/^(\d{8}|\d{12}|\d{14})$/.test(text)) return Number.NaN;
  const part = (from: number, to: number) => Number(text.slice(from, to));
  const [hour, minute, second] = [part(8, 10), part(10, 12), part(12, 14)];
  const day = dayOf(part(0, 4), part(4, 6), part(6, 8));
  return hour < 24 && minute < 60 && second < 60
    ? day + hour * 3600 + minute * 60 + second
    : Number.NaN;
}

/** One field as a time of a known form; NaN where it is none. */
export function timeAs(field: string, form: TimeForm): number {
  const text = field.trim();
  const number = timeNumber(text);
  if (!Number.isNaN(number)) return form.kind === "dates" ? Number.NaN : secondsOf(number, form);
  const date = readDate(text);
  if (form.kind !== "dates") return Number.NaN;
  return typeof date === "number" ? date : date[form.order];
}

/** Whether a number can be nothing else than a time: a Unix time since 1979, or a date as digits. */
export function isTimeNumber(text: string): boolean {
  const number = timeNumber(text);
  if (!Number.isNaN(ofDigits(number)) && number > 19_000_101) return true;
  const perSecond = CLOCKS.find(({ below }) => number < below)?.perSecond ?? 1;
  return number > 3e8 && number / perSecond > 3e8 && number / perSecond < 4.1e9;
}

/** Collects a column's fields in every way in which they can be read, and decides at the end. */
export class TimeColumn {
  readonly #numbers = new Column(Float64Array);
  /** Dates that can be read in one way, or as month first. */
  readonly #dates = new Column(Float64Array);
  /** Only where some date can be read in several ways. */
  #others: Readonly<Record<"day-first" | "year-first", Column<Float64Array>>> | undefined;
  #pointed = false;

  get length(): number {
    return this.#numbers.length;
  }

  /** @returns whether the field can be a time at all; if not, nothing is kept of it */
  add(field: string): boolean {
    const text = field.trim();
    const number = timeNumber(text);
    let date: number | Readings = Number.NaN;
    if (Number.isNaN(number)) {
      date = readDate(text);
      if (
        typeof date === "number"
          ? Number.isNaN(date)
          : !DATE_ORDERS.some((o) => (date as Readings)[o] >= EARLIEST)
      )
        return false;
    }
    if (typeof date !== "number") {
      this.#others ??= { "day-first": this.#dates.copy(), "year-first": this.#dates.copy() };
      this.#others["day-first"].push(date["day-first"]);
      this.#others["year-first"].push(date["year-first"]);
      this.#dates.push(date["month-first"]);
      if (/^\d+\./.test(text)) this.#pointed = true;
    } else {
      this.#others?.["day-first"].push(date);
      this.#others?.["year-first"].push(date);
      this.#dates.push(date);
    }
    this.#numbers.push(number);
    return true;
  }

  /** @param wanted an order that the reader has chosen for dates */
  done(wanted?: DateOrder): TimesRead {
    const numbers = this.#numbers.done();
    const given = numbers.filter((value) => !Number.isNaN(value));
    if (given.length * 2 < numbers.length) return this.#asDates(wanted);
    const form = formOf(given);
    const time = numbers.map((value) => secondsOf(value, form));
    return { form, time, told: [tellForm(form, time)] };
  }

  #column(order: DateOrder): Column<Float64Array> {
    return order === "month-first" ? this.#dates : (this.#others?.[order] ?? this.#dates);
  }

  #asDates(wanted: DateOrder | undefined): TimesRead {
    const valid = DATE_ORDERS.map((order) => {
      let n = 0;
      for (const time of this.#column(order).done()) if (!Number.isNaN(time)) n++;
      return n;
    });
    const usual: DateOrder = this.#pointed ? "day-first" : "month-first";
    const most = Math.max(...valid);
    const best = DATE_ORDERS.filter((_, n) => valid[n] === most);
    const order = wanted ?? (best.includes(usual) ? usual : best[0]!);
    const time = this.#column(order).done();
    const form: TimeForm = { kind: "dates", order };
    const told = [tellForm(form, time, this.#others !== undefined)];
    if (this.#others && wanted === undefined && best.length > 1) {
      told.push(
        sentence(
          "No date says whether the day or the month stands first: if {order} is wrong, change it under “Dates”.",
          { order: ORDER_NAMES[order] },
        ),
      );
    }
    return { form, time, told };
  }
}

export const ORDER_NAMES: Readonly<Record<DateOrder, Sentence>> = {
  "month-first": sentence("month first"),
  "day-first": sentence("day first"),
  "year-first": sentence("year first"),
};

/** What numbers of a column called a time are. */
function formOf(values: Float64Array): TimeForm {
  const sorted = values.toSorted();
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const middle = sorted[sorted.length >> 1] ?? 0;
  const all = (test: (value: number) => boolean) => sorted.every(test);
  if (low >= 19_000_101 && all((value) => !Number.isNaN(ofDigits(value))))
    return { kind: "digits" };
  if (middle >= LEAST_UNIX) {
    const clock = CLOCKS.find(({ below }) => middle < below);
    if (clock) return { kind: "unix", perSecond: clock.perSecond, from: clock.from };
  }
  const excel = low >= EXCEL.first && high <= EXCEL.last;
  return { kind: excel ? "excel" : "counter" };
}

/** A counter's numbers stay as they are. */
function secondsOf(value: number, form: TimeForm): number {
  if (form.kind === "digits") return ofDigits(value);
  if (form.kind === "excel") return Math.round((value - EXCEL_1970) * 86_400_000) / 1000;
  if (form.kind !== "unix") return value;
  // 0 and -1 stand for a time that nobody knows.
  const seconds = value > 0 ? value / form.perSecond + form.from : Number.NaN;
  return seconds >= EARLIEST && seconds < LATEST ? seconds : Number.NaN;
}

/** "2019-11-14 09:05"; finer where what it is told apart from lies so near. @param span in seconds */
export function timeText(seconds: number, span = Number.POSITIVE_INFINITY): string {
  const text = new Date(seconds * 1000).toISOString().replace("T", " ");
  return text.slice(0, span < 100 ? 23 : span < 24 * 3600 ? 19 : 16);
}

function tellForm(form: TimeForm, time: Float64Array, several = false): Sentence {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of time) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) return sentence("No time could be read.");
  if (form.kind === "counter") {
    return sentence(
      "The column of times holds a counter from {low} to {high} and no dates: it orders what each user did, and nothing reads hours, years or pauses from it.",
      { low: String(low), high: String(high) },
    );
  }
  const name =
    form.kind === "unix"
      ? CLOCKS.find(({ perSecond, from }) => perSecond === form.perSecond && from === form.from)!
          .name
      : form.kind === "excel"
        ? sentence("Excel’s days since 1900")
        : form.kind === "digits"
          ? sentence("dates as digits")
          : several
            ? sentence("dates, {order}", { order: ORDER_NAMES[form.order] })
            : sentence("dates");
  return sentence("The times were read as {form}, from {first} to {last} (UTC).", {
    form: name,
    first: timeText(low, high - low),
    last: timeText(high, high - low),
  });
}
