/**
 * One store for one lesson: what the page knows of its session, and what can be done, in slices that each
 * have a reason. Training itself is trainer.ts; what is kept between visits is keeping.ts.
 */
import { createStore } from "zustand/vanilla";
import { isOwnId } from "../../engine/data/datasets.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { sameSetup, setupOfStep, standing } from "../../engine/declarations/setup.ts";
import { createBackground } from "./background.ts";
import type { EngineClient } from "./engine-client.ts";
import { createKeeping } from "./keeping.ts";
import { absentSentence, type OwnDataStore } from "./own-data.ts";
import type { Place, Restrictions } from "./place.ts";
import { Readings } from "./readings.ts";
import type { SliceParts } from "./slices/parts.ts";
import { createQueue, predictionsSlice } from "./slices/predictions.ts";
import { readerSlice } from "./slices/reader.ts";
import { runsSlice } from "./slices/runs.ts";
import { setupSlice } from "./slices/setup.ts";
import { trainingSlice } from "./slices/training.ts";
import type { SessionActions, SessionState } from "./state.ts";
import type { Storage } from "./storage.ts";
import { createTrainer } from "./trainer.ts";

export type SessionStore = ReturnType<typeof createSessionStore>;

/** What the page opens a lesson with. */
export interface Start extends Restrictions {
  readonly setup: Setup;
  readonly notices: readonly string[];
  /** True when a link said something about the settings, so that kept ones do not replace it. */
  readonly fromLink: boolean;
  /** The section that the link opens at. */
  readonly step?: string;
  /** What else it leads to. */
  readonly place: Place;
}

export function createSessionStore(
  lesson: Lesson,
  initial: Start,
  client: EngineClient,
  storage: Storage,
  ownData: OwnDataStore,
  /** Makes the client of a second worker, for runs in the background. */
  spare: () => EngineClient,
) {
  function withData(setup: Setup): { setup: Setup; notices: string[] } {
    const { dataset } = setup;
    const known = !isOwnId(dataset) || ownData.getState().has(dataset);
    if (known) return { setup: standing(lesson, setup), notices: [] };
    return {
      setup: standing(lesson, { ...setup, dataset: lesson.defaultDataset }),
      notices: [absentSentence(dataset)],
    };
  }
  return createStore<SessionState & SessionActions>()((set, get, { subscribe }) => {
    const readings = new Readings(() => void trainer.refresh());
    const keeping = createKeeping({ lesson, storage, set, get });
    const trainer = createTrainer({
      lesson,
      client,
      readings,
      set,
      get,
      onOpened: keeping.restoreRatings,
      keep: keeping.keep,
      onFinished: () => void queue.next(),
    });
    const background = createBackground({
      lesson,
      spare,
      set,
      get,
      subscribe,
      onRun: () => queue.settleSeeds(),
    });
    const parts: SliceParts = {
      lesson,
      client,
      storage,
      keeping,
      readings,
      trainer,
      background,
      withData,
      set,
      get,
    };
    const queue = createQueue(parts);
    storage.onRefused((sentence) => set(({ notices }) => ({ notices: [...notices, sentence] })));

    return {
      lesson,
      ...setupSlice(parts, initial.setup),
      ...trainingSlice(parts, queue),
      ...runsSlice(parts),
      ...predictionsSlice(parts, queue),
      ...readerSlice(parts, initial),

      async prepare() {
        await ownData.getState().load();
        const { setup, notices } = withData(get().setup);
        if (notices.length > 0) set({ setup, notices: [...get().notices, ...notices] });
        const first = get().lessonStep;
        const [kept] = await Promise.all([keeping.restoreWork(), get().readFoundationRuns()]);
        if (initial.fromLink) {
          const own = kept?.setup && withData(kept.setup).setup;
          if (own && !sameSetup(own, get().setup)) set({ keptSetup: own });
        } else if (get().lessonStep === first) {
          // Where the reader was, with what is theirs, and not with what they had changed there.
          const back = initial.step ?? kept?.step ?? first;
          const at = lesson.steps.find(({ id }) => id === back)?.id ?? first;
          const own = withData(setupOfStep(lesson, at, kept?.setup ?? get().setup));
          get().openAt(at, own.setup);
          if (at !== first) set({ returnTo: at });
        }
        await trainer.openAndShow();
        get().goToPlace(initial.place);
      },
      leave() {
        queue.clear();
        background.stop();
        trainer.leave();
      },
      async forgetEverything() {
        await keeping.forgetEverything();
        await ownData.getState().reload();
        const nothing = { runs: [], predictions: {}, ratings: [], foundationRuns: {} };
        set({ ...nothing, undo: null, keptSetup: null });
        await get().restoreOriginal();
      },
    };
  });
}
