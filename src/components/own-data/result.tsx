import { useState } from "react";
import type { CoreChoice } from "../../engine/own-data/cores.ts";
import type { Summary } from "../../engine/own-data/reader.ts";
import { exampleTold } from "../../engine/own-data/story.ts";
import { countText, plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import styles from "./own-data.module.css";

interface Props {
  readonly summary: Summary;
  readonly core: number | null;
  readonly chooseCore: (core: number) => void;
  readonly usualName: string;
  readonly busy: boolean;
  readonly keep: (name: string) => void;
}

/** What was read, what was left out and why, how much of it to keep, and what it is to be called. */
export function Result({ summary, core, chooseCore, usualName, busy, keep }: Props) {
  const [name, setName] = useState(usualName);
  const { lines, users, items, interactions, dropped, notes, example, cores } = summary;
  return (
    <form
      className={styles.result}
      onSubmit={(event) => {
        event.preventDefault();
        keep(name);
      }}
    >
      <p role="status" className={styles.said}>
        {say("{lines} read: {interactions} of {users} with {items}.", {
          lines: plural(lines, "line"),
          interactions: plural(interactions, "interaction"),
          users: plural(users, "user"),
          items: plural(items, "item"),
        })}
      </p>
      {example && <p>{tell(exampleTold(example))}</p>}
      {notes.length > 0 && (
        <ul className={styles.facts}>
          {notes.map((note) => (
            <li key={tell(note)}>{tell(note)}</li>
          ))}
        </ul>
      )}
      {dropped.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keys
        <section className={styles.scroll} aria-label={say("Left out")} tabIndex={0}>
          <table>
            <caption>{say("Left out")}</caption>
            <thead>
              <tr>
                <th scope="col">{say("Lines")}</th>
                <th scope="col">{say("Because")}</th>
                <th scope="col">{say("For example")}</th>
              </tr>
            </thead>
            <tbody>
              {dropped.map(({ table, reason, count, line, text }) => (
                <tr key={`${table} ${reason.english}`}>
                  <td data-number="">{countText(count)}</td>
                  <td>{tell(reason)}</td>
                  <td>
                    <code>{text}</code>
                    <small>{say("{table}, line {line}", { table, line: countText(line) })}</small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <fieldset className={styles.cores}>
        <legend>{say("How much of it: the k-core")}</legend>
        <p>
          {say(
            "In the k-core every user and every item has at least k interactions. A small k keeps more; a large k keeps those of whom there is enough to learn.",
          )}
        </p>
        {cores.map((choice) => (
          <label key={choice.k} data-off={choice.problem !== null || undefined}>
            <input
              type="radio"
              name="own-data-core"
              checked={core === choice.k}
              disabled={choice.problem !== null}
              onChange={() => chooseCore(choice.k)}
            />
            <CoreText {...choice} />
          </label>
        ))}
      </fieldset>
      <div className={styles.keep}>
        <label>
          {say("Name")}{" "}
          <input
            className="number-input"
            value={name}
            maxLength={60}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <button
          type="submit"
          className="button button-primary"
          aria-disabled={core === null || busy}
          disabled={core === null || busy}
        >
          {say("Use these data")}
        </button>
      </div>
    </form>
  );
}

function CoreText({ k, users, items, interactions, problem, warning }: CoreChoice) {
  const remark = problem ?? warning;
  return (
    <span>
      <b>{k === 0 ? say("Everything") : say("{k}-core", { k })}</b>{" "}
      {users > 0 &&
        say("{interactions}, {users}, {items}", {
          interactions: plural(interactions, "interaction"),
          users: plural(users, "user"),
          items: plural(items, "item"),
        })}
      {remark && <small>{tell(remark)}</small>}
    </span>
  );
}
