/** How numbers are written on pictures: the same everywhere, in tabular figures. */
import { groupedText } from "../language/language.ts";
import { say } from "../language/say.ts";

const minus = (text: string) => text.replace("-", "−");

/** 3496 -> "3,496" */
export function countText(value: number): string {
  // A count that long is none: a number that ran away.
  if (Math.abs(value) >= 1e15) return minus(value.toExponential(1));
  return minus(groupedText(Math.round(value)));
}

/** "1 film", "3,496 films"; translated as the messages "{n} film" and "{n} films" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return say(count === 1 ? `{n} ${one}` : `{n} ${many}`, { n: countText(count) });
}

/** A metric or a loss: about three figures that count. 0.0312, 0.693, 4.07, 152 */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? say("not a number") : minus(`${value}`);
  const size = Math.abs(value);
  if (size === 0) return "0";
  // Longer ones say nothing more, and leave the table that they stand in.
  if (size >= 1e9) return minus(value.toExponential(1));
  if (size >= 1000) return countText(value);
  if (size >= 100) return minus(value.toFixed(0));
  if (size >= 10) return minus(value.toFixed(1));
  if (size >= 1) return minus(value.toFixed(2));
  if (size >= 0.1) return minus(value.toFixed(3));
  if (size >= 0.0005) return minus(value.toFixed(4));
  return minus(value.toExponential(1));
}

/** With its sign: "+0.120", "−0.031" */
export function signedText(value: number): string {
  return value > 0 ? `+${valueText(value)}` : valueText(value);
}

/** 0.314 -> "31%", 0.034 -> "3.4%" */
export function percentText(share: number): string {
  const percent = share * 100;
  const text =
    Math.abs(percent) < 9.95 ? percent.toFixed(1).replace(/\.0$/, "") : percent.toFixed(0);
  return `${minus(text)}%`;
}

/** Three significant digits, without an exponent where people read none. */
export function shown(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1000) return value.toLocaleString("en", { maximumFractionDigits: 0 });
  if (size < 1e-4) return value.toExponential(1);
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
