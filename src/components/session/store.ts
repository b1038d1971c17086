/**
 * One store for one lesson: what the page knows of its session, and what can be done. Training itself is
 * trainer.ts; what is kept between visits is keeping.ts.
 */
import { createStore } from "zustand/vanilla";
import { isOwnId } from "../../engine/data/datasets.ts";
import { parseValue, SettingError } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { allSettings, defaultSetup, sameSetup } from "../../engine/declarations/setup.ts";
import { WAYS } from "../../engine/ways.ts";
import { say, word } from "../language/say.ts";
import type { EngineClient } from "./engine-client.ts";
import { createKeeping } from "./keeping.ts";
import { absentSentence, type OwnDataStore } from "./own-data.ts";
import { type PredictionState, UNANSWERED } from "./prediction.ts";
import { findPrediction, finishedRun, settle, setupsOf } from "./predictions.ts";
import { Readings } from "./readings.ts";
import { withHighlight } from "./runs.ts";
import type { SessionActions, SessionState } from "./state.ts";
import type { Storage } from "./storage.ts";
import { createTrainer } from "./trainer.ts";
import { rememberWay } from "./way-here.ts";

export type SessionStore = ReturnType<typeof createSessionStore>;

/** What the page opens a lesson with. */
export interface Start {
  readonly setup: Setup;
  readonly notices: readonly string[];
  /** True when a link said something about the settings, so that kept ones do not replace it. */
  readonly fromLink: boolean;
}

export function createSessionStore(
  lesson: Lesson,
  initial: Start,
  client: EngineClient,
  storage: Storage,
  ownData: OwnDataStore,
) {
  /** The set-up, with the lesson's own dataset in place of one that this browser does not have. */
  function withData(setup: Setup): { setup: Setup; notices: string[] } {
    const { dataset } = setup;
    if (!isOwnId(dataset) || ownData.getState().has(dataset)) return { setup, notices: [] };
    return {
      setup: { ...setup, dataset: lesson.defaultDataset },
      notices: [absentSentence(dataset)],
    };
  }
  return createStore<SessionState & SessionActions>()((set, get) => {
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
      onFinished: () => void next(),
    });
    storage.onRefused((sentence) => set(({ notices }) => ({ notices: [...notices, sentence] })));

    /** Set-ups still to be trained for a band of seeds. */
    let queue: Setup[] = [];

    const changePrediction = (id: string, change: Partial<PredictionState>) => {
      const { [id]: before = UNANSWERED, ...others } = get().predictions;
      set({ predictions: { ...others, [id]: { ...before, ...change } } });
      void keeping.keep();
    };

    /** Settles what the finished runs can settle, and starts the next run that somebody waits for. */
    async function next() {
      for (const [id, { answer, settled, problem }] of Object.entries(get().predictions)) {
        const prediction = findPrediction(lesson, id);
        if (!prediction || !answer || settled || problem) continue;
        const outcome = settle(lesson, prediction, get().runs, get().setup);
        if (outcome) changePrediction(id, { settled: outcome });
        else queue.unshift(...setupsOf(lesson, prediction, get().setup));
      }
      queue = queue.filter((setup) => !finishedRun(get().runs, setup));
      const setup = queue.shift();
      if (!setup) return;
      get().takeSetup(setup);
      await trainer.start();
    }

    return {
      lesson,
      setup: initial.setup,
      status: { name: "Preparing", detail: say("opening the lesson") },
      opened: null,
      step: 0,
      epoch: 0,
      totalSteps: 0,
      loss: Number.NaN,
      stepsPerSecond: null,
      secondsLeft: null,
      currentRun: null,
      runs: [],
      undo: null,
      checkpoints: [],
      stale: false,
      notices: initial.notices,
      keptSetup: null,
      highlight: { item: null },
      user: 0,
      ratings: [],
      predictions: {},
      lessonStep: lesson.steps[0]?.id ?? "",
      view: lesson.steps[0]?.view ?? lesson.views[0]?.id ?? "",

      async prepare() {
        await ownData.getState().load();
        const { setup, notices } = withData(get().setup);
        if (notices.length > 0) set({ setup, notices: [...get().notices, ...notices] });
        const before = await keeping.restoreWork();
        const kept = before && withData(before).setup;
        if (kept && !sameSetup(kept, get().setup)) {
          if (initial.fromLink) set({ keptSetup: kept });
          else set({ setup: kept });
        }
        await trainer.openAndShow();
      },
      leave() {
        queue = [];
        trainer.leave();
        void trainer.stop();
      },

      train: trainer.start,
      pause() {
        queue = [];
        trainer.pause();
      },
      stepOnce: trainer.stepOnce,
      reset() {
        queue = [];
        for (const [id, { answer, settled, problem }] of Object.entries(get().predictions)) {
          if (!answer || settled || problem) continue;
          changePrediction(id, {
            problem: word(
              "The run was given up before it could answer. Predict again to run it anew.",
            ),
          });
        }
        return trainer.reset();
      },
      async tryBetterWay() {
        await trainer.stop();
        rememberWay(WAYS[0]);
        client.restart();
        await get().reset();
      },
      goTo: trainer.goTo,
      warmUp: trainer.warmUp,
      async fork(changes) {
        const problem = await trainer.fork(changes);
        if (problem) set(({ notices }) => ({ notices: [...notices, problem] }));
      },

      async threeSeeds() {
        await trainer.stop();
        const { setup } = get();
        queue = [0, 1, 2].map((added) => ({ ...setup, seed: setup.seed + added }));
        await next();
      },

      set(changes) {
        const settings = allSettings(lesson);
        let { config, seed, dataset, backend } = get().setup;
        for (const [key, given] of Object.entries(changes)) {
          const declaration = settings[key];
          if (!declaration)
            throw new SettingError(sentence('There is no setting "{key}"', { key }));
          const value = parseValue(key, declaration, given) as never;
          if (key === "seed") seed = value;
          else if (key === "dataset") dataset = value;
          else if (key === "backend") backend = value;
          else config = { ...config, [key]: value };
        }
        get().takeSetup({ lesson: lesson.slug, config, seed, dataset, backend });
      },

      takeSetup(given, said = []) {
        const { setup, notices: absent } = withData(given);
        const notices = [...said, ...absent];
        if (notices.length > 0) set({ notices: [...new Set([...get().notices, ...notices])] });
        if (sameSetup(setup, get().setup)) return;
        const changed = trainer.isOpenWith(setup) === false;
        set({ setup, stale: changed });
        void keeping.keep();
        // What could not be opened may be opened with other settings.
        const failed = trainer.isOpenWith(setup) === undefined && get().status.name === "Failed";
        if (failed && get().step === 0) void trainer.openAndShow();
        if (!changed) return;
        // The run under way keeps its settings and stays as it is; the next one takes the new.
        if (trainer.isTraining()) get().pause();
        else if (get().step === 0) void trainer.openAndShow();
      },

      takeKeptSetup() {
        const { keptSetup } = get();
        set({ keptSetup: null });
        if (keptSetup) get().takeSetup(keptSetup);
      },
      dismissKeptSetup: () => set({ keptSetup: null }),

      async restoreOriginal() {
        get().takeSetup(defaultSetup(lesson));
        await get().reset();
      },
      async forgetEverything() {
        await keeping.forgetEverything();
        await ownData.getState().reload();
        set({ runs: [], predictions: {}, ratings: [], undo: null, keptSetup: null });
        await get().restoreOriginal();
      },

      renameRun(id, name) {
        const text = name.trim().slice(0, 80);
        if (!text) return;
        set(({ runs }) => ({
          runs: runs.map((run) => (run.id === id ? { ...run, name: text, renamed: true } : run)),
        }));
        void keeping.keep();
      },
      deleteRun(id) {
        const gone = get().runs.find((run) => run.id === id);
        if (!gone) return;
        if (id === get().currentRun) void get().reset();
        keeping.forgetRun(id);
        set({ runs: get().runs.filter((run) => run.id !== id), undo: gone });
        void keeping.keep();
      },
      undoDelete() {
        const { undo, runs } = get();
        if (!undo) return;
        keeping.bringBackRun(undo.id);
        set({ runs: [...runs, undo].sort((a, b) => a.number - b.number), undo: null });
        void keeping.keep();
      },
      highlightRun: (id, on) => set({ runs: withHighlight(get().runs, id, on) }),
      useSetup(id) {
        const run = get().runs.find((known) => known.id === id);
        if (run) get().takeSetup(run.setup);
      },
      async importRuns(text) {
        // The checks of files are loaded when there is a file.
        const { parseRuns } = await import("./runs-import.ts");
        const read = parseRuns(lesson, text, get().runs);
        if ("problem" in read) return read.problem;
        set({ runs: [...get().runs, ...read.runs] });
        void keeping.keep();
        return null;
      },

      dismissNotice: (index) =>
        set(({ notices }) => ({ notices: notices.filter((_, i) => i !== index) })),
      setHighlight(item) {
        if (get().highlight.item !== item) set({ highlight: { item } });
      },
      setUser: (user) => set({ user }),
      rate(item, rating) {
        const others = get().ratings.filter((own) => own.item !== item);
        set({ ratings: rating === null ? others : [...others, { item, rating }] });
        keeping.keepRatings();
      },
      setLessonStep(id) {
        const step = lesson.steps.find((known) => known.id === id);
        if (step && id !== get().lessonStep) set({ lessonStep: id, view: step.view });
      },
      setView: (view) => set({ view }),

      async commitPrediction(id, answer) {
        if (!findPrediction(lesson, id)) return;
        changePrediction(id, { answer, settled: null, problem: null, skipped: false });
        await trainer.stop();
        queue = [];
        await next();
      },
      skipPrediction: (id) => changePrediction(id, { skipped: true }),
      notePrediction: (id, note) => changePrediction(id, { note: note.slice(0, 280) }),
      revealPrediction: (id) => changePrediction(id, { revealed: true }),
      clearPrediction: (id) => changePrediction(id, UNANSWERED),
      watch: (probe, args, listener) => readings.watch(probe, args, listener),
    };
  });
}
