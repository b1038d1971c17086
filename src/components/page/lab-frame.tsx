import { type ReactNode, useEffect, useState } from "react";
import { say } from "../language/say.ts";

/** Same width as in styles/lesson.css. */
const SHEET = matchMedia("(max-width: 1099px)");

function useIsSheet(): boolean {
  const [sheet, setSheet] = useState(SHEET.matches);
  useEffect(() => {
    const changed = () => setSheet(SHEET.matches);
    SHEET.addEventListener("change", changed);
    return () => SHEET.removeEventListener("change", changed);
  }, []);
  return sheet;
}

/**
 * The region that holds the lab: a column beside the text that stays in view, or, on narrow windows, a
 * sheet along the bottom that shows the transport and opens upwards.
 * @param whole whether there is no text beside it
 */
export function LabFrame({ whole, children }: { whole: boolean; children: ReactNode }) {
  const narrow = useIsSheet();
  const sheet = narrow && !whole;
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!sheet || !open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) setOpen(false);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [sheet, open]);
  return (
    <section
      className="lab-frame"
      aria-label={say("Lab")}
      data-form={sheet ? "sheet" : "column"}
      data-open={!sheet || open || undefined}
    >
      <h2 className="visually-hidden">{say("Lab")}</h2>
      {sheet && (
        <button
          type="button"
          className="sheet-handle"
          aria-expanded={open}
          aria-label={open ? say("Fold the lab") : say("Open the lab")}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true" />
        </button>
      )}
      {children}
    </section>
  );
}
