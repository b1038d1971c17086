/** The films that are read and their names; one can be left out, and what begins alike lights up. */
import type { Catalogue } from "../../engine/data/dataset.ts";
import styles from "./generative.module.css";
import { agreeing } from "./tree-layout.ts";
import { tokenText } from "./trie.ts";

interface HistoryNamesProps {
  readonly films: readonly number[];
  /** [films, T] */
  readonly tokens: Int32Array;
  readonly first: readonly number[];
  readonly catalogue: Catalogue;
  readonly without: number | undefined;
  readonly lit: readonly number[] | null;
  readonly onWithout: (film: number | undefined) => void;
}

export function HistoryNames(props: HistoryNamesProps) {
  const { films, tokens, first, catalogue, without, lit, onWithout } = props;
  const T = first.length;
  return (
    <section className={styles.history} aria-label="Films that are read, newest first">
      <h4>
        {films.length} films, {films.length * T} tokens
      </h4>
      <ol>
        {[...films.keys()].reverse().map((at) => {
          const film = films[at]!;
          const name = tokens.subarray(at * T, (at + 1) * T);
          const alike = lit ? agreeing(name, lit) : 0;
          const out = film === without;
          return (
            <li key={film} data-out={out || undefined}>
              <span title={catalogue.titles[film]}>{catalogue.titles[film]}</span>
              <button
                type="button"
                aria-label={
                  out ? `Put ${catalogue.titles[film]} back` : `Leave out ${catalogue.titles[film]}`
                }
                aria-pressed={out}
                onClick={() => onWithout(out ? undefined : film)}
              >
                {out ? "+" : "×"}
              </button>
              <span className={styles.tokens}>
                {[...name].map((token, t) => (
                  <code key={token} data-lit={t < alike || undefined}>
                    {tokenText({ first }, token)}
                  </code>
                ))}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
