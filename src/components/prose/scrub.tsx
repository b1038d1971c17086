import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { allSettings, flatten } from "../../engine/declarations/setup.ts";
import {
  nudged,
  numberText,
  positionOf,
  problemWith,
  valueAtPosition,
} from "../controls/setting-value.ts";
import { say } from "../language/say.ts";
import { useActions, useSession } from "../session/use-session.ts";

/** A number of the text that is a setting: drag it sideways, use the arrow keys, or type. */
export function Scrub({ setting }: { setting: string }) {
  const lesson = useSession((state) => state.lesson);
  const value = useSession((state) => flatten(state.setup)[setting]);
  const { set } = useActions();
  const declaration = allSettings(lesson)[setting];
  const [typed, setTyped] = useState<string | null>(null);
  const drag = useRef<{ x: number; position: number } | null>(null);
  if (!declaration || !("scale" in declaration) || typeof value !== "number") {
    throw new Error(`The prose scrubs "${setting}", which is no number of this lesson`);
  }
  const change = (next: number) => next !== value && set({ [setting]: next });
  const finish = () => {
    if (typed !== null && problemWith(declaration, typed) === null) change(Number(typed));
    setTyped(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const presses = PRESSES[event.key];
    if (presses !== undefined)
      change(nudged(declaration, value, presses * (event.shiftKey ? 10 : 1)));
    else if (event.key === "Home") change(declaration.min);
    else if (event.key === "End") change(declaration.max);
    else if (/^[\d.e-]$/.test(event.key)) setTyped((typed ?? "") + event.key);
    else if (event.key === "Backspace") setTyped((typed ?? numberText(value)).slice(0, -1));
    else if (event.key === "Enter") finish();
    else if (event.key === "Escape" && typed !== null) setTyped(null);
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, position: positionOf(declaration, value) };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const moved = drag.current.position + (event.clientX - drag.current.x);
    change(valueAtPosition(declaration, moved));
  };

  const { symbol, label, min, max } = declaration;
  return (
    <span className="scrub">
      {symbol && <span className="scrub-symbol">{symbol} = </span>}
      <span
        role="spinbutton"
        tabIndex={0}
        className="scrub-value"
        aria-label={say(label)}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={typed ?? numberText(value)}
        title={say("Drag sideways, use the arrow keys, or type")}
        data-typing={typed !== null || undefined}
        onKeyDown={onKeyDown}
        onBlur={finish}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
      >
        {typed ?? numberText(value)}
      </span>
    </span>
  );
}

const PRESSES: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
};
