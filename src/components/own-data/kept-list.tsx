import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { ownDataStore } from "../session/own-data.ts";
import { useActions, useSession } from "../session/use-session.ts";
import styles from "./own-data.module.css";

/** The reader's data in this browser: to use, to rename, to remove. */
export function KeptList({ use }: { use: (id: string) => void }) {
  const { list, undo, rename, remove, undoRemove, forgetUndo } = useStore(ownDataStore);
  const dataset = useSession((state) => state.setup.dataset);
  const usual = useSession((state) => state.lesson.defaultDataset);
  const { set } = useActions();
  const [naming, setNaming] = useState<string | null>(null);
  useEffect(() => forgetUndo, [forgetUndo]);
  if (list.length === 0 && !undo) return null;
  const discard = (id: string) => {
    if (id === dataset) set({ dataset: usual });
    void remove(id);
  };
  return (
    <section className={styles.kept} aria-labelledby="own-data-kept">
      <h3 id="own-data-kept">{say("Kept in this browser")}</h3>
      <ul>
        {list.map(({ id, name, core, users, items, interactions }) => (
          <li key={id} data-current={id === dataset || undefined}>
            <div>
              {naming === id ? (
                <input
                  className="number-input"
                  aria-label={say("Name of {name}", { name })}
                  defaultValue={name}
                  maxLength={60}
                  // biome-ignore lint/a11y/noAutofocus: the reader has just asked to type here
                  autoFocus
                  onFocus={(event) => event.target.select()}
                  onBlur={({ target }) => {
                    setNaming(null);
                    void rename(id, target.value);
                  }}
                  onKeyDown={(event) => {
                    if (event.key === "Enter") event.currentTarget.blur();
                    if (event.key !== "Escape") return;
                    event.preventDefault();
                    setNaming(null);
                  }}
                />
              ) : (
                <b>{name}</b>
              )}
              <small>
                {say("{core}: {interactions}, {users}, {items}", {
                  core: core === 0 ? say("everything") : say("{k}-core", { k: core }),
                  interactions: plural(interactions, "interaction"),
                  users: plural(users, "user"),
                  items: plural(items, "item"),
                })}
              </small>
            </div>
            <button
              type="button"
              className="button-small"
              aria-label={say("Use {name}", { name })}
              onClick={() => use(id)}
            >
              {say("Use")}
            </button>
            <button
              type="button"
              className="button-small"
              aria-label={say("Rename {name}", { name })}
              onClick={() => setNaming(id)}
            >
              {say("Rename")}
            </button>
            <button
              type="button"
              className="button-small"
              aria-label={say("Remove {name}", { name })}
              onClick={() => discard(id)}
            >
              {say("Remove")}
            </button>
          </li>
        ))}
      </ul>
      {undo && (
        <p role="status">
          {say("“{name}” is removed.", { name: undo.name })}{" "}
          <button type="button" className="link-button" onClick={() => void undoRemove()}>
            {say("Undo")}
          </button>
        </p>
      )}
    </section>
  );
}
