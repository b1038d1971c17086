import { useRef } from "react";
import { say } from "../language/say.ts";
import { useActions, useSession } from "./use-session.ts";

/** What can be done with all of the work at once: three seeds, the original settings, a clean slate. */
export function WorkTools() {
  const { threeSeeds, restoreOriginal, forgetEverything } = useActions();
  const busy = useSession(({ status }) => status.name === "Preparing");
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div className="work-tools">
      <button
        type="button"
        className="button-small"
        disabled={busy}
        title={say(
          "Runs these settings with three seeds; the band on the curve is what chance alone does",
        )}
        onClick={() => void threeSeeds()}
      >
        {say("Three seeds")}
      </button>
      <button type="button" className="button-small" onClick={() => void restoreOriginal()}>
        {say("Restore the original")}
      </button>
      <button type="button" className="button-small" onClick={() => dialog.current?.showModal()}>
        {say("Forget everything")}
      </button>
      <dialog ref={dialog} className="key-help" aria-labelledby="forget-title">
        <h2 id="forget-title">{say("Forget everything?")}</h2>
        <p>
          {say(
            "All runs, predictions, ratings and data of your own that this browser keeps will be deleted, in every lesson. This cannot be undone; export your runs first if you want them.",
          )}
        </p>
        <form method="dialog" className="dialog-buttons">
          <button type="submit" className="button">
            {say("Keep my work")}
          </button>
          <button type="submit" className="button" onClick={() => void forgetEverything()}>
            {say("Delete all of it")}
          </button>
        </form>
      </dialog>
    </div>
  );
}
