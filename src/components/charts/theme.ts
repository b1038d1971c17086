import { CLASSES, dataColour, parseRgb, type Rgb } from "./colours.ts";

/** The page's colours as a canvas needs them: numbers, read where the canvas stands. */
export interface Theme {
  readonly ink: Rgb;
  readonly muted: Rgb;
  /** What is behind the canvas. */
  readonly paper: Rgb;
  readonly rule: Rgb;
  readonly accent: Rgb;
  readonly predict: Rgb;
  readonly grey: Rgb;
  /** Signed values: below zero, zero, above zero. */
  readonly down: Rgb;
  readonly zero: Rgb;
  readonly up: Rgb;
  readonly data: readonly Rgb[];
  readonly dark: boolean;
  /** Size of the text around the canvas, CSS pixels. */
  readonly font: number;
  readonly family: string;
}

let pixel: CanvasRenderingContext2D | null = null;

function toRgb(colour: string): Rgb {
  const plain = parseRgb(colour);
  if (plain) return plain;
  // Any other notation (oklch, color-mix): let the browser paint it and look.
  pixel ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!pixel) return [0, 0, 0];
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function background(element: Element): Rgb {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== "transparent" && !/[,/]\s*0\)$/.test(colour)) return toRgb(colour);
  }
  return [255, 255, 255];
}

export function readTheme(element: HTMLElement): Theme {
  const parent = element.parentElement ?? element;
  const probe = parent.appendChild(document.createElement("span"));
  probe.hidden = true;
  const style = getComputedStyle(probe);
  const colour = (css: string): Rgb => {
    probe.style.color = css;
    return toRgb(style.color);
  };
  const theme: Theme = {
    ink: colour("var(--ink, #1c1b18)"),
    muted: colour("var(--ink-2, #55524b)"),
    paper: background(element),
    rule: colour("var(--rule, #d9d5c9)"),
    accent: colour("var(--accent, #1f5fbf)"),
    predict: colour("var(--predict, #c2570c)"),
    grey: colour("var(--data-grey, #9a978f)"),
    down: colour("var(--data-down, #c25a0c)"),
    zero: colour("var(--data-zero, #f2f0ea)"),
    up: colour("var(--data-up, #2a6fb5)"),
    data: Array.from({ length: CLASSES }, (_, index) => colour(dataColour(index))),
    dark: matchesDark(background(element)),
    font: Number.parseFloat(getComputedStyle(parent).fontSize),
    family: getComputedStyle(parent).fontFamily,
  };
  probe.remove();
  return theme;
}

const matchesDark = ([red, green, blue]: Rgb) => red + green + blue < 382;

/** Calls back whenever the page's theme may have changed. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  const options = {
    attributes: true,
    attributeFilter: ["class", "style", "data-theme", "data-presenting"],
  };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", listener);
  };
}

export function prefersStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
