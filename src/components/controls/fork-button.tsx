import { lazy, Suspense, useRef, useState } from "react";
import { say } from "../language/say.ts";
import { useSession } from "../session/use-session.ts";

/** Fetched when it is first opened. */
const ForkDialog = lazy(() => import("./fork-form.tsx"));

/** The way to a run that leaves from the step on screen. */
export function ForkButton({ step }: { step: number }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const ready = useSession(
    ({ runs, currentRun, checkpoints }) =>
      runs.some(({ id }) => id === currentRun) && checkpoints.length > 0,
  );
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="button-small fork-button"
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={!ready}
        onClick={() => setOpen(!open)}
      >
        {say("Fork here")}
      </button>
      {open && (
        <Suspense fallback={null}>
          <ForkDialog step={step} trigger={trigger} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
