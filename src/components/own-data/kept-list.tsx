import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { plural } from "../../engine/own-data/limits.ts";
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
      <h3 id="own-data-kept">Kept in this browser</h3>
      <ul>
        {list.map(({ id, name, core, users, items, interactions }) => (
          <li key={id} data-current={id === dataset || undefined}>
            <div>
              {naming === id ? (
                <input
                  className="number-input"
                  aria-label={`Name of ${name}`}
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
                {core === 0 ? "everything" : `${core}-core`}: {plural(interactions, "interaction")},{" "}
                {plural(users, "user")}, {plural(items, "item")}
              </small>
            </div>
            <button
              type="button"
              className="button-small"
              aria-label={`Use ${name}`}
              onClick={() => use(id)}
            >
              Use
            </button>
            <button
              type="button"
              className="button-small"
              aria-label={`Rename ${name}`}
              onClick={() => setNaming(id)}
            >
              Rename
            </button>
            <button
              type="button"
              className="button-small"
              aria-label={`Remove ${name}`}
              onClick={() => discard(id)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {undo && (
        <p role="status">
          “{undo.name}” is removed.{" "}
          <button type="button" className="link-button" onClick={() => void undoRemove()}>
            Undo
          </button>
        </p>
      )}
    </section>
  );
}
