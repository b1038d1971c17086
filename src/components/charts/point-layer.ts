import { symbol } from "d3-shape";
import type { Rgb } from "./colours.ts";
import { rgbText } from "./colours.ts";
import { type Ink, inkOf, stampInk, unpremultiply } from "./ink.ts";
import { shapeOf } from "./point-shapes.ts";
import type { Theme } from "./theme.ts";

/** Sizes that points come in. */
const SIZES = 10;
/** How much of a point that is not asked for is left. */
const FAINT = 0.22;

/** A layer of thousands of points, in the shapes and colours of their classes, drawn in one go. */
export class PointLayer {
  readonly theme: Theme;
  readonly ratio: number;
  /** The class of what is not asked for: a faint grey point. */
  readonly faint: number;
  readonly #radii: readonly number[];
  /** [classes, grey, faint] of [sizes] */
  readonly #inks: readonly (readonly Ink[])[];
  readonly #canvas = document.createElement("canvas");
  #image = new Uint32Array(0);
  #data: ImageData | null = null;

  /** @param classes coloured classes; one more, grey, stands for all others */
  constructor(theme: Theme, ratio: number, classes: number, smallest: number, largest: number) {
    this.theme = theme;
    this.ratio = ratio;
    this.faint = classes + 1;
    this.#radii = Array.from(
      { length: SIZES },
      (_, size) => smallest + ((largest - smallest) * size) / (SIZES - 1),
    );
    const of = (at: number) => this.#radii.map((radius) => this.#ink(at, radius));
    this.#inks = Array.from({ length: classes + 2 }, (_, at) => of(at));
  }

  #ink(at: number, radius: number): Ink {
    const half = Math.ceil((radius * 1.7 + 1) * this.ratio);
    const canvas = document.createElement("canvas");
    canvas.width = 2 * half;
    canvas.height = 2 * half;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return inkOf(new Uint8ClampedArray(0), 0);
    context.setTransform(this.ratio, 0, 0, this.ratio, half, half);
    context.globalAlpha = at === this.faint ? FAINT : 1;
    context.beginPath();
    const colour: Rgb = at < this.faint - 1 ? this.theme.data[at]! : this.theme.grey;
    symbol(shapeOf(at), Math.PI * radius * radius).context(context)();
    context.fillStyle = rgbText(colour, 0.82);
    context.fill();
    if (radius > 2.2) {
      context.lineWidth = 0.75;
      context.strokeStyle = rgbText(this.theme.paper);
      context.stroke();
    }
    return inkOf(context.getImageData(0, 0, 2 * half, 2 * half).data, 2 * half);
  }

  #size(share: number): number {
    return Math.min(SIZES - 1, Math.max(0, Math.round(share * (SIZES - 1))));
  }

  /** @param share 0 for the smallest, 1 for the largest */
  radius(share: number): number {
    return this.#radii[this.#size(share)]!;
  }

  /** An empty layer of this many CSS pixels. */
  clear(width: number, height: number): void {
    const across = Math.max(1, Math.round(width * this.ratio));
    const down = Math.max(1, Math.round(height * this.ratio));
    if (this.#data?.width === across && this.#data.height === down) {
      this.#image.fill(0);
      return;
    }
    this.#canvas.width = across;
    this.#canvas.height = down;
    this.#data = new ImageData(across, down);
    this.#image = new Uint32Array(across * down);
  }

  /** Puts a point on the layer; x and y in CSS pixels. */
  stamp(at: number, share: number, x: number, y: number): void {
    if (!this.#data) return;
    const ink = this.#inks[Math.min(this.faint, at)]![this.#size(share)]!;
    const { ratio } = this;
    stampInk(this.#image, this.#data.width, ink, Math.round(x * ratio), Math.round(y * ratio));
  }

  /** Lays the layer over a canvas that it was made as large as; its transform must be the identity. */
  draw(context: CanvasRenderingContext2D): void {
    if (!this.#data) return;
    unpremultiply(this.#image, new Uint32Array(this.#data.data.buffer));
    this.#canvas.getContext("2d")?.putImageData(this.#data, 0, 0);
    context.drawImage(this.#canvas, 0, 0);
  }
}
