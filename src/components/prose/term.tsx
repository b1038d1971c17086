import type { ReactNode } from "react";
import { AsideCard, useAsideCard } from "../controls/aside-card.tsx";
import { termKey, useEntry } from "./glossary.tsx";

/** A word of the field; the focus or the pointer on it shows its entry in the glossary. */
export function Term({ of, children }: { of?: string; children: ReactNode }) {
  const entry = useEntry(of ?? termKey(children));
  const { open, trigger, card } = useAsideCard();
  if (!entry) return <dfn>{children}</dfn>;
  return (
    <>
      <button type="button" className="term" data-open={open || undefined} {...trigger}>
        {children}
      </button>
      <AsideCard card={card}>
        <strong>{entry.term}</strong>
        <p>{entry.means}</p>
      </AsideCard>
    </>
  );
}
