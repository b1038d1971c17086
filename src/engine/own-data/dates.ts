/** Dates as people and programs write them, in seconds since 1970 (UTC where no zone is named). */

/** How the numbers of 03/04/15 stand: month, day, year; day, month, year; or year, month, day. */
export const DATE_ORDERS = ["month-first", "day-first", "year-first"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export const EARLIEST = Date.UTC(1900, 0, 1) / 1000;
export const LATEST = Date.UTC(2200, 0, 1) / 1000;

const CLOCK = String.raw`(?:[T\s,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?:\s*([ap])\.?m\.?)?)?`;
const ZONE = String.raw`\s*(Z|[A-Z]{2,4}|(?:UTC|GMT)?\s*[+-]\d{2}(?::?\d{2})?)?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})${CLOCK}${ZONE}$`,
  "i",
);
/** 20200714T120000Z; without a clock or a "T" it is a number and not this. */
const COMPACT =
  /^(\d{4})(\d{2})(\d{2})[T ](\d{2}):?(\d{2}):?(\d{2})?(?:[.,](\d{1,12}))?\s*(Z|[+-]\d{2}:?\d{2})?$/;
/** 11/14/2019, 14.11.19, and Amazon's "09 13, 2009". */
const YEAR_LAST = new RegExp(
  String.raw`^(\d{1,2})[-/. ](\d{1,2})(?:[-/.]|, ?)(\d{4}|\d{2})${CLOCK}${ZONE}$`,
  "i",
);
const CLOCK_INSIDE =
  /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?:\s*([ap])\.?m\.?(?![a-z]))?/i;
const ZONE_INSIDE =
  /(?<=^|\s)(?:(?:utc|gmt)\s*)?[+-]\d{2}:?\d{2}(?!\d)|\b(?:utc|gmt|z|[ecmp][ds]t|ce?st|msk|bst|ist|jst)\b/i;

const MONTHS = [
  "jan|янв",
  "feb|фев",
  "mar|мар",
  "apr|апр",
  "may|ма[йя]",
  "jun|июн",
  "jul|июл",
  "aug|авг",
  "sep|сен",
  "oct|окт",
  "nov|ноя",
  "dec|дек",
].map((names) => new RegExp(`^(${names})`, "i"));

/** Hours from UTC of zones that are written as letters; others are read as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  cet: 1,
  cest: 2,
  bst: 1,
  msk: 3,
  jst: 9,
};

/** The zone's seconds east of UTC. */
function offsetOf(zone: string | undefined): number {
  if (!zone) return 0;
  const [, sign, hours, minutes] = /([+-])(\d{2})(?::?(\d{2}))?/.exec(zone) ?? [];
  if (!sign) return (ZONES[zone.toLowerCase()] ?? 0) * 3600;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes ?? 0) * 60);
}

/** Seconds of the day; NaN for 25:00 and 13:00 PM. */
function clockOf(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
  half: string | undefined,
): number {
  if (hour === undefined) return 0;
  let hours = Number(hour);
  if (half) {
    if (hours < 1 || hours > 12) return Number.NaN;
    hours = (hours % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const [minutes, seconds] = [Number(minute), Number(second ?? 0)];
  if (hours > 24 || minutes > 59 || seconds > 60) return Number.NaN;
  return hours * 3600 + minutes * 60 + seconds + (fraction ? Number(`0.${fraction}`) : 0);
}

/** Midnight of a day; NaN for 31 February, of which JavaScript would make 3 March. */
export function dayOf(year: number, month: number, day: number): number {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time / 1000 : Number.NaN;
}

/** A year of two digits is the one nearest to now: 69 to 99 are of the last century. */
const fullYear = (text: string) => {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 69 ? 2000 : 1900);
};

/** A date of which only some readings are possible. */
export type Readings = Readonly<Record<DateOrder, number>>;

const within = (seconds: number) =>
  seconds >= EARLIEST && seconds < LATEST ? seconds : Number.NaN;

/**
 * Reads a date written as text, with a clock or without.
 * @returns seconds since 1970, fractions kept, where it can be read in one way only; for such as 3/4/2015
 *   one number for each order, NaN for what an order cannot mean; NaN for what is no date from 1900 to 2200
 */
export function readDate(text: string): number | Readings {
  const forward = YEAR_FIRST.exec(text);
  if (forward) {
    const [, year, , month, day, h, m, s, f, half, zone] = forward;
    return within(
      dayOf(Number(year), Number(month), Number(day)) + clockOf(h, m, s, f, half) - offsetOf(zone),
    );
  }
  const backward = YEAR_LAST.exec(text);
  if (backward) {
    const [, a, b, c, h, m, s, f, half, zone] = backward;
    const rest = clockOf(h, m, s, f, half) - offsetOf(zone);
    const [first, second, year] = [Number(a), Number(b), fullYear(c!)];
    return {
      "month-first": within(dayOf(year, first, second) + rest),
      "day-first": within(dayOf(year, second, first) + rest),
      "year-first":
        c!.length === 2 && a!.length === 2
          ? within(dayOf(fullYear(a!), second, Number(c)) + rest)
          : Number.NaN,
    };
  }
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, h, m, s, f, zone] = compact;
    return within(
      dayOf(Number(year), Number(month), Number(day)) +
        clockOf(h, m, s, f, undefined) -
        offsetOf(zone),
    );
  }
  return within(named(text));
}

/** "13-Jul-95", "Sep 13, 2015", "Mon Aug 28 10:27:39 -0700 2017", "13 июля 2015 г. 10:27". */
function named(text: string): number {
  if (text.length > 48 || !/\p{L}{3}/u.test(text)) return Number.NaN;
  let rest = text.replace(/\(.*\)$/, "");
  const clock = CLOCK_INSIDE.exec(rest);
  if (clock) rest = rest.replace(clock[0], " ");
  const zone = clock ? ZONE_INSIDE.exec(rest)?.[0] : undefined;
  if (zone) rest = rest.replace(zone, " ");
  let month = 0;
  const numbers: string[] = [];
  for (const part of rest.match(/\p{L}+|\d+/gu) ?? []) {
    if (/\d/.test(part)) numbers.push(part);
    else {
      const at = MONTHS.findIndex((names) => names.test(part)) + 1;
      // "Monday" begins no month, nor does "marathon" end one.
      if (at > 0 && month === 0 && part.length <= 9) month = at;
      else if (!/^(mon|tue|wed|thu|fri|sat|sun|th|st|nd|rd|of|at|t|z|г|года|в|utc|gmt)/i.test(part))
        return Number.NaN;
    }
  }
  if (month === 0 || numbers.length !== 2) return Number.NaN;
  const [a, b] = numbers as [string, string];
  const [year, day] = a.length === 4 ? [a, b] : [b, a];
  if (year.length !== 4 && year.length !== 2) return Number.NaN;
  const seconds = clock ? clockOf(clock[1], clock[2], clock[3], clock[4], clock[5]) : 0;
  return dayOf(fullYear(year), month, Number(day)) + seconds - offsetOf(zone);
}
