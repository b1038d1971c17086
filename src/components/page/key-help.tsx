import { useEffect, useRef } from "react";
import { say } from "../language/say.ts";
import { KEYS } from "./keys.ts";

/** Opens the dialog from anywhere (the key "?"). */
const OPEN = "show-keys";
export const showKeyHelp = () => dispatchEvent(new Event(OPEN));

/** The list of all keys, and the button that shows it. */
export function KeyHelpButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const show = () => {
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
        <table>
          <tbody>
            {KEYS.map(({ keys, does }) => (
              <tr key={keys}>
                <th scope="row">
                  <kbd>{say(keys)}</kbd>
                </th>
                <td>{say(does)}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
