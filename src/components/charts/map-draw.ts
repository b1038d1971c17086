import type { Catalogue } from "../../engine/data/dataset.ts";
import { say } from "../language/say.ts";
import { rgbText } from "./colours.ts";
import { type GenreClasses, shortTitle } from "./genre-classes.ts";
import type { MapScene, Spot } from "./map-scene.ts";
import { type Box, type LabelRequest, placeLabels } from "./place-labels.ts";
import { PointLayer } from "./point-layer.ts";
import type { Theme } from "./theme.ts";
import type { Frame } from "./use-canvas.ts";

export interface MapContent {
  readonly catalogue: Catalogue;
  readonly classes: GenreClasses;
  /** Items from the best known down. */
  readonly order: Int32Array;
  /** [items] 0 to 1: the size of a point. */
  readonly weight: Float32Array;
  /** The only class shown in colour; null for all. */
  readonly only: number | null;
  readonly highlight: number | null;
  /** Items that the reader has rated. */
  readonly rated: readonly number[];
  /** What the chosen user is called. */
  readonly userName: string | null;
}

/** Labels tried: the best-known films, those labelled a moment ago first. */
const CANDIDATES = 70;

/** Draws one frame of the map; keeps what is worth keeping between frames. */
export class MapPainter {
  #layer: PointLayer | null = null;
  #labelled = new Set<number>();
  #widths = new Map<string, number>();
  #font = "";

  /** @param tipped a film that a box describes already: it needs no label */
  paint(frame: Frame, scene: MapScene, content: MapContent, tipped: number | null): void {
    const { context, theme, ratio, width, height } = frame;
    scene.width = width;
    scene.height = height;
    const unit = Math.max(1, theme.font / 15) * (width < 480 ? 0.85 : 1);
    if (this.#layer?.theme !== theme || this.#layer.ratio !== ratio) {
      const classes = content.classes.names.length;
      this.#layer = new PointLayer(theme, ratio, classes, 1.5 * unit, 7 * unit);
      this.#widths.clear();
    }
    this.#points(this.#layer, scene, content, width, height);
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#layer.draw(context);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const size = Math.max(12, theme.font * 0.78);
    this.#font = `${size}px ${theme.family}`;
    this.#crowd(context, theme, scene, unit);
    this.#heldOut(context, theme, scene, unit);
    const taken = this.#people(context, theme, scene, content, size, unit);
    this.#labels(frame, scene, content, size, taken, tipped);
  }

  #points(
    layer: PointLayer,
    scene: MapScene,
    { classes, order, weight, only, highlight }: MapContent,
    width: number,
    height: number,
  ): void {
    layer.clear(width, height);
    const stamp = (item: number, at: number) => {
      const { x, y } = scene.place(item);
      layer.stamp(at, weight[item]!, x, y);
    };
    // The least known first: the best known lie on top.
    if (only !== null) {
      for (let n = order.length - 1; n >= 0; n--) {
        if (classes.of[order[n]!] !== only) stamp(order[n]!, layer.faint);
      }
    }
    for (let n = order.length - 1; n >= 0; n--) {
      const item = order[n]!;
      if (only === null || classes.of[item] === only) stamp(item, classes.of[item]!);
    }
    if (highlight !== null && highlight < order.length) stamp(highlight, classes.of[highlight]!);
  }

  /** Users as small crosses over the points of the items. */
  #crowd(context: CanvasRenderingContext2D, theme: Theme, scene: MapScene, unit: number): void {
    const { crowd } = scene;
    if (!crowd) return;
    const r = 2.6 * unit;
    context.beginPath();
    crowd.x.forEach((x, n) => {
      const spot = scene.screen(x, crowd.y[n]!);
      context.moveTo(spot.x - r, spot.y);
      context.lineTo(spot.x + r, spot.y);
      context.moveTo(spot.x, spot.y - r);
      context.lineTo(spot.x, spot.y + r);
    });
    context.lineWidth = unit;
    context.strokeStyle = rgbText(theme.ink, 0.55);
    context.stroke();
  }

  #heldOut(context: CanvasRenderingContext2D, theme: Theme, scene: MapScene, unit: number): void {
    context.lineWidth = 1.5 * unit;
    context.strokeStyle = rgbText(theme.ink);
    for (const item of scene.heldOut ?? []) {
      const { x, y } = scene.place(item);
      context.beginPath();
      context.arc(x, y, 5 * unit, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  #people(
    context: CanvasRenderingContext2D,
    theme: Theme,
    scene: MapScene,
    { rated, userName }: MapContent,
    size: number,
    unit: number,
  ): Box[] {
    const taken: Box[] = [];
    const ring = (spot: Spot, colour: string, name: string) => {
      context.beginPath();
      context.arc(spot.x, spot.y, 8 * unit, 0, 2 * Math.PI);
      context.fillStyle = rgbText(theme.paper, 0.85);
      context.fill();
      context.lineWidth = 3 * unit;
      context.strokeStyle = colour;
      context.stroke();
      const bold = `650 ${size}px ${theme.family}`;
      const textWidth = this.#width(context, name, bold);
      const left = spot.x + 12 * unit + textWidth > scene.width;
      const x = left ? spot.x - 12 * unit - textWidth : spot.x + 12 * unit;
      this.#write(context, name, x, spot.y, bold, theme, colour);
      taken.push({ x: x - 2, y: spot.y - size * 0.7, width: textWidth + 4, height: size * 1.4 });
      const r = 9 * unit;
      taken.push({ x: spot.x - r, y: spot.y - r, width: 2 * r, height: 2 * r });
    };
    const { you, user } = scene.people;
    if (user && userName) ring(scene.screen(user.x, user.y), rgbText(theme.accent), userName);
    if (you) {
      const spot = scene.screen(you.x, you.y);
      context.setLineDash([1.5, 4]);
      context.lineCap = "round";
      context.lineWidth = 1.75 * unit;
      context.strokeStyle = rgbText(theme.ink);
      for (const item of rated) {
        const film = scene.place(item);
        context.beginPath();
        context.moveTo(spot.x, spot.y);
        context.lineTo(film.x, film.y);
        context.stroke();
      }
      context.setLineDash([]);
      ring(spot, rgbText(theme.predict), say("you"));
    }
    return taken;
  }

  #labels(
    { context, theme, width, height }: Frame,
    scene: MapScene,
    content: MapContent,
    size: number,
    taken: Box[],
    tipped: number | null,
  ): void {
    const { order, catalogue, classes, only, highlight, rated, weight } = content;
    const area = { x: 2, y: 2, width: width - 4, height: height - 4 };
    const wanted: number[] = [];
    const want = (item: number) => {
      if (item !== tipped && item < order.length && !wanted.includes(item)) wanted.push(item);
    };
    if (highlight !== null) want(highlight);
    for (const item of rated) want(item);
    const known: number[] = [];
    for (const item of order) {
      if (known.length >= CANDIDATES) break;
      if (only !== null && classes.of[item] !== only) continue;
      const { x, y } = scene.place(item);
      if (x > 0 && y > 0 && x < width && y < height) known.push(item);
    }
    for (const item of known) if (this.#labelled.has(item)) want(item);
    for (const item of known) want(item);

    const plain = this.#font;
    const strong = `650 ${size}px ${theme.family}`;
    const requests: LabelRequest[] = wanted.map((id) => {
      const { x, y } = scene.place(id);
      const font = id === highlight ? strong : plain;
      const radius = this.#layer!.radius(weight[id]!);
      const text = shortTitle(catalogue, id);
      return { id, x, y, radius, width: this.#width(context, text, font), height: size * 1.25 };
    });
    const limit = Math.max(6, Math.round((width * height) / (size * size * 130)));
    const placed = placeLabels(requests, area, { taken, limit, gap: size * 0.25 });
    this.#labelled = new Set(placed.map(({ id }) => id));
    for (const { id, box } of placed) {
      const font = id === highlight ? strong : plain;
      const colour = rgbText(theme.ink);
      const text = shortTitle(catalogue, id);
      this.#write(context, text, box.x, box.y + box.height / 2, font, theme, colour);
    }
    if (highlight !== null && highlight < order.length) {
      const { x, y } = scene.place(highlight);
      context.beginPath();
      const radius = this.#layer!.radius(weight[highlight]!);
      context.arc(x, y, radius + 3.5, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = rgbText(theme.ink);
      context.stroke();
    }
  }

  /** Text with a rim of paper, so that it reads on points. */
  #write(
    context: CanvasRenderingContext2D,
    text: string,
    x: number,
    middle: number,
    font: string,
    theme: Theme,
    colour: string,
  ): void {
    context.font = font;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = rgbText(theme.paper, 0.88);
    context.strokeText(text, x, middle);
    context.fillStyle = colour;
    context.fillText(text, x, middle);
  }

  #width(context: CanvasRenderingContext2D, text: string, font: string): number {
    const key = `${font} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      this.#widths.set(key, width);
    }
    return width;
  }
}
