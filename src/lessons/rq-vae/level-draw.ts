/** The drawing of a level's map: cells, films, codes, and the way from a film to its code. */
import { Delaunay } from "d3-delaunay";
import { mix, rgbText } from "../../components/charts/colours.ts";
import type { GenreClasses } from "../../components/charts/genre-classes.ts";
import type { Theme } from "../../components/charts/theme.ts";
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

export function points(
  pen: Pen,
  theme: Theme,
  { x, y }: Placed,
  classes: GenreClasses,
  shown: (item: number) => boolean,
  unit: number,
): void {
  const radius = 1.7 * unit;
  for (const lit of [false, true]) {
    for (let of = 0; of <= classes.names.length; of++) {
      pen.beginPath();
      for (let item = 0; item < x.length; item++) {
        if (classes.of[item] !== of || shown(item) !== lit) continue;
        pen.moveTo(x[item]! + radius, y[item]!);
        pen.arc(x[item]!, y[item]!, radius, 0, 2 * Math.PI);
      }
      pen.fillStyle = lit
        ? rgbText(colourOf(theme, of, classes.names.length), 0.85)
        : rgbText(theme.grey, 0.25);
      pen.fill();
    }
  }
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
