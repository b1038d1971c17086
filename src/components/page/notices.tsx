import { useActions, useSession } from "../session/use-session.ts";
import { CloseIcon } from "./icons.tsx";

/** What the reader should know and can put away: a bad value in a link, storage that was refused. */
export function Notices() {
  const notices = useSession((state) => state.notices);
  const kept = useSession((state) => state.keptSetup !== null);
  const { dismissNotice, takeKeptSetup, dismissKeptSetup } = useActions();
  if (notices.length === 0 && !kept) return null;
  return (
    <ul className="notices" role="status" aria-label="Notices">
      {kept && (
        <li className="notice">
          <p>This link has brought its own settings. Yours from before are still kept.</p>
          <p className="notice-choice">
            <button type="button" className="button-small" onClick={takeKeptSetup}>
              Back to mine
            </button>
            <button type="button" className="button-small" onClick={dismissKeptSetup}>
              Keep the link’s
            </button>
          </p>
        </li>
      )}
      {notices.map((notice, i) => (
        <li key={notice} className="notice notice-row">
          <p>{notice}</p>
          <button
            type="button"
            className="icon-button"
            aria-label="Put this notice away"
            onClick={() => dismissNotice(i)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}
