/**
 * The only code that talks to the worker. Play, one step, reset, time travel and forks all end in the
 * engine's `advance` and `restore`; one request is under way at a time.
 */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Progress, Setup, Underway } from "../../engine/declarations/run.ts";
import { sameSetup } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { errorText, tell } from "../language/tell.ts";
import type { EngineClient } from "./engine-client.ts";
import type { Readings } from "./readings.ts";
import { createRecovery, isGone } from "./recovery.ts";
import { newRun, withHighlight, withRows } from "./runs.ts";
import type { Run, SessionState, Status } from "./state.ts";

/** How long the worker trains before it answers: short enough that Pause is prompt. */
const BUDGET_MS = 40;
/** How long the worker compiles before it says how far it is. */
const COMPILE_MS = 100;
/** Steps of a warm-up: enough for every pipeline to be compiled and the clock to settle. */
const WARM_UP_STEPS = 24;

interface Parts {
  readonly lesson: Lesson;
  readonly client: EngineClient;
  readonly readings: Readings;
  readonly set: (
    change: Partial<SessionState> | ((state: SessionState) => Partial<SessionState>),
  ) => void;
  readonly get: () => SessionState;
  /** After a session has opened, before anything trains. */
  readonly onOpened: () => Promise<void>;
  /** Keeps the work in this browser. */
  readonly keep: () => Promise<void>;
  readonly onFinished: () => void;
}

export type Trainer = ReturnType<typeof createTrainer>;

export function createTrainer(parts: Parts) {
  const { lesson, client, readings, set, get, onOpened, keep, onFinished } = parts;
  /** The set-up of the open session, while there is one. */
  let openedWith: Setup | undefined;
  let opening: Promise<boolean> | undefined;
  /** Whether the loop should ask again, and its end. */
  let wanted = false;
  let looping: Promise<void> = Promise.resolve();
  let refreshing = false;

  const engine = () => client.engine();
  const status = (name: Status["name"], detail: string) => set({ status: { name, detail } });
  const currentRun = () => get().runs.find(({ id }) => id === get().currentRun);
  const changeRun = (id: string | null, change: (run: Run) => Run) =>
    set(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? change(run) : run)) }));
  const markRun = (to: Run["status"]) =>
    changeRun(get().currentRun, (run) => ({ ...run, status: to }));

  function fail(error: unknown) {
    wanted = false;
    openedWith = undefined;
    if (currentRun()?.status === "running") markRun("failed");
    status("Failed", inWords(error));
  }

  const recovery = createRecovery(client, (detail) => status("Preparing", detail));
  let reviving: Promise<void> | undefined;

  /** Once the device or the worker is gone: another one, where the old one stood. */
  async function revive(lost: Error, setup: Setup): Promise<void> {
    const { runs, step: at, notices } = get();
    const recovered = await recovery.recover(lost, setup, at, currentRun(), runs);
    const { opened, step, checkpoints, sentence } = recovered;
    const epoch = step / opened.stepsPerEpoch;
    set({ opened, step, epoch, checkpoints, notices: [...notices, sentence] });
  }

  /** After a call that failed: false when all that is left is to say so, which is done then. */
  async function revived(error: unknown): Promise<boolean> {
    try {
      if (!isGone(error) || !openedWith) throw error;
      reviving ??= revive(error as Error, openedWith).finally(() => {
        reviving = undefined;
      });
      await reviving;
      return true;
    } catch (worse) {
      fail(worse);
      return false;
    }
  }

  async function broken(error: unknown) {
    if (!(await revived(error))) return;
    if (currentRun()) markRun("paused");
    const ready = currentRun() ? say("at step {step}", { step: get().step }) : say("ready");
    status(currentRun() ? "Paused" : "Idle", ready);
    await refresh();
  }

  /** Opens a session with the set-up of the controls, unless it is open. */
  function open(): Promise<boolean> {
    if (openedWith && !get().stale) return Promise.resolve(true);
    opening ??= openAgain().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function openAgain(): Promise<boolean> {
    try {
      status("Preparing", say("loading the data and starting the back end"));
      let setup: Setup;
      do {
        setup = get().setup;
        const opened = await client.open(
          setup,
          (underway) => status("Preparing", beneathText(underway)),
          () => setup === get().setup,
        );
        if (!opened) continue;
        set({
          opened,
          stale: false,
          step: 0,
          epoch: 0,
          loss: Number.NaN,
          totalSteps: opened.totalSteps,
          checkpoints: [0],
          currentRun: null,
          stepsPerSecond: null,
          secondsLeft: null,
          user: Math.min(get().user, opened.dataset.users - 1),
          notices: [...new Set([...get().notices, ...opened.warnings.map(tell)])],
        });
        for (let left = true; left; ) {
          const { done, total } = await engine().prepare(COMPILE_MS);
          left = done < total;
          if (left) {
            status("Preparing", say("compiling kernel {n} of {total}", { n: done + 1, total }));
          }
        }
        // Settings may have changed while the worker was busy.
      } while (setup !== get().setup);
      openedWith = setup;
      await onOpened();
      status("Idle", say("ready"));
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  }

  /** The run that the next step belongs to; a new one at the start of training. */
  function ensureRun() {
    const { opened, runs } = get();
    if (currentRun() || !opened || !openedWith) return;
    const run = newRun(lesson, openedWith, opened, runs);
    set({ runs: withHighlight([...runs, run], run.id, true), currentRun: run.id });
  }

  function absorb(progress: Progress) {
    const { step, epoch, totalSteps, checkpoints, rows } = progress;
    const before = get();
    const rate = rateOf(before.stepsPerSecond, step - before.step, progress.seconds);
    const known = before.checkpoints.join() === checkpoints.join();
    set({
      step,
      epoch,
      totalSteps,
      loss: Number.isNaN(progress.loss) ? before.loss : progress.loss,
      checkpoints: known ? before.checkpoints : checkpoints,
      stepsPerSecond: rate,
      secondsLeft: rate ? (totalSteps - step) / rate : null,
    });
    changeRun(before.currentRun, (run) => ({
      ...withRows(lesson, run, rows),
      step: Math.max(step, run.step),
      totalSteps,
      seconds: run.seconds + progress.seconds,
    }));
    readings.deliver(progress, performance.now());
  }

  /** Trains until nobody wants to any more. The answer triggers the next request. */
  async function loop(): Promise<void> {
    try {
      while (wanted) {
        const due = readings.due(performance.now());
        const progress = await engine().advance({ budgetMs: BUDGET_MS }, due);
        absorb(progress);
        if (progress.diverged) return explode(progress.diverged);
        if (!progress.finished) continue;
        await finish();
      }
    } catch (error) {
      // A pause may have been asked for in the meantime.
      if (!wanted) return broken(error);
      if (!(await revived(error))) return;
      status("Training", "");
      return loop();
    }
  }

  /** The run is kept before the page says that it is finished: from then on it may be closed. */
  async function finish() {
    wanted = false;
    recovery.reset();
    markRun("finished");
    await keep();
    status("Finished", "");
    await refresh();
    onFinished();
  }

  function explode({ step, lastGood }: NonNullable<Progress["diverged"]>) {
    wanted = false;
    markRun("failed");
    const detail = say(
      "the loss has left all bounds at step {step}: the weights have grown too large. Go back to the last good step, or lower the learning rate and train again",
      { step },
    );
    set({ status: { name: "Failed", detail, lastGood } });
  }

  async function stop() {
    wanted = false;
    await looping;
  }

  /** Reads every visible picture from the model as it stands. */
  async function refresh() {
    if (wanted || refreshing || !openedWith) return;
    refreshing = true;
    try {
      // More may be asked for while the answers are on their way.
      await Promise.resolve();
      readings.deliver(await engine().read(readings.due(0, true)), performance.now());
    } catch (error) {
      refreshing = false;
      await broken(error);
    } finally {
      refreshing = false;
    }
    if (readings.unanswered()) await refresh();
  }

  async function start() {
    if (wanted) return;
    if (get().status.name === "Finished" && !get().stale) openedWith = undefined;
    if (!(await open())) return;
    ensureRun();
    wanted = true;
    markRun("running");
    status("Training", "");
    looping = loop();
  }

  const leave = client.onGone((reason) => {
    // A loop is told by the call it waits for.
    if (!wanted) void broken(reason);
  });

  return {
    openAndShow: async () => {
      if (await open()) await refresh();
    },
    start,
    stop,
    refresh,
    leave,

    /** Whether this is what the open session was opened with; undefined without one. */
    isOpenWith: (setup: Setup) => openedWith && sameSetup(setup, openedWith),
    isTraining: () => wanted,

    pause() {
      if (!wanted) return;
      wanted = false;
      markRun("paused");
      status("Paused", "");
      void looping.then(refresh);
    },

    async stepOnce() {
      await stop();
      if (!(await open())) return;
      ensureRun();
      try {
        const progress = await engine().advance({ steps: 1 }, readings.due(0, true));
        absorb(progress);
        if (progress.diverged) return explode(progress.diverged);
        if (progress.finished) return await finish();
        markRun("paused");
        status("Paused", "");
      } catch (error) {
        await broken(error);
      }
    },

    async reset() {
      await stop();
      const run = currentRun();
      if (run?.status === "running" || run?.status === "paused") markRun("stopped");
      openedWith = undefined;
      if (await open()) await refresh();
    },

    /** Time travel: the open session is put back to one of its checkpoints. */
    async goTo(step: number) {
      await stop();
      if (!openedWith) return;
      try {
        await engine().restore(step);
        const run = currentRun();
        const loss = run?.history.findLast((row) => row.step <= step)?.loss ?? Number.NaN;
        set({ step, epoch: step / (get().opened?.stepsPerEpoch ?? 1), loss });
        if (run) {
          if (run.status !== "finished") markRun("paused");
          status(step >= get().totalSteps ? "Finished" : "Paused", say("at step {step}", { step }));
        }
        await refresh();
      } catch (error) {
        await broken(error);
      }
    },

    /** @returns a sentence when there is nothing to fork from, else null */
    async fork(changes: Config): Promise<string | null> {
      await stop();
      const from = currentRun();
      const { opened, step, checkpoints } = get();
      if (!from || !opened || !openedWith) {
        return say(
          "There is no run to fork yet: train first, then go to the step it should leave from.",
        );
      }
      const restart = Object.keys(changes).find(
        (key) => lesson.hyperparameters[key]?.when === "restart",
      );
      if (restart) {
        const { label } = lesson.hyperparameters[restart]!;
        return say(
          "“{label}” changes the weights themselves, so a fork cannot take it over. Change it in the settings: training then starts anew.",
          { label: say(label) },
        );
      }
      try {
        const at = checkpoints.findLast((kept) => kept <= step) ?? 0;
        await engine().fork(at, changes);
        const setup = { ...openedWith, config: { ...openedWith.config, ...changes } };
        openedWith = setup;
        const run = newRun(lesson, setup, opened, get().runs, { from, step: at, changed: changes });
        if (from.status !== "finished") markRun("stopped");
        set(({ runs }) => ({
          setup,
          stale: false,
          step: at,
          epoch: at / opened.stepsPerEpoch,
          runs: withHighlight([...runs, run], run.id, true),
          currentRun: run.id,
          checkpoints: checkpoints.filter((kept) => kept <= at),
        }));
        status("Paused", say("forked at step {step}", { step: at }));
        await start();
      } catch (error) {
        await broken(error);
      }
      return null;
    },

    /** Compiles everything by training a few steps, measures, and goes back to the start. */
    async warmUp(): Promise<string | null> {
      await stop();
      openedWith = undefined;
      if (!(await open())) return null;
      status("Preparing", say("warming up"));
      try {
        await engine().advance({ steps: 4 }, readings.due(0, true));
        const { seconds, step } = await engine().advance({ steps: WARM_UP_STEPS }, []);
        await engine().restore(0);
        status("Idle", say("warmed up"));
        await refresh();
        const each = (1000 * seconds) / Math.max(1, step - 4);
        return say("{ms} ms a step on {adapter}; everything is compiled.", {
          ms: each.toFixed(1),
          adapter: get().opened?.backend.adapter ?? "",
        });
      } catch (error) {
        fail(error);
        return null;
      }
    },
  };
}

/** What went wrong and, where it is known, what to do. */
function inWords(error: unknown): string {
  const message = errorText(error);
  if (!/out of memory|allocation failed|memory\.grow|OOM/i.test(message)) return message;
  return say(
    "the browser has run out of memory ({message}). Close other tabs, or choose a smaller batch or dimension, and train again",
    { message },
  );
}

/** What is being trained beneath, and how far it is. */
function beneathText({ beneath, step, totalSteps }: Underway): string {
  return say("training {lesson} beneath: step {step} of {total}", {
    lesson: beneath.lesson,
    step,
    total: totalSteps,
  });
}

/** Steps a second, smoothed so that the number can be read. */
function rateOf(before: number | null, steps: number, seconds: number): number | null {
  if (steps <= 0 || seconds <= 0) return before;
  const now = steps / seconds;
  return before === null ? now : before + 0.1 * (now - before);
}
