let pen: CanvasRenderingContext2D | null = null;

/** Width of a line of text in CSS pixels. */
export function textWidth(text: string, font: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 7;
  pen.font = font;
  return pen.measureText(text).width;
}

/** The text, or its beginning with an ellipsis where it is wider than `room`. */
export function fitText(text: string, room: number, width: (text: string) => number): string {
  if (width(text) <= room) return text;
  let low = 0;
  let high = text.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (width(`${text.slice(0, middle)}…`) <= room) low = middle;
    else high = middle;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}
