/**
 * Where a picture stands. When a reading that it waits for has failed, a sentence stands in its place
 * until a later one has come; the picture stays mounted and keeps asking.
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Sentence } from "../../engine/declarations/sentence.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";

/** Is told what has become of a reading: null when it came. */
type Report = (reading: string, failure: Sentence | null) => void;

const Place = createContext<Report>(() => {});

/** Pictures inside fail together: the nearest place around a reading is the one that tells. */
export function ReadingPlace({ children }: { children: ReactNode }) {
  const [failures, setFailures] = useState<ReadonlyMap<string, Sentence>>(new Map());
  const report = useMemo<Report>(
    () => (reading, failure) =>
      setFailures((before) => {
        if (failure === null && !before.has(reading)) return before;
        const after = new Map(before);
        if (failure === null) after.delete(reading);
        else after.set(reading, failure);
        return after;
      }),
    [],
  );
  const [first] = failures.values();
  return (
    <Place value={report}>
      {first && (
        <p className="notice" role="status" aria-label={say("Failed reading")}>
          {say("This picture could not be read: {reason}", { reason: tell(first) })}
        </p>
      )}
      <div className="reading-place" hidden={first !== undefined}>
        {children}
      </div>
    </Place>
  );
}

/** Tells the place around it what has become of a reading. */
export const useReport = (): Report => useContext(Place);
