import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { readTheme, type Theme, watchTheme } from "./theme.ts";

/** One drawing of a canvas. Sizes are CSS pixels; the context is scaled and cleared already. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly ratio: number;
  readonly now: number;
}

/**
 * A canvas that fills its box, sharp on every screen, drawn again when its size, the theme or what
 * `draw` closes over changes. `draw` returns true while something still moves.
 */
export function useCanvas(draw: (frame: Frame) => boolean | undefined): {
  ref: RefObject<HTMLCanvasElement | null>;
  redraw: () => void;
} {
  const ref = useRef<HTMLCanvasElement | null>(null);
  const latest = useRef(draw);
  const theme = useRef<Theme | null>(null);
  const request = useRef(0);

  const redraw = useCallback(() => {
    if (request.current !== 0) return;
    const paint = (now: number) => {
      request.current = 0;
      const canvas = ref.current;
      if (!canvas || canvas.clientWidth === 0) return;
      const ratio = Math.min(window.devicePixelRatio || 1, 3);
      const width = canvas.clientWidth;
      const height = canvas.clientHeight;
      if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
      if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
      const context = canvas.getContext("2d");
      if (!context) return;
      theme.current ??= readTheme(canvas);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const moving = latest.current({ context, width, height, theme: theme.current, ratio, now });
      if (moving === true && request.current === 0) request.current = requestAnimationFrame(paint);
    };
    request.current = requestAnimationFrame(paint);
  }, []);

  useLayoutEffect(() => {
    latest.current = draw;
    redraw();
  }, [draw, redraw]);

  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const again = () => {
      theme.current = null;
      redraw();
    };
    const size = new ResizeObserver(again);
    size.observe(canvas);
    const stop = watchTheme(again);
    document.fonts?.ready.then(again);
    return () => {
      size.disconnect();
      stop();
      cancelAnimationFrame(request.current);
      request.current = 0;
    };
  }, [redraw]);

  return { ref, redraw };
}
