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

const learnt = new Map<string, Map<string, Message>>();
let spoken: ReadonlyMap<string, Message> = new Map();

/** @param english what is said, with places for values: "{n} of {all} kernels"; always a literal */
export function say(english: string, values: Values = {}): string {
  const message = spoken.get(english) ?? english;
  return typeof message === "function" ? message(values) : filled(message, values);
}

/** Marks a literal that is said later, with `say`: for tables of words outside of functions. */
export function word<W extends string>(english: W): W {
  return english;
}

function filled(message: string, values: Values): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Adds translations to what is known of a language: the interface first, then each lesson opened. */
export function learn(language: string, messages: Messages): void {
  const known = knownIn(language);
  for (const [english, message] of Object.entries(messages)) known.set(english, message);
}

/** From now on `say` answers in this language; in English where it knows no better. */
export function speak(language: string): void {
  spoken = knownIn(language);
}

function knownIn(language: string): Map<string, Message> {
  const known = learnt.get(language) ?? new Map<string, Message>();
  learnt.set(language, known);
  return known;
}
