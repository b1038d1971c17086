import { createContext, type ReactNode, useContext } from "react";

/** A term in one or two lines. */
export interface GlossaryEntry {
  readonly term: string;
  readonly means: string;
}
export type Glossary = Readonly<Record<string, GlossaryEntry>>;

export const GlossaryContext = createContext<Glossary>({});
export const useEntry = (id: string): GlossaryEntry | undefined => useContext(GlossaryContext)[id];

/** The key of a term in the glossary: "Negative sampling" is "negative-sampling". */
export function termKey(children: ReactNode): string {
  return typeof children === "string" ? children.trim().toLowerCase().replaceAll(/\s+/g, "-") : "";
}
