/** The settings of the next run. One under way keeps its own. */
import { SettingError } from "../../../engine/declarations/hyperparameters.ts";
import type { Setup } from "../../../engine/declarations/run.ts";
import {
  defaultSetup,
  sameSetup,
  setupOfStep,
  standing,
  withChanges,
} from "../../../engine/declarations/setup.ts";
import { say } from "../../language/say.ts";
import { readFoundationRuns } from "../foundation-runs.ts";
import { isLocked } from "../place.ts";
import type { SetupActions, SetupState } from "../state.ts";
import type { SliceParts } from "./parts.ts";

export function setupSlice(parts: SliceParts, initial: Setup): SetupState & SetupActions {
  const { lesson, storage, keeping, trainer, withData, set, get } = parts;
  return {
    setup: initial,
    stale: false,
    weight: null,
    keptSetup: null,
    foundationRuns: {},

    set(given) {
      const { locked } = get();
      const free = Object.entries(given).filter(([key]) => !isLocked(locked, key));
      const changes = Object.fromEntries(free);
      if (Object.keys(changes).length < Object.keys(given).length) {
        const sentence = say(
          "The link that you have followed does not let this setting be changed.",
        );
        set({ notices: [...new Set([...get().notices, sentence])] });
      }
      const { setup, problems } = withChanges(lesson, get().setup, changes);
      const [problem] = problems;
      if (problem) throw new SettingError(problem);
      get().takeSetup(setup);
    },

    takeSetup(given, said = []) {
      const { setup, notices: absent } = withData(given);
      const notices = [...said, ...absent];
      if (notices.length > 0) set({ notices: [...new Set([...get().notices, ...notices])] });
      if (sameSetup(setup, get().setup)) return;
      const changed = trainer.isOpenWith(setup) === false;
      // What was said of another set-up is no more true; the session that is open may still be.
      const { before: status = get().status } = get().status;
      set({ setup, stale: changed, weight: null, status });
      void keeping.keep();
      // What could not be opened, or nobody waited for, may be opened with other settings.
      const closed = trainer.isOpenWith(setup) === undefined && !trainer.isOpening();
      const { name } = get().status;
      const may = name === "Failed" || (name !== "Preparing" && !setup.on);
      if (closed && may && get().step === 0) void trainer.openAndShow();
      if (trainer.isOpening()) return void trainer.giveWay();
      if (!changed) {
        const { opened } = get();
        if (opened && trainer.isOpenWith(setup)) set({ weight: { memory: opened.memory } });
        return;
      }
      // The run under way keeps its settings and stays as it is; the next one takes the new.
      if (trainer.isTraining()) get().pause();
      else if (get().step === 0) return void trainer.openAndShow();
      void trainer.giveWay();
      void trainer.weigh();
    },

    standOn: (on) => get().takeSetup(standing(lesson, { ...get().setup, on })),

    async readFoundationRuns() {
      set({ foundationRuns: await readFoundationRuns(lesson, storage) });
    },

    useSetup(id) {
      const run = get().runs.find((known) => known.id === id);
      if (run) get().takeSetup(run.setup);
    },

    takeKeptSetup() {
      const { keptSetup } = get();
      set({ keptSetup: null });
      if (keptSetup) get().takeSetup(keptSetup);
    },
    dismissKeptSetup: () => set({ keptSetup: null }),

    putBack: () => get().takeSetup(setupOfStep(lesson, get().lessonStep, get().setup)),

    async restoreOriginal() {
      get().takeSetup(defaultSetup(lesson));
      await get().reset();
    },
  };
}
