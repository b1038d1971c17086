import { type RefObject, useLayoutEffect, useRef, useState } from "react";

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Size and family of the text in the box. */
  readonly font: number;
  readonly family: string;
}

/** The size of a box and of its text; null until it is on the page. */
export function useSize<E extends HTMLElement>(): [RefObject<E | null>, Size | null] {
  const ref = useRef<E | null>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const measure = () => {
      const style = getComputedStyle(box);
      const next: Size = {
        width: box.clientWidth,
        height: box.clientHeight,
        font: Number.parseFloat(style.fontSize),
        family: style.fontFamily,
      };
      setSize((before) =>
        before &&
        before.width === next.width &&
        before.height === next.height &&
        before.font === next.font
          ? before
          : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
