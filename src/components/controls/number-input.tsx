import { type KeyboardEvent, useEffect, useState } from "react";
import type { NumberDeclaration } from "../../engine/declarations/hyperparameters.ts";
import { say } from "../language/say.ts";
import { nudged, numberText, problemWith } from "./setting-value.ts";

interface Props {
  readonly id: string;
  readonly declaration: NumberDeclaration;
  readonly value: number;
  readonly change: (value: number) => void;
  /** Ids of what else describes the field. */
  readonly describedBy?: string;
}

/**
 * A number to be typed. What can be used is used at once; what cannot stays in the field with a
 * sentence that says what would be right, and the last good value stays in force.
 */
export function NumberInput({ id, declaration, value, change, describedBy }: Props) {
  const [text, setText] = useState(() => numberText(value));
  const problem = problemWith(declaration, text);
  useEffect(() => {
    // Changed from elsewhere (a slider, a link, the prose): the field follows.
    setText((now) => (Number(now) === value && now.trim() !== "" ? now : numberText(value)));
  }, [value]);
  const type = (next: string) => {
    setText(next);
    if (problemWith(declaration, next) === null && Number(next) !== value) change(Number(next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const presses = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (presses === undefined) return;
    event.preventDefault();
    const next = nudged(declaration, value, presses * (event.shiftKey ? 10 : 1));
    setText(numberText(next));
    if (next !== value) change(next);
  };
  return (
    <>
      <input
        id={id}
        className="number-input"
        type="number"
        step="any"
        min={declaration.min}
        max={declaration.max}
        value={text}
        autoComplete="off"
        aria-invalid={problem !== null || undefined}
        aria-describedby={
          [problem ? `${id}-problem` : "", describedBy].filter(Boolean).join(" ") || undefined
        }
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {problem && (
        <span id={`${id}-problem`} className="setting-problem" role="alert">
          {problem} {say("Still {value}.", { value: numberText(value) })}
        </span>
      )}
    </>
  );
}
