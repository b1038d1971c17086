import { type RefObject, useLayoutEffect } from "react";

/** How small a picture may become; one that needs it wants a compact form for the stage of its own. */
const SMALLEST = 0.35;
const SMALLER = 0.95;
/** Milliseconds between two looks, while what is shown changes many times a second. */
const PAUSE = 250;

/**
 * On the stage nothing scrolls: what is too large for its box is drawn smaller, whole. It grows again only with
 * another thing shown or another size of the box, so that nothing pulses while a model trains.
 * @param shown names what is in the box
 */
export function useFit(ref: RefObject<HTMLElement | null>, on: boolean, shown: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing shown is measured anew
  useLayoutEffect(() => {
    const box = ref.current;
    if (!on || !box) return;
    let measured = "";
    let waiting = 0;
    const measure = () => {
      waiting = 0;
      const { width, height } = box.getBoundingClientRect();
      const size = `${Math.round(width)} ${Math.round(height)}`;
      let zoom = size === measured ? Number(box.style.zoom || 1) : 1;
      measured = size;
      box.style.zoom = String(zoom);
      while (zoom > SMALLEST && isCut(box)) {
        zoom = Math.max(SMALLEST, zoom * SMALLER);
        box.style.zoom = String(zoom);
      }
    };
    const soon = () => {
      waiting ||= window.setTimeout(measure, PAUSE);
    };
    measure();
    const resized = new ResizeObserver(soon);
    resized.observe(box);
    // Its own zoom is what is set here.
    const changed = new MutationObserver((records) => {
      if (records.some(({ target }) => target !== box)) soon();
    });
    changed.observe(box, {
      childList: true,
      characterData: true,
      attributeFilter: ["style", "width", "height"],
      subtree: true,
    });
    return () => {
      clearTimeout(waiting);
      resized.disconnect();
      changed.disconnect();
      box.style.zoom = "";
    };
  }, [ref, on, shown]);
}

/** Whether something in it is larger than what scrolls around it, or than its place in the frame of a picture. */
function isCut(box: HTMLElement): boolean {
  return [box, ...box.querySelectorAll<HTMLElement>("*")].some((element) => {
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
    const high = clientHeight > 0 && scrollHeight > clientHeight + 2;
    const wide = clientWidth > 0 && scrollWidth > clientWidth + 2;
    if (!high && !wide) return false;
    if (high && element.matches(FRAME)) return true;
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";
    return (high && scrolls(overflowY)) || (wide && scrolls(overflowX));
  });
}

/** Parts of a picture (charts/picture.tsx) that shrink before what they hold does. */
const FRAME = "[data-picture], [data-picture] > div, [data-picture] > div > div";
