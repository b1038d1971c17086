import { useEffect } from "react";
import { useActions, useSession } from "../session/use-session.ts";
import { showKeyHelp } from "./key-help.tsx";
import { commandOf } from "./keys.ts";

/** The keys that work everywhere in a lesson. */
export function useLessonKeys(togglePresenting: () => void): void {
  const training = useSession(
    ({ status }) => status.name === "Training" || status.name === "Preparing",
  );
  const { train, pause, stepOnce, stepBack, reset } = useActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command === "train") {
        if (event.repeat) return event.preventDefault();
        if (training) pause();
        else void train();
      } else if (command === "step") void stepOnce();
      else if (command === "back") void stepBack();
      else if (command === "reset") void reset();
      else if (command === "present") togglePresenting();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [training, train, pause, stepOnce, stepBack, reset, togglePresenting]);
}

/** "?" lists the keys on every page. */
export function useHelpKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (commandOf(event) !== "help") return;
      event.preventDefault();
      showKeyHelp();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
