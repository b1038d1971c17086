/** Which key does what, and when a key belongs to what has the focus instead. */
import { word } from "../language/say.ts";

export const KEYS = [
  { keys: word("Space"), does: word("Train or pause") },
  { keys: ".", does: word("One training step") },
  { keys: "R", does: word("Reset to step 0, same seed") },
  { keys: "P", does: word("Presenter mode on and off") },
  { keys: "← →", does: word("In presenter mode: previous and next section") },
  { keys: "V", does: word("In presenter mode: reveal the run’s answer") },
  { keys: "0", does: word("In presenter mode: back to the section’s settings") },
  { keys: "B", does: word("In presenter mode: blank the screen") },
  { keys: "?", does: word("This list") },
] as const;

export type Command =
  | "train"
  | "step"
  | "reset"
  | "present"
  | "help"
  | "previous"
  | "next"
  | "reveal"
  | "preset"
  | "blank";

const LETTERS: Readonly<Record<string, Command>> = {
  KeyR: "reset",
  KeyP: "present",
  KeyB: "blank",
  KeyV: "reveal",
};

const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  " ": "train",
  ".": "step",
  "?": "help",
  "0": "preset",
  ArrowLeft: "previous",
  ArrowRight: "next",
  PageUp: "previous",
  PageDown: "next",
};

const TYPING =
  "textarea, select, [contenteditable=true], [role=spinbutton], [role=textbox], [role=searchbox], [role=combobox], input:not([type=checkbox], [type=radio], [type=range], [type=button])";
const PRESSABLE =
  "button, a[href], summary, input, [role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=radio], [role=option], [role=menuitem]";
const USES_ARROWS =
  "input, [role=tab], [role=slider], [role=listbox], [role=option], [role=grid], [role=application], [role=menu], [role=menuitem], [role=tree], [role=treeitem], [role=radio]";

/**
 * The command of a key, or null when it has none or when it belongs to a field, a dialog, or the
 * control that has the focus. Letters go by their place on the keyboard, so that they work under a
 * Cyrillic layout.
 */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.isComposing || document.querySelector("dialog[open]")) return null;
  const command = KEY_COMMANDS[event.key] ?? LETTERS[event.code] ?? null;
  if (!command) return null;
  const focused = event.target instanceof Element ? event.target : null;
  if (focused?.closest(TYPING) || focused?.closest("[role=dialog]")) return null;
  if (command === "train" && focused?.closest(PRESSABLE)) return null;
  if ((command === "previous" || command === "next") && focused?.closest(USES_ARROWS)) return null;
  return command;
}
