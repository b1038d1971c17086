/**
 * Which language the reader reads: their choice, or the one that a link asks for (`lang=ru`), else
 * English. `lang` on <html> always says which.
 */

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { type Messages, speak } from "./say.ts";

/** By their codes, with the names they call themselves. */
export const LANGUAGES = { en: "English", ru: "Русский" } as const;
export type Language = keyof typeof LANGUAGES;

/** How a language is had: its messages are fetched when it is chosen. */
export type LoadMessages = (language: Language) => Promise<Messages>;

/** What stands between thousands: in Russian a comma would be the decimal point. */
const BETWEEN_THOUSANDS: Readonly<Record<Language, string>> = { en: ",", ru: "\u202f" };

const store = createStore<{ language: Language }>()(() => ({ language: "en" }));
let load: LoadMessages = async () => ({});

export const useLanguage = (): Language => useStore(store, ({ language }) => language);
export const currentLanguage = (): Language => store.getState().language;

/** Made once: toLocaleString makes one a call, which was a fifth of all React did in training. */
const counts = new Intl.NumberFormat("en");

/** A whole number in groups of three: 3496 is "3,496", in Russian "3 496". */
export function groupedText(value: number): string {
  return counts.format(value).replaceAll(",", BETWEEN_THOUSANDS[currentLanguage()]);
}

const isLanguage = (text: string | null): text is Language =>
  text !== null && Object.hasOwn(LANGUAGES, text);

/** Storage may be refused (private mode); the choice then lasts as long as the page. */
function keptChoice(): string | null {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}

/**
 * Before the first page is shown. A language that cannot be fetched leaves the page in English.
 * @param asked the language of the link, if it names one
 */
export async function startLanguage(messages: LoadMessages, asked: string | null): Promise<void> {
  load = messages;
  const wanted = isLanguage(asked) ? asked : keptChoice();
  if (!isLanguage(wanted) || wanted === "en") return;
  try {
    await change(wanted);
  } catch (error) {
    console.warn(error);
  }
}

/** @throws when the language cannot be fetched; the page then stays as it is */
export async function chooseLanguage(language: Language): Promise<void> {
  await change(language);
  try {
    localStorage.setItem("language", language);
  } catch {}
}

async function change(language: Language): Promise<void> {
  speak(await load(language));
  document.documentElement.lang = language;
  store.setState({ language });
}
