import { useEffect, useMemo, useRef, useState } from "react";
import { say, word } from "../language/say.ts";
import { copyText } from "../parts/copy-text.ts";
import styles from "./code-listing.module.css";
import { codeLines, isMarked, type LineRange } from "./code-tokens.ts";

export interface CodeListingProps {
  /** Where the source is from: "model.ts". */
  readonly title: string;
  readonly source: string;
  /** Lines that compute what is being talked about; the first is scrolled to. */
  readonly marked?: readonly LineRange[];
  /** What the marked lines do, in a few words. */
  readonly note?: string | undefined;
}

const NONE: readonly LineRange[] = [];

/** The source that is running, with its lines numbered and some of them marked. */
export function CodeListing({ title, source, marked = NONE, note }: CodeListingProps) {
  const lines = useMemo(() => codeLines(source), [source]);
  const [said, setSaid] = useState("");
  const box = useRef<HTMLElement>(null);
  const first = marked[0]?.[0];
  useEffect(() => {
    const area = box.current;
    if (!area || first === undefined) return;
    const line = area.querySelector<HTMLElement>(`[data-line="${first}"]`);
    // Scrolls the listing only, never the page.
    if (line) area.scrollTop = line.offsetTop - area.clientHeight / 4;
  }, [first]);
  const copy = async () =>
    setSaid(
      (await copyText(source))
        ? word("Copied.")
        : word("This browser does not copy from here; select the text."),
    );
  const ranges = marked.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return (
    <section className={styles.listing} aria-label={say("Source of {title}", { title })}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <span>
          {ranges.length > 0 &&
            `${say("marked: {lines}", { lines: ranges.join(", ") })}${note ? ` · ${note}` : ""}`}
          {ranges.length === 0 && say("{n} lines", { n: lines.length })}
        </span>
        <span role="status">{say(said)}</span>
        <button type="button" onClick={copy}>
          {say("Copy")}
        </button>
      </div>
      <section
        ref={box}
        className={styles.code}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={say("Lines of {title}", { title })}
      >
        <pre>
          <code>
            {lines.map((tokens, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
                key={index}
                className={styles.line}
                data-line={index + 1}
                data-marked={isMarked(index + 1, marked) || undefined}
              >
                <span className={styles.number} aria-hidden="true">
                  {index + 1}
                </span>
                <span className={styles.text}>
                  {tokens.map((token, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
                    <span key={at} data-kind={token.kind === "plain" ? undefined : token.kind}>
                      {token.text}
                    </span>
                  ))}
                  {"\n"}
                </span>
              </span>
            ))}
          </code>
        </pre>
      </section>
    </section>
  );
}
