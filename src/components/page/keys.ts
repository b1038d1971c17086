/** Which key does what, and when a key belongs to what has the focus instead. */
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
