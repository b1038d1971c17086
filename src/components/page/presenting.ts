/** Whether the page is in presenter mode: `present=1` in the link, kept there while it lasts. */
import { useCallback, useEffect } from "react";
import { tellStage, useOnStage } from "../session/on-stage.ts";
import { writeHashField } from "./hash-location.ts";

export function usePresenting(): [boolean, (on: boolean) => void] {
  const on = useOnStage();
  useEffect(() => {
    document.documentElement.toggleAttribute("data-presenting", on);
    return () => document.documentElement.removeAttribute("data-presenting");
  }, [on]);
  const set = useCallback((next: boolean) => {
    writeHashField("present", next ? "1" : null);
    tellStage();
  }, []);
  return [on, set];
}
