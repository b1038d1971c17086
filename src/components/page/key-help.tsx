import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";

const KeyList = lazy(() => import("./key-list.tsx"));

/** Opens the dialog from anywhere (the key "?"). */
const OPEN = "show-keys";
export const showKeyHelp = () => dispatchEvent(new Event(OPEN));

/** The list of all keys, and the button that shows it. */
export function KeyHelpButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const show = () => {
      setOpen(true);
      if (!dialog.current?.open) dialog.current?.showModal();
    };
    addEventListener(OPEN, show);
    return () => removeEventListener(OPEN, show);
  }, []);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={say("All keys")}
        onClick={showKeyHelp}
      >
        ?
      </button>
      <dialog ref={dialog} className="key-help" aria-labelledby="key-help-title" closedby="any">
        <h2 id="key-help-title">{say("Keys")}</h2>
        {open && (
          <ErrorBoundary part={say("The list of keys")}>
            <Suspense fallback={<p>{say("Loading …")}</p>}>
              <KeyList />
            </Suspense>
          </ErrorBoundary>
        )}
        <p>{say("Keys rest while you type in a field.")}</p>
        <form method="dialog">
          <button type="submit" className="button">
            {say("Close")}
          </button>
        </form>
      </dialog>
    </>
  );
}
