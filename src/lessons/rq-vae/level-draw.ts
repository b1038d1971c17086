/** The drawing of a level's map: cells, films, codes, and the way from a film to its code. */
import { Delaunay } from "d3-delaunay";
import { mix, rgbText } from "../../components/charts/colours.ts";
import type { GenreClasses } from "../../components/charts/genre-classes.ts";
import { PointLayer } from "../../components/charts/point-layer.ts";
import type { Theme } from "../../components/charts/theme.ts";
import type { Frame } from "../../components/charts/use-canvas.ts";
import type { Placed } from "./level-place.ts";

type Pen = CanvasRenderingContext2D;

function colourOf(theme: Theme, of: number, classes: number) {
  return of < 0 || of >= classes ? theme.grey : theme.data[of]!;
}

export function cells(
  pen: Pen,
  theme: Theme,
  placed: Placed,
  of: Int8Array,
  w: number,
  h: number,
): void {
  if (placed.codeX.length < 2) return;
  const voronoi = Delaunay.from(
    placed.codeX,
    (_, n) => placed.codeX[n]!,
    (_, n) => placed.codeY[n]!,
  ).voronoi([0, 0, w, h]);
  for (let code = 0; code < placed.codeX.length; code++) {
    const cell = voronoi.cellPolygon(code);
    if (!cell) continue;
    pen.beginPath();
    for (const [x, y] of cell) pen.lineTo(x, y);
    pen.closePath();
    const colour = colourOf(theme, of[code]!, 7);
    if (of[code]! >= 0) {
      pen.fillStyle = rgbText(mix(theme.paper, colour, theme.dark ? 0.2 : 0.13));
      pen.fill();
    }
    pen.lineWidth = 1;
    pen.strokeStyle = rgbText(theme.rule);
    pen.stroke();
  }
}

/** A film is a point in the shape and colour of its class; one that is not shown is a grey speck. */
export function points(
  frame: Frame,
  { x, y }: Placed,
  classes: GenreClasses,
  shown: (item: number) => boolean,
  unit: number,
): void {
  const { context: pen, theme, ratio, width, height } = frame;
  const layer = layerOf(theme, ratio, classes.names.length, unit);
  const lit = Array.from(x.keys()).filter(shown);
  pen.fillStyle = rgbText(theme.grey, 0.3);
  if (lit.length < x.length) {
    for (let item = 0; item < x.length; item++) pen.fillRect(x[item]! - 1, y[item]! - 1, 2, 2);
  }
  // Few are drawn large, so that they are found.
  const share = lit.length < x.length / 4 ? 1 : 0;
  layer.clear(width, height);
  for (const item of lit) layer.stamp(classes.of[item]!, share, x[item]!, y[item]!);
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  layer.draw(pen);
  pen.restore();
}

let kept: {
  readonly unit: number;
  readonly classes: number;
  readonly made: PointLayer;
} | null = null;

function layerOf(theme: Theme, ratio: number, classes: number, unit: number): PointLayer {
  const known = kept;
  if (
    known?.unit === unit &&
    known.classes === classes &&
    known.made.theme === theme &&
    known.made.ratio === ratio
  ) {
    return known.made;
  }
  const made = new PointLayer(theme, ratio, classes, 1.9 * unit, 3.4 * unit);
  kept = { unit, classes, made };
  return made;
}

/** A diamond a code, a cross where no film has it. */
export function codes(pen: Pen, theme: Theme, placed: Placed, of: Int8Array, unit: number): void {
  const r = 4.5 * unit;
  for (let code = 0; code < placed.codeX.length; code++) {
    const [x, y] = [placed.codeX[code]!, placed.codeY[code]!];
    pen.beginPath();
    pen.lineWidth = 1.75 * unit;
    if (of[code]! < 0) {
      pen.moveTo(x - r, y - r);
      pen.lineTo(x + r, y + r);
      pen.moveTo(x + r, y - r);
      pen.lineTo(x - r, y + r);
      pen.strokeStyle = rgbText(theme.predict);
      pen.stroke();
      continue;
    }
    pen.moveTo(x, y - r);
    pen.lineTo(x + r, y);
    pen.lineTo(x, y + r);
    pen.lineTo(x - r, y);
    pen.closePath();
    pen.fillStyle = rgbText(theme.paper);
    pen.fill();
    pen.strokeStyle = rgbText(theme.ink);
    pen.stroke();
  }
}

export function wayToCode(
  pen: Pen,
  theme: Theme,
  placed: Placed,
  item: number,
  code: number,
  unit: number,
  lit: boolean,
): void {
  pen.beginPath();
  pen.moveTo(placed.codeX[code]!, placed.codeY[code]!);
  pen.lineTo(placed.x[item]!, placed.y[item]!);
  pen.lineWidth = 2.5 * unit;
  pen.strokeStyle = rgbText(lit ? theme.ink : theme.predict);
  pen.stroke();
  pen.beginPath();
  pen.arc(placed.x[item]!, placed.y[item]!, 5 * unit, 0, 2 * Math.PI);
  pen.fillStyle = rgbText(lit ? theme.ink : theme.predict);
  pen.fill();
}

export function label(
  pen: Pen,
  theme: Theme,
  text: string,
  x: number,
  y: number,
  width: number,
): void {
  pen.font = `650 ${Math.max(12, theme.font * 0.8)}px ${theme.family}`;
  pen.textBaseline = "middle";
  const wide = pen.measureText(text).width;
  const left = x + 10 + wide > width ? x - 10 - wide : x + 10;
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = rgbText(theme.paper, 0.9);
  pen.strokeText(text, left, y);
  pen.fillStyle = rgbText(theme.ink);
  pen.fillText(text, left, y);
}
