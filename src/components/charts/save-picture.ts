/**
 * A picture as a file: what its frame shows, title and sentence with it, and under it where it comes from.
 * The page's own HTML is drawn (by modern-screenshot), so an SVG holds it as foreignObject: browsers show it,
 * drawing programs may not.
 */
import { domToCanvas, domToForeignObjectSvg } from "modern-screenshot";

const MARGIN = 16;
const LINE = 18;
const FONT = "12px system-ui, sans-serif";
/** Twice the pixels, for slides. */
const SCALE = 2;

/** A browser's own margin of a figure comes back in the copy. */
const PLACED = { margin: "0" };

/** Controls are of no use in a file. */
const isDrawn = (node: Node) => !(node instanceof Element && node.matches("[data-controls]"));

/** @param lines what stands under the picture */
export const pictureFile = (
  figure: HTMLElement,
  kind: "png" | "svg",
  lines: readonly string[],
): Promise<Blob> => (kind === "png" ? pngOf : svgOf)(figure, lines);

async function pngOf(figure: HTMLElement, lines: readonly string[]): Promise<Blob> {
  const { paper, ink } = coloursOf(figure);
  const drawn = await domToCanvas(figure, {
    scale: SCALE,
    filter: isDrawn,
    backgroundColor: paper,
    style: PLACED,
    font: { cssText: await fontsOf(figure) },
  });
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width + 2 * MARGIN * SCALE;
  canvas.height = drawn.height + (2 * MARGIN + lines.length * LINE) * SCALE;
  const context = canvas.getContext("2d")!;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, MARGIN * SCALE, MARGIN * SCALE);
  context.scale(SCALE, SCALE);
  context.font = FONT;
  context.fillStyle = ink;
  const width = canvas.width / SCALE - 2 * MARGIN;
  lines.forEach((line, n) => {
    const y = MARGIN + drawn.height / SCALE + (n + 1) * LINE;
    context.fillText(line, MARGIN, y, width);
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The canvas gave no PNG"))));
  });
}

async function svgOf(figure: HTMLElement, lines: readonly string[]): Promise<Blob> {
  const { paper, ink } = coloursOf(figure);
  const { width, height } = figure.getBoundingClientRect();
  const font = { cssText: await fontsOf(figure) };
  const inner = await domToForeignObjectSvg(figure, { filter: isDrawn, font, style: PLACED });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const size = [width + 2 * MARGIN, height + 2 * MARGIN + lines.length * LINE] as const;
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
  svg.setAttribute("width", String(size[0]));
  svg.setAttribute("height", String(size[1]));
  const back = document.createElementNS(svg.namespaceURI, "rect");
  back.setAttribute("width", "100%");
  back.setAttribute("height", "100%");
  back.setAttribute("fill", paper);
  inner.setAttribute("x", String(MARGIN));
  inner.setAttribute("y", String(MARGIN));
  inner.setAttribute("width", String(width));
  inner.setAttribute("height", String(height));
  svg.append(back, inner);
  lines.forEach((line, n) => {
    const text = document.createElementNS(svg.namespaceURI, "text");
    text.setAttribute("x", String(MARGIN));
    text.setAttribute("y", String(MARGIN + height + (n + 1) * LINE));
    text.setAttribute("fill", ink);
    text.setAttribute("style", `font: ${FONT}`);
    text.textContent = line;
    if (widthOf(line) > width) {
      text.setAttribute("textLength", String(width));
      text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
    svg.append(text);
  });
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

/** The page's own fonts as far as the picture's letters need them, in the file itself. */
async function fontsOf(figure: HTMLElement): Promise<string> {
  const text = figure.textContent ?? "";
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .map(({ style }) => ({
        family: style.getPropertyValue("font-family"),
        weight: style.getPropertyValue("font-weight"),
        range: style.getPropertyValue("unicode-range"),
        url: /url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src"))?.[1],
        base: sheet.href ?? location.href,
      })),
  );
  const drawn = rules.filter(
    ({ family, range }) => /Inter|JetBrains/.test(family) && isNeeded(range, text),
  );
  const faces = await Promise.all(
    drawn.map(async ({ family, weight, url, base }) => {
      const data = await fontData(new URL(url!, base).href);
      return `@font-face { font-family: ${family}; font-weight: ${weight}; src: url(${data}) format("woff2"); }`;
    }),
  );
  return faces.join("\n");
}

/** Read once a page: whoever prints a lesson takes a dozen pictures. */
const fonts = new Map<string, Promise<string>>();

function fontData(url: string): Promise<string> {
  const known = fonts.get(url);
  if (known) return known;
  const read = fetch(url).then(async (answer) => dataUrlOf(await answer.blob()));
  fonts.set(url, read);
  // A font that could not be had is asked for again.
  read.catch(() => fonts.delete(url));
  return read;
}

/** Whether one of the letters is in a unicode-range, "U+0-FF, U+131". */
function isNeeded(range: string, text: string): boolean {
  const spans = range.split(",").map((span) => {
    const [from = "0", to = from] = span.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return [...text].some((letter) => {
    const code = letter.codePointAt(0)!;
    return spans.some(([from, to]) => code >= from && code <= to);
  });
}

const dataUrlOf = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

function widthOf(line: string): number {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = FONT;
  return context.measureText(line).width;
}

function coloursOf(figure: HTMLElement) {
  const style = getComputedStyle(figure);
  return {
    paper: style.getPropertyValue("--picture-paper").trim() || "#fff",
    ink: style.color,
  };
}
