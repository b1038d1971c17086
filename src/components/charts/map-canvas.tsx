import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { EmbeddingMapReading } from "../../engine/ranking/retrieval-probes.ts";
import { say } from "../language/say.ts";
import styles from "./embedding-map.module.css";
import { type MapContent, MapPainter } from "./map-draw.ts";
import { MapScene } from "./map-scene.ts";
import { MapTip } from "./map-tip.tsx";
import { prefersStill } from "./theme.ts";
import { useCanvas } from "./use-canvas.ts";

export type Watch<T> = (listener: (reading: T) => void) => () => void;

export interface MapHandle {
  fit(): void;
  zoom(factor: number): void;
  reveal(item: number): void;
}

interface MapCanvasProps {
  readonly name: string;
  readonly content: MapContent;
  readonly popularity: ArrayLike<number>;
  readonly watch: Watch<EmbeddingMapReading>;
  readonly onHighlight: (item: number | null) => void;
  /** True until there is a reading to show. */
  readonly waiting: boolean;
  readonly ref: Ref<MapHandle>;
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The points themselves. Readings go to the canvas past React; React hears of hovering only. */
export function MapCanvas(props: MapCanvasProps) {
  const { name, content, popularity, watch, onHighlight, waiting, ref } = props;
  const [scene] = useState(() => new MapScene());
  const [painter] = useState(() => new MapPainter());
  const [tip, setTip] = useState<number | null>(null);
  const tipBox = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const { only } = content;
  const shown = useCallback(
    (item: number) => only === null || content.classes.of[item] === only,
    [only, content.classes],
  );

  const draw = useCallback(
    (frame: Parameters<MapPainter["paint"]>[0]) => {
      const moving = scene.advance(frame.now);
      painter.paint(frame, scene, content, tip);
      if (tip !== null && tipBox.current) hang(tipBox.current, scene, tip);
      return moving;
    },
    [scene, painter, content, tip],
  );
  const canvas = useCanvas(draw);
  const { redraw } = canvas;

  useEffect(
    () =>
      watch((reading) => {
        scene.receive(reading, performance.now(), prefersStill());
        redraw();
      }),
    [watch, scene, redraw],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other films can be hit once `shown` changes
  useEffect(() => scene.forgetMesh(), [scene, shown]);

  useImperativeHandle(ref, () => {
    const then = (act: () => void) => {
      act();
      redraw();
    };
    return {
      fit: () => then(() => scene.fit()),
      zoom: (factor) => then(() => scene.zoomBy(factor)),
      reveal: (item) => then(() => scene.reveal(item)),
    };
  }, [scene, redraw]);

  const show = (item: number | null) => {
    if (item === tip) return;
    setTip(item);
    onHighlight(item);
  };
  const at = (event: PointerEvent<HTMLDivElement> | WheelEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { ...at(event), moved: false };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { x, y } = at(event);
    const start = drag.current;
    if (start && (start.moved || Math.hypot(x - start.x, y - start.y) > 4)) {
      scene.panBy(x - start.x, y - start.y);
      drag.current = { x, y, moved: true };
      redraw();
      return;
    }
    show(scene.hit(x, y, event.pointerType === "touch" ? 24 : 14, shown));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const from = tip ?? content.order.find(shown) ?? 0;
      const next = tip === null ? from : scene.neighbour(from, ...arrow, shown);
      if (next !== null) {
        scene.reveal(next);
        show(next);
      }
    } else if (event.key === "+" || event.key === "=") scene.zoomBy(1.5);
    else if (event.key === "-") scene.zoomBy(1 / 1.5);
    else if (event.key === "0") scene.fit();
    else if (event.key === "Escape") show(null);
    else return;
    event.preventDefault();
    redraw();
  };

  // React listens to wheels passively; this one has to keep the page from scrolling.
  const surface = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      // The page scrolls over a map that nobody has turned to; pinching always zooms.
      if (!event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      scene.zoomBy(
        Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)),
        event.clientX - box.left,
        event.clientY - box.top,
      );
      redraw();
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [scene, redraw]);

  return (
    <div className={styles.canvas}>
      <canvas ref={canvas.ref} role="img" aria-label={name} />
      <div
        ref={surface}
        className={styles.surface}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk from film to film
        tabIndex={0}
        aria-label={say(
          "Walk on the map: arrow keys go from film to film, plus and minus zoom, 0 fits",
        )}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
        onPointerLeave={() => show(null)}
        onKeyDown={press}
        onBlur={() => show(null)}
      />
      {waiting && (
        <p className={styles.waiting}>
          {say(
            "Every film will be a point here. Points move while the model learns: films that the same people watch end up near each other.",
          )}
        </p>
      )}
      <MapTip
        ref={tipBox}
        item={tip}
        catalogue={content.catalogue}
        popularity={popularity}
        rated={content.rated}
      />
    </div>
  );
}

/** Hangs the box beside its film: on the roomier side, inside the map. */
function hang(box: HTMLElement, scene: MapScene, item: number): void {
  const { x, y } = scene.place(item);
  const { offsetWidth: width, offsetHeight: height } = box;
  const right = x + 16 + width <= scene.width || x < scene.width / 2;
  const left = right ? Math.min(x + 16, scene.width - width) : Math.max(0, x - 16 - width);
  const top = Math.min(scene.height - height - 2, Math.max(2, y - height / 2));
  // Where the box would lie on its own film, it goes above or below.
  const covers = left < x && x < left + width;
  const away = y > scene.height / 2 ? y - 16 - height : y + 16;
  box.style.transform = `translate(${Math.round(Math.max(0, left))}px, ${Math.round(covers ? away : top)}px)`;
}
