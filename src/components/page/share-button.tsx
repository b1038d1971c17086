import { lazy, Suspense, useState } from "react";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { ShareIcon } from "../parts/icons.tsx";

const ShareDialog = lazy(() => import("./share-dialog.tsx"));

/** Opens what leads others to what is on screen: a link, a frame, a code for cameras. */
export function ShareButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={say("Share")}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <ShareIcon />
      </button>
      {open && (
        <ErrorBoundary part={say("Share")}>
          <Suspense>
            <ShareDialog close={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
