/** Whether the page is in presenter mode: `present=1` in the link, kept there while it lasts. */
import { useCallback, useEffect, useState } from "react";
import { readHashQuery, writeHashField } from "./hash-location.ts";

export function usePresenting(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => readHashQuery().get("present") === "1");
  useEffect(() => {
    const follow = () => setOn(readHashQuery().get("present") === "1");
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    document.documentElement.toggleAttribute("data-presenting", on);
    return () => document.documentElement.removeAttribute("data-presenting");
  }, [on]);
  const set = useCallback((next: boolean) => {
    writeHashField("present", next ? "1" : null);
    setOn(next);
  }, []);
  return [on, set];
}
