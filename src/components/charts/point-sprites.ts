import { symbol } from "d3-shape";
import { rgbText } from "./colours.ts";
import { shapeOf } from "./point-shapes.ts";
import type { Theme } from "./theme.ts";

/** Sizes that points come in; drawing an image is far quicker than drawing a path. */
const SIZES = 10;

/** Ready-made pictures of points, one for each class and size, side by side on one canvas. */
export class PointSprites {
  readonly #sheet = document.createElement("canvas");
  readonly #radii: number[] = [];
  readonly #cell: number;
  readonly #classes: number;
  readonly theme: Theme;
  readonly ratio: number;

  /** @param classes coloured classes; one more, grey, stands for all others */
  constructor(theme: Theme, ratio: number, classes: number, smallest: number, largest: number) {
    this.theme = theme;
    this.ratio = ratio;
    this.#classes = classes;
    this.#cell = 2 * Math.ceil((largest * 1.7 + 1) * ratio);
    this.#sheet.width = this.#cell * SIZES;
    this.#sheet.height = this.#cell * (classes + 1);
    const context = this.#sheet.getContext("2d");
    for (let size = 0; size < SIZES; size++) {
      const radius = smallest + ((largest - smallest) * size) / (SIZES - 1);
      this.#radii.push(radius);
      for (let at = 0; context && at <= classes; at++) this.#draw(context, at, size, radius);
    }
  }

  #draw(context: CanvasRenderingContext2D, at: number, size: number, radius: number): void {
    context.setTransform(1, 0, 0, 1, (size + 0.5) * this.#cell, (at + 0.5) * this.#cell);
    context.scale(this.ratio, this.ratio);
    context.beginPath();
    symbol(shapeOf(at), Math.PI * radius * radius).context(context)();
    const colour = at < this.#classes ? this.theme.data[at]! : this.theme.grey;
    context.fillStyle = rgbText(colour, 0.82);
    context.fill();
    if (radius > 2.2) {
      context.lineWidth = 0.75;
      context.strokeStyle = rgbText(this.theme.paper);
      context.stroke();
    }
  }

  #size(share: number): number {
    return Math.min(SIZES - 1, Math.max(0, Math.round(share * (SIZES - 1))));
  }

  /** @param share 0 for the smallest, 1 for the largest */
  radius(share: number): number {
    return this.#radii[this.#size(share)]!;
  }

  /** Copies a point to the canvas, whose transform must be the identity; x and y in CSS pixels. */
  stamp(context: CanvasRenderingContext2D, at: number, share: number, x: number, y: number): void {
    const size = this.#size(share);
    // Only the part of the cell that has ink, at whole device pixels: a plain copy.
    const half = Math.ceil((this.#radii[size]! * 1.7 + 1) * this.ratio);
    const left = (size + 0.5) * this.#cell - half;
    const top = (Math.min(this.#classes, at) + 0.5) * this.#cell - half;
    context.drawImage(
      this.#sheet,
      left,
      top,
      2 * half,
      2 * half,
      Math.round(x * this.ratio) - half,
      Math.round(y * this.ratio) - half,
      2 * half,
      2 * half,
    );
  }
}
