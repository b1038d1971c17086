import { useLanguage } from "../language/language.ts";
import { say } from "../language/say.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { useActions, useSession } from "../session/use-session.ts";

/** What the reader should know and can put away: a bad value in a link, storage that was refused. */
export function Notices() {
  const spoken = useLanguage();
  const notices = useSession((state) => state.notices);
  const kept = useSession((state) => state.keptSetup !== null);
  const { dismissNotice, takeKeptSetup, dismissKeptSetup } = useActions();
  const some = notices.length > 0 || kept;
  // The region is there before there is anything in it, or a screen reader would not say it.
  return (
    <div role="status" lang={spoken} aria-label={say("Notices")}>
      {some && (
        <ul className="notices">
          {kept && (
            <li className="notice">
              <p>
                {say("This link has brought its own settings. Yours from before are still kept.")}
              </p>
              <p className="notice-choice">
                <button type="button" className="button-small" onClick={takeKeptSetup}>
                  {say("Back to mine")}
                </button>
                <button type="button" className="button-small" onClick={dismissKeptSetup}>
                  {say("Keep the link’s")}
                </button>
              </p>
            </li>
          )}
          {notices.map((notice, i) => (
            <li key={notice} className="notice notice-row">
              <p>{say(notice)}</p>
              <button
                type="button"
                className="icon-button"
                aria-label={say("Put this notice away")}
                onClick={() => dismissNotice(i)}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
