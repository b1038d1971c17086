import { Delaunay } from "d3-delaunay";
import { type PointerEvent, useCallback, useMemo, useState } from "react";
import { mix, rgbText } from "../../components/charts/colours.ts";
import { type GenreClasses, shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import type { Theme } from "../../components/charts/theme.ts";
import { type Frame, useCanvas } from "../../components/charts/use-canvas.ts";
import { useSize } from "../../components/charts/use-size.ts";
import type { Catalogue } from "../../engine/dataset.ts";
import { startsWith } from "./chosen.ts";
import { type Placed, placeLevel } from "./level-place.ts";
import type { LevelMapReading } from "./map-reading.ts";
import styles from "./rq-vae.module.css";
import { classOfCodes } from "./words-model.ts";

interface Props {
  readonly name: string;
  readonly reading: LevelMapReading;
  readonly words: readonly Int32Array[];
  readonly catalogue: Catalogue;
  readonly classes: GenreClasses;
  /** The only class shown in colour; null for all. */
  readonly only: number | null;
  readonly prefix: readonly number[] | null;
  /** The film whose way is drawn. */
  readonly film: number;
  readonly highlight: number | null;
  readonly onHighlight: (film: number | null) => void;
  readonly onChoose: (film: number) => void;
}

/** Points, codes and cells. A film has the colour of its genre, a cell that of most of its films. */
export function LevelCanvas(props: Props) {
  const { name, reading, words, catalogue, classes, only, prefix, film, highlight } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0 } = size ?? {};
  const placed = useMemo(() => placeLevel(reading, width, height), [reading, width, height]);
  const codeClass = useMemo(
    () => classOfCodes(reading.code, reading.codeX.length, classes),
    [reading, classes],
  );
  const mesh = useMemo(
    () =>
      Delaunay.from(
        placed.x,
        (_, n) => placed.x[n]!,
        (_, n) => placed.y[n]!,
      ),
    [placed],
  );
  const [tip, setTip] = useState<number | null>(null);

  const draw = useCallback(
    ({ context, theme, width, height }: Frame) => {
      const unit = Math.max(1, theme.font / 15);
      const shown = (item: number) =>
        (only === null || classes.of[item] === only) &&
        (prefix === null || startsWith(words, item, prefix));
      cells(context, theme, placed, codeClass, width, height);
      points(context, theme, placed, classes, shown, unit);
      codes(context, theme, placed, codeClass, unit);
      for (const item of [film, highlight]) {
        if (item === null || item >= placed.x.length) continue;
        wayToCode(context, theme, placed, item, reading.code[item]!, unit, item === highlight);
        label(context, theme, shortTitle(catalogue, item), placed.x[item]!, placed.y[item]!, width);
      }
      return false;
    },
    [placed, codeClass, classes, catalogue, words, reading, only, prefix, film, highlight],
  );
  const canvas = useCanvas(draw);

  const find = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const found = placed.x.length > 0 ? mesh.find(at.x, at.y) : -1;
    if (found < 0) return null;
    return Math.hypot(placed.x[found]! - at.x, placed.y[found]! - at.y) < 16 ? found : null;
  };
  const point = (found: number | null) => {
    if (found === tip) return;
    setTip(found);
    props.onHighlight(found);
  };
  return (
    <div
      ref={ref}
      className={styles.canvas}
      onPointerMove={(event) => point(find(event))}
      onPointerLeave={() => point(null)}
      onPointerDown={(event) => {
        const found = find(event);
        if (found !== null) props.onChoose(found);
      }}
    >
      <canvas ref={canvas.ref} role="img" aria-label={name} />
      {tip !== null && tip < placed.x.length && (
        <p
          className={styles.tip}
          style={{
            ...(placed.x[tip]! < width / 2
              ? { left: placed.x[tip]! + 12 }
              : { right: width - placed.x[tip]! + 12 }),
            ...(placed.y[tip]! < height / 2
              ? { top: placed.y[tip]! + 14 }
              : { bottom: height - placed.y[tip]! + 14 }),
          }}
        >
          {titleText(catalogue, tip)} <b>{words.map((level) => level[tip]).join("·")}</b>
        </p>
      )}
    </div>
  );
}

type Pen = CanvasRenderingContext2D;

function colourOf(theme: Theme, of: number, classes: number) {
  return of < 0 || of >= classes ? theme.grey : theme.data[of]!;
}

function cells(pen: Pen, theme: Theme, placed: Placed, of: Int8Array, w: number, h: number): void {
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

function points(
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
function codes(pen: Pen, theme: Theme, placed: Placed, of: Int8Array, unit: number): void {
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

function wayToCode(
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

function label(pen: Pen, theme: Theme, text: string, x: number, y: number, width: number): void {
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
