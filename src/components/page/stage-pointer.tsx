/** What a lecturer points with: a light that follows, lines that stay with their section, tips that stay. */
import { type PointerEvent as ReactPointer, useEffect, useRef, useState } from "react";
import { say } from "../language/say.ts";
import { stageCommandOf } from "./stage-keys.ts";
import styles from "./stage-pointer.module.css";

/** How long the light stays where nothing moves. */
const STILL_MS = 1500;

/** A line of points, as shares of the window's width and height: another window shows it at its place too. */
type Stroke = readonly (readonly [x: number, y: number])[];

export function StagePointer({ section }: { section: string }) {
  const [tool, setTool] = useState<"pointer" | "draw" | null>(null);
  const [pinned, setPinned] = useState(false);
  const [drawn, setDrawn] = useState<Readonly<Record<string, readonly Stroke[]>>>({});
  const strokes = drawn[section] ?? [];

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = stageCommandOf(event);
      if (command === "pointer" || command === "draw") {
        setTool((now) => (now === command ? null : command));
      } else if (command === "pin") setPinned((was) => !was);
      else if (command === "undo") {
        setDrawn((all) => ({ ...all, [section]: (all[section] ?? []).slice(0, -1) }));
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [section]);

  usePinned(pinned);
  return (
    <>
      {tool === "pointer" && <Light />}
      <Sheet
        strokes={strokes}
        drawing={tool === "draw"}
        change={(next) => setDrawn((all) => ({ ...all, [section]: next }))}
      />
      {(tool === "draw" || pinned) && (
        <p className={styles.said} role="status">
          {tool === "draw"
            ? say("Drawing: Z takes a line back, D ends it.")
            : say("What the pointer shows is kept: K lets it go.")}
        </p>
      )}
    </>
  );
}

/** Dims all but what the pointer is at, and fades where it rests. */
function Light() {
  const light = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let still = 0;
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      const { current } = light;
      if (!current) return;
      current.style.setProperty("--x", `${clientX}px`);
      current.style.setProperty("--y", `${clientY}px`);
      current.removeAttribute("data-still");
      clearTimeout(still);
      still = window.setTimeout(() => current.setAttribute("data-still", ""), STILL_MS);
    };
    addEventListener("pointermove", onMove);
    return () => {
      clearTimeout(still);
      removeEventListener("pointermove", onMove);
    };
  }, []);
  return (
    <div ref={light} className={styles.light} data-light="" data-still="" aria-hidden="true" />
  );
}

interface SheetProps {
  readonly strokes: readonly Stroke[];
  readonly drawing: boolean;
  readonly change: (strokes: readonly Stroke[]) => void;
}

function Sheet({ strokes, drawing, change }: SheetProps) {
  const pen = useRef(false);
  const at = ({ clientX, clientY }: ReactPointer) =>
    [clientX / innerWidth, clientY / innerHeight] as const;
  if (strokes.length === 0 && !drawing) return null;
  return (
    <svg
      className={styles.sheet}
      viewBox="0 0 1 1"
      preserveAspectRatio="none"
      role="img"
      aria-label={say("Drawn over the picture: {n}", { n: strokes.length })}
      data-drawing={drawing || undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pen.current = true;
        change([...strokes, [at(event)]]);
      }}
      onPointerMove={(event) => {
        const last = strokes.at(-1);
        if (pen.current && last) change([...strokes.slice(0, -1), [...last, at(event)]]);
      }}
      onPointerUp={() => {
        pen.current = false;
      }}
    >
      {strokes.map((stroke, n) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
          key={n}
          vectorEffect="non-scaling-stroke"
          d={stroke.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x},${y}`).join("")}
        />
      ))}
    </svg>
  );
}

/** While it is on, nothing on the page hears that the pointer has moved on: tips and highlights stay. */
function usePinned(on: boolean) {
  useEffect(() => {
    if (!on) return;
    const kinds = [
      "pointermove",
      "pointerover",
      "pointerout",
      "mousemove",
      "mouseover",
      "mouseout",
    ];
    const hold = (event: Event) => event.stopImmediatePropagation();
    for (const kind of kinds) addEventListener(kind, hold, true);
    return () => {
      for (const kind of kinds) removeEventListener(kind, hold, true);
    };
  }, [on]);
}
