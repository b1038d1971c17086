/** Colours as numbers, for what must be mixed on a canvas. Names of colours live in the tokens. */
export type Rgb = readonly [red: number, green: number, blue: number];

export const CLASSES = 8;

const FALLBACK = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#8a6d00",
  "#56b4e9",
  "#7b5ea7",
  "#b8860b",
];

/** The CSS colour of the nth class or run, counted from 0; it comes round after eight. */
export function dataColour(index: number): string {
  const at = ((index % CLASSES) + CLASSES) % CLASSES;
  return `var(--data-${at + 1}, ${FALLBACK[at]})`;
}

/** A run keeps its colour for life: its number, counted from 1, decides. */
export function runColour(number: number): string {
  return dataColour(number - 1);
}

/** Runs whose colours come round a second and third time are told apart by dashes. */
export function runDash(number: number): string | undefined {
  const round = Math.floor((number - 1) / CLASSES) % 3;
  return [undefined, "7 3", "2 3"][round];
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (channel: 0 | 1 | 2) => from[channel] + (to[channel] - from[channel]) * share;
  return [at(0), at(1), at(2)];
}

export function rgbText([red, green, blue]: Rgb, alpha = 1): string {
  const parts = [red, green, blue].map((channel) => Math.round(channel)).join(" ");
  return alpha === 1 ? `rgb(${parts})` : `rgb(${parts} / ${alpha})`;
}

/** "rgb(1, 2, 3)", "rgb(1 2 3 / .5)" or "#0a0b0c" as numbers; null for anything else. */
export function parseRgb(text: string): Rgb | null {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex) return [hex[1]!, hex[2]!, hex[3]!].map((pair) => Number.parseInt(pair, 16)) as never;
  const parts = /^rgba?\(([^)]+)\)$/.exec(text.trim())?.[1]?.split(/[\s,/]+/);
  if (!parts || parts.length < 3) return null;
  const numbers = parts.slice(0, 3).map(Number);
  return numbers.every(Number.isFinite) ? (numbers as never) : null;
}

/** A scale of signed values with zero at the paper: `low` for -1, `high` for +1. */
export function diverging(value: number, low: Rgb, paper: Rgb, high: Rgb): Rgb {
  const share = Math.min(1, Math.abs(value));
  // A little more than linear near zero, so that small values are still told from none.
  return mix(paper, value < 0 ? low : high, share ** 0.8);
}

/** Relative luminance, 0 black to 1 white: decides between dark and light ink on a cell. */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
