/** Where the marked symbols of a formula are, in pixels from the formula's corner. */
export interface Box {
  readonly key: string;
  readonly symbol: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const AROUND = 2;

export function boxesOf(formula: HTMLElement): Box[] {
  const origin = formula.getBoundingClientRect();
  const marked = formula.querySelectorAll<HTMLElement>(".katex-html [data-symbol]");
  return [...marked].map((element, i) => {
    const extent = extentOf(element);
    return {
      key: `${element.dataset.symbol}-${i}`,
      symbol: element.dataset.symbol ?? "",
      left: extent.left - origin.left - AROUND,
      top: extent.top - origin.top - AROUND,
      width: extent.right - extent.left + 2 * AROUND,
      height: extent.bottom - extent.top + 2 * AROUND,
    };
  });
}

/** Sub- and superscripts stick out of the box of what holds them: the extent of all glyphs is it. */
function extentOf(element: HTMLElement) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent?.trim() || node.textContent === "\u200b") continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    // A line box is taller than its glyph; the middle of it is where the glyph is.
    const size = Number.parseFloat(getComputedStyle(node.parentElement!).fontSize);
    const middle = (box.top + box.bottom) / 2;
    left = Math.min(left, box.left);
    right = Math.max(right, box.right);
    top = Math.min(top, middle - size * 0.55);
    bottom = Math.max(bottom, middle + size * 0.55);
  }
  return { left, top, right, bottom };
}
