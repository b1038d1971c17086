/** The keys of presenter mode, beside those of every lesson (keys.ts). */
import { focusOf } from "./keys.ts";

export type StageCommand =
  | "previous"
  | "next"
  | "reveal"
  | "preset"
  | "blank"
  | "vote"
  | "pointer"
  | "draw"
  | "undo"
  | "pin"
  | "drawer";

/** By their place on the keyboard, so that they work under a Cyrillic layout. */
const LETTERS: Readonly<Record<string, StageCommand>> = {
  KeyB: "blank",
  KeyV: "reveal",
  KeyT: "vote",
  KeyL: "pointer",
  KeyD: "draw",
  KeyZ: "undo",
  KeyK: "pin",
  KeyS: "drawer",
};

const KEY_COMMANDS: Readonly<Record<string, StageCommand>> = {
  "0": "preset",
  ArrowLeft: "previous",
  ArrowRight: "next",
  PageUp: "previous",
  PageDown: "next",
};

const USES_ARROWS =
  "input, [role=tab], [role=slider], [role=listbox], [role=option], [role=grid], [role=application], [role=menu], [role=menuitem], [role=tree], [role=treeitem], [role=radio]";
const USES_ENTER = "button, a[href], summary, [role=button], [role=link], [role=menuitem]";

export function stageCommandOf(event: KeyboardEvent): StageCommand | null {
  const command = KEY_COMMANDS[event.key] ?? LETTERS[event.code] ?? null;
  const focused = command && focusOf(event);
  if (focused === undefined) return null;
  const turns = command === "previous" || command === "next";
  return turns && focused?.closest(USES_ARROWS) ? null : command;
}

/** Which option a number key names, from 0, and whether it takes a vote back (Shift); else null. */
export function optionOf(
  event: KeyboardEvent,
): { readonly option: number; readonly back: boolean } | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (digit === undefined || focusOf(event) === undefined) return null;
  return { option: Number(digit) - 1, back: event.shiftKey };
}

/** Whether it is Enter, and free to commit. */
export function isCommit(event: KeyboardEvent): boolean {
  if (event.key !== "Enter") return false;
  const focused = focusOf(event);
  return focused !== undefined && !focused?.closest(USES_ENTER);
}
