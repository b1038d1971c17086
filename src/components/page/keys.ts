/** Which key does what on every page of a lesson, and when a key belongs to what has the focus instead. */
export type Command = "train" | "step" | "back" | "reset" | "present" | "help";

const LETTERS: Readonly<Record<string, Command>> = { KeyR: "reset", KeyP: "present" };
const KEY_COMMANDS: Readonly<Record<string, Command>> = {
  " ": "train",
  ".": "step",
  ",": "back",
  "?": "help",
};

const TYPING =
  "textarea, select, [contenteditable=true], [role=spinbutton], [role=textbox], [role=searchbox], [role=combobox], input:not([type=checkbox], [type=radio], [type=range], [type=button])";
const PRESSABLE =
  "button, a[href], summary, input, [role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=radio], [role=option], [role=menuitem]";

/** What a key of the page is pressed on; undefined where it belongs to a field, a dialog or the browser. */
export function focusOf(event: KeyboardEvent): Element | null | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.isComposing || document.querySelector("dialog[open]")) return undefined;
  const focused = event.target instanceof Element ? event.target : null;
  return focused?.closest(TYPING) || focused?.closest("[role=dialog]") ? undefined : focused;
}

/**
 * The command of a key, or null when it has none or when it belongs to a field, a dialog, or the
 * control that has the focus. Letters go by their place on the keyboard, so that they work under a
 * Cyrillic layout.
 */
export function commandOf(event: KeyboardEvent): Command | null {
  const command = KEY_COMMANDS[event.key] ?? LETTERS[event.code] ?? null;
  const focused = command && focusOf(event);
  if (focused === undefined) return null;
  return command === "train" && focused?.closest(PRESSABLE) ? null : command;
}
