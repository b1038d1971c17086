/**
 * What the page says, in the reader's language. English stands where it is used and is the key of its
 * translations, which are in `src/languages/<language>/` and, for a lesson, in its own prose file.
 */

/** What goes into a message's places: `{n}`. */
export type Values = Readonly<Record<string, string | number>>;

/** A translation; a function where the words depend on a value (Russian has three plurals). */
export type Message = string | ((values: Values) => string);

/** Translations by their English. */
export type Messages = Readonly<Record<string, Message>>;

/** What the interface says, and the same with the open lesson's own words over it. */
let ofInterface: Messages = {};
let spoken: Messages = ofInterface;

/** @param english what is said, with places for values: "{n} of {all} kernels"; always a literal */
export function say(english: string, values: Values = {}): string {
  const message = Object.hasOwn(spoken, english) ? spoken[english]! : english;
  return typeof message === "function" ? message(values) : filled(message, values);
}

/** Marks a literal that is said later, with `say`: for tables of words outside of functions. */
export function word<W extends string>(english: W): W {
  return english;
}

function filled(message: string, values: Values): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** From now on `say` answers with these messages, in English where there are none, and no lesson is open. */
export function speak(messages: Messages): void {
  ofInterface = messages;
  spoken = messages;
}

/** From now on these words go first: those of the open lesson, in the language that is spoken. */
export function speakOfLesson(words: Messages): void {
  spoken = { ...ofInterface, ...words };
}
