/**
 * What stays in this browser between visits: for each lesson the runs, predictions and settings, for
 * each dataset the reader's own ratings. Two tabs add to the same runs; neither loses the other's.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { parseSetup, setupFields } from "../../engine/declarations/setup.ts";
import type { Run, SessionState } from "./state.ts";
import type { Storage } from "./storage.ts";

interface KeptWork {
  readonly runs: readonly Run[];
  readonly predictions: SessionState["predictions"];
  /** The settings as link fields. */
  readonly settings: Readonly<Record<string, string>>;
  /** The section where the reader was. */
  readonly step?: string;
}

interface Parts {
  readonly lesson: Lesson;
  readonly storage: Storage;
  readonly set: (change: Partial<SessionState>) => void;
  readonly get: () => SessionState;
}

export type Keeping = ReturnType<typeof createKeeping>;

export function createKeeping({ lesson, storage, set, get }: Parts) {
  const key = workKey(lesson.slug);
  const ratingsKey = () => `ratings/${get().setup.dataset}`;
  /** Runs deleted here must not come back from what another tab has kept. */
  const deleted = new Set<string>();
  let last: Promise<void> = Promise.resolve();

  function keepNow(): Promise<void> {
    return storage.update(key, (value) => {
      const { predictions, setup, lessonStep } = get();
      const kept = readWork(value);
      const runs = merged(kept?.runs ?? [], get().runs).filter(({ id }) => !deleted.has(id));
      return {
        runs,
        predictions: { ...kept?.predictions, ...predictions },
        settings: setupFields(lesson, setup),
        step: lessonStep,
      } satisfies KeptWork;
    });
  }

  return {
    /** Keeps the work, after what is being kept already. */
    keep(): Promise<void> {
      last = last.then(keepNow);
      return last;
    },

    forgetRun: (id: string) => deleted.add(id),
    bringBackRun: (id: string) => deleted.delete(id),

    /** @returns the settings of the last visit, if they can be used, and where the reader was */
    async restoreWork(): Promise<{ setup?: Setup; step?: string } | undefined> {
      const kept = readWork(await storage.get(key));
      if (!kept) return undefined;
      // A run that was under way when the page was closed is not under way any more.
      const runs = kept.runs.map((run) =>
        run.status === "running" || run.status === "paused"
          ? { ...run, status: "stopped" as const }
          : run,
      );
      set({ runs: merged(runs, get().runs), predictions: kept.predictions });
      const { setup, problems } = parseSetup(lesson, Object.entries(kept.settings));
      const { step } = kept;
      return { ...(problems.length === 0 && { setup }), ...(step !== undefined && { step }) };
    },

    async restoreRatings() {
      const kept = await storage.get(ratingsKey());
      const ids = get().opened?.catalogue.ids;
      if (!Array.isArray(kept) || !ids) return set({ ratings: [] });
      const ratings = kept.flatMap(({ id, rating }: { id?: unknown; rating?: unknown }) => {
        const item = typeof id === "number" ? ids.indexOf(id) : -1;
        return item >= 0 && typeof rating === "number" ? [{ item, rating }] : [];
      });
      set({ ratings });
    },

    keepRatings() {
      const ids = get().opened?.catalogue.ids;
      if (!ids) return;
      const ratings = get().ratings.map(({ item, rating }) => ({ id: ids[item], rating }));
      void storage.set(ratingsKey(), ratings);
    },

    forgetEverything: () => storage.clear(),
  };
}

/** What the work of a lesson is kept under. */
export const workKey = (slug: string) => `work/${slug}`;

export function readWork(value: unknown): KeptWork | undefined {
  const kept = value as Partial<KeptWork> | undefined;
  if (!kept || !Array.isArray(kept.runs)) return undefined;
  const { runs, predictions = {}, settings = {}, step } = kept;
  return { runs, predictions, settings, ...(step !== undefined && { step }) };
}

/**
 * Both lists, each run once, the second's version where both have it, oldest first. Two tabs may both
 * have begun a "run 2"; the second one gets the next free number.
 */
function merged(kept: readonly Run[], own: readonly Run[]): Run[] {
  const byId = new Map([...kept, ...own].map((run) => [run.id, run]));
  const taken = new Set<number>();
  return [...byId.values()]
    .sort((a, b) => a.number - b.number)
    .map((run) => {
      let { number } = run;
      while (taken.has(number)) number++;
      taken.add(number);
      return number === run.number ? run : { ...run, number };
    })
    .sort((a, b) => a.number - b.number);
}
