/** What each language has besides the lessons' own prose: the interface and the glossary. */
import type { Language } from "../components/language/language.ts";
import type { Messages } from "../components/language/say.ts";
import type { Glossary } from "../components/prose/glossary.tsx";
import { glossary as english } from "./en/glossary.ts";

const glossaries = new Map<Language, Glossary>([["en", english]]);

/** A language is fetched when it is wanted; English is in the sources themselves. */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === "en") return {};
  const [{ messages }, { glossary }] = await Promise.all([
    import("./ru/messages.ts"),
    import("./ru/glossary.ts"),
  ]);
  glossaries.set(language, glossary);
  return messages;
}

/** The terms of the course in a language that has been fetched. */
export const glossaryOf = (language: Language): Glossary => glossaries.get(language) ?? english;
