import { lazy, Suspense, useState } from "react";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";

const OwnDataDialog = lazy(() => import("./own-data-dialog.tsx"));

/** Beside the field for the dataset: the way to data of the reader's own. */
export function OwnDataButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="link-button own-data-open"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {say("Your own data …")}
      </button>
      {open && (
        <ErrorBoundary part={say("Your own data")}>
          <Suspense fallback={null}>
            <OwnDataDialog close={() => setOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
