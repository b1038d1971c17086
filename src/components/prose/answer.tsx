import type { ReactNode } from "react";

/** A question to check oneself with; its answer unfolds. */
export function Answer({ question, children }: { question: string; children: ReactNode }) {
  return (
    <details className="answer">
      <summary>{question}</summary>
      {children}
    </details>
  );
}
