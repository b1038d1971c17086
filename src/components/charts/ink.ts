/**
 * Small pictures stamped on an image, thousands a frame. A canvas without a graphics card takes ten
 * times as long to copy as many images, all of it on the page's own thread.
 *
 * Pixels are premultiplied: one number holds alpha, blue, green and red, each times alpha, from the
 * highest byte down (the order of ImageData on the little-endian machines that browsers run on).
 */

/** The pixels of a picture that have ink, around its centre. */
export interface Ink {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  readonly colour: Uint32Array;
  /** Pixels from the centre to the outermost one. */
  readonly reach: number;
}

/** @param rgba [size, size, 4] not premultiplied, as canvases give it; its centre is at size / 2 */
export function inkOf(rgba: Uint8ClampedArray, size: number): Ink {
  const at = [...Array(size * size).keys()].filter((n) => rgba[4 * n + 3]! > 0);
  const dx = Int16Array.from(at, (n) => (n % size) - size / 2);
  const dy = Int16Array.from(at, (n) => Math.floor(n / size) - size / 2);
  const colour = Uint32Array.from(at, (n) => {
    const alpha = rgba[4 * n + 3]!;
    const part = (channel: number) => Math.round((rgba[4 * n + channel]! * alpha) / 255);
    return ((alpha << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0;
  });
  const reach = Math.max(0, ...dx.map(Math.abs), ...dy.map(Math.abs));
  return { dx, dy, colour, reach };
}

/**
 * Lays a picture over an image: over = ink + (1 - alpha) image (Porter and Duff, "Compositing
 * Digital Images", SIGGRAPH 1984). What lies outside is left out.
 *
 * @param image [height, width] premultiplied
 * @param x column of the picture's centre
 * @param y row of the picture's centre
 */
export function stampInk(image: Uint32Array, width: number, ink: Ink, x: number, y: number): void {
  const { dx, dy, colour, reach } = ink;
  const height = image.length / width;
  const inside = x >= reach && y >= reach && x + reach < width && y + reach < height;
  for (let n = 0; n < colour.length; n++) {
    const column = x + dx[n]!;
    const row = y + dy[n]!;
    if (!inside && (column < 0 || row < 0 || column >= width || row >= height)) continue;
    const at = row * width + column;
    const over = colour[n]!;
    const under = image[at]!;
    if (under === 0) {
      image[at] = over;
      continue;
    }
    // Two channels at a time, in 256ths: 255 - alpha of 0 to 255 becomes 0 to 256.
    const rest = 255 - (over >>> 24);
    const share = rest + (rest >>> 7);
    const redBlue = (Math.imul(under & 0xff00ff, share) >>> 8) & 0xff00ff;
    const greenAlpha = Math.imul((under >>> 8) & 0xff00ff, share) & 0xff00ff00;
    image[at] = over + redBlue + greenAlpha;
  }
}

/** 255 / alpha in 65536ths. */
const INVERSE = Uint32Array.from({ length: 256 }, (_, alpha) =>
  alpha === 0 ? 0 : Math.round((255 * 65536) / alpha),
);

/** Colours as ImageData has them, from premultiplied ones. */
export function unpremultiply(image: Uint32Array, into: Uint32Array): void {
  for (let at = 0; at < image.length; at++) {
    const value = image[at]!;
    if (value === 0) {
      into[at] = 0;
      continue;
    }
    const alpha = value >>> 24;
    const by = INVERSE[alpha]!;
    const red = Math.min(255, ((value & 255) * by + 32768) >>> 16);
    const green = Math.min(255, (((value >>> 8) & 255) * by + 32768) >>> 16);
    const blue = Math.min(255, (((value >>> 16) & 255) * by + 32768) >>> 16);
    into[at] = (alpha << 24) | (blue << 16) | (green << 8) | red;
  }
}
