import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useStore } from "zustand";
import type { TablePlan } from "../../engine/own-data/columns.ts";
import { sampledName, sampleText } from "../../engine/own-data/sample.ts";
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { ownDataStore } from "../session/own-data.ts";
import { useActions } from "../session/use-session.ts";
import { Choose } from "./choose.tsx";
import { KeptList } from "./kept-list.tsx";
import { Offers } from "./offers.tsx";
import styles from "./own-data.module.css";
import { Result } from "./result.tsx";
import { TableView } from "./table-view.tsx";
import { useImport } from "./use-import.ts";

/** Files become data to train on, kept in this browser; and the list of what is kept. */
export default function OwnDataDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { set } = useActions();
  const { add } = useStore(ownDataStore);
  const { state, open, reopen, changePlan, takeSample, chooseCore, startOver, finish } =
    useImport();
  const { heads, plans, busy, problem, progress, summary } = state;
  useEffect(() => {
    dialog.current?.showModal();
    void ownDataStore.getState().reload();
    // A file let go beside the field must not make the browser leave the page.
    const stay = (event: DragEvent) => event.preventDefault();
    addEventListener("dragover", stay);
    addEventListener("drop", stay);
    return () => {
      removeEventListener("dragover", stay);
      removeEventListener("drop", stay);
    };
  }, []);
  const use = (id: string) => {
    set({ dataset: id });
    dialog.current?.close();
  };
  const chosen = heads.length > 0;
  const title = useRef<HTMLHeadingElement>(null);
  const hadChosen = useRef(chosen);
  useEffect(() => {
    // What had the focus is gone with what it belonged to.
    if (hadChosen.current !== chosen) title.current?.focus();
    hadChosen.current = chosen;
  }, [chosen]);
  return createPortal(
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="own-data-title" onClose={close}>
      <div className={styles.head}>
        <h2 ref={title} id="own-data-title" tabIndex={-1}>
          {say("Your own data")}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={say("Close your own data")}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </div>
      {!chosen && <Choose busy={busy !== null} open={open} />}
      {chosen &&
        heads.map((head, n) => (
          <TableView
            key={head.name}
            head={head}
            plan={plans[n] ?? head.plan}
            change={(plan) => changePlan(n, plan)}
            reopen={(wish) => void reopen(head.name, wish)}
          />
        ))}
      {problem && (
        <p role="alert" className={styles.problem}>
          {tell(problem)}
        </p>
      )}
      {busy && (
        <div className={styles.reading}>
          <progress
            aria-label={say("Reading")}
            {...(progress && { value: progress.bytes, max: progress.total })}
          />
          <p role="status">
            {busy === "looking" && say("Looking at the first lines.")}
            {busy === "reading" &&
              say("Reading: {lines} lines so far.", { lines: countText(progress?.lines ?? 0) })}
            {busy === "keeping" && say("Keeping the data in this browser.")}
          </p>
          <button type="button" className="button" onClick={startOver}>
            {say("Cancel")}
          </button>
        </div>
      )}
      {summary && summary.offers.length > 0 && !busy && (
        <Offers offers={summary.offers} take={takeSample} />
      )}
      {summary && summary.cores.length > 0 && (
        <Result
          key={`${heads.map(({ name }) => name).join()} ${sampleOf(plans)}`}
          summary={summary}
          core={state.core}
          chooseCore={chooseCore}
          usualName={usualName(state.heads, plans)}
          busy={busy !== null}
          keep={(name) =>
            void finish(name, async (read) => {
              await add(read);
              use(read.about.id);
            })
          }
        />
      )}
      {chosen && !busy && (
        <button type="button" className="button-small" onClick={startOver}>
          {say("Choose other files")}
        </button>
      )}
      {!chosen && <KeptList use={use} />}
    </dialog>,
    // Out of the lab: its labels are not the lab's, and the lab's styles of fields are not for it.
    document.body,
  );
}

/** What part of the files is read, in words; "" for all. */
function sampleOf(plans: readonly TablePlan[]): string {
  const sample = plans.find(({ use }) => use === "interactions")?.sample;
  return sample ? tell(sampleText(sample)) : "";
}

/** "ratings" for ratings.csv: what the data are called unless the reader says otherwise. */
function usualName(
  heads: readonly { readonly name: string }[],
  plans: readonly TablePlan[],
): string {
  const at = plans.findIndex(({ use }) => use === "interactions");
  const name = (heads[at]?.name ?? say("My data")).replace(/\.\w{1,7}$/, "");
  return sampledName(name, sampleOf(plans) || undefined);
}
