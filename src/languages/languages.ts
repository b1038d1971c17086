/** What each language has besides the lessons' own prose: the interface and the glossary. */
import type { Language } from "../components/language/language.ts";
import type { Messages } from "../components/language/say.ts";
import type { Glossary } from "../components/prose/glossary.tsx";

const glossaries: Readonly<Record<Language, () => Promise<{ readonly glossary: Glossary }>>> = {
  en: () => import("./en/glossary.ts"),
  ru: () => import("./ru/glossary.ts"),
};

/**
 * A language is fetched when it is wanted; English is in the sources themselves. Its glossary comes with it: words
 * that become terms later would move the text that somebody reads.
 */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === "en") return {};
  const [{ messages }] = await Promise.all([import("./ru/messages.ts"), glossaries.ru()]);
  return messages;
}

/** The terms of the course: nobody waits for them, so they come behind the text. */
export const loadGlossary = async (language: Language): Promise<Glossary> =>
  (await glossaries[language]()).glossary;
