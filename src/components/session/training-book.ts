/** What training writes into the session's state: status, progress, and the run that it belongs to. */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Opened, Progress, Setup } from "../../engine/declarations/run.ts";
import { tell } from "../language/tell.ts";
import { newRun, withHighlight, withRows } from "./runs.ts";
import type { Get, Run, SetState, Status } from "./state.ts";

interface Parts {
  readonly lesson: Lesson;
  readonly set: SetState;
  readonly get: Get;
}

export type TrainingBook = ReturnType<typeof createTrainingBook>;

export function createTrainingBook({ lesson, set, get }: Parts) {
  const run = () => get().runs.find(({ id }) => id === get().currentRun);
  const change = (to: (run: Run) => Run) =>
    set(({ runs, currentRun }) => ({
      runs: runs.map((one) => (one.id === currentRun ? to(one) : one)),
    }));

  return {
    /** The run being trained or shown last. */
    run,
    status: (name: Status["name"], detail: string) => set({ status: { name, detail } }),
    mark: (status: Run["status"]) => change((one) => ({ ...one, status })),
    notice: (sentence: string) => set(({ notices }) => ({ notices: [...notices, sentence] })),

    /** A session has opened, at its first step. */
    opened(opened: Opened): void {
      set({
        opened,
        stale: false,
        weight: { memory: opened.memory },
        step: 0,
        epoch: 0,
        loss: Number.NaN,
        totalSteps: opened.totalSteps,
        checkpoints: [0],
        currentRun: null,
        stepsPerSecond: null,
        secondsLeft: null,
        compilation: null,
        user: Math.min(get().user, opened.dataset.users - 1),
        notices: [...new Set([...get().notices, ...opened.warnings.map(tell)])],
      });
    },

    /** The run that the next step belongs to: a new one at the start of training, or where a fork leaves. */
    begin(setup: Setup, fork?: Parameters<typeof newRun>[4]): void {
      const { opened, runs } = get();
      if (!opened) return;
      const begun = newRun(lesson, setup, opened, runs, fork);
      set({ runs: withHighlight([...runs, begun], begun.id, true), currentRun: begun.id });
    },

    absorb(progress: Progress): void {
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
      change((one) => ({
        ...withRows(lesson, one, rows),
        step: Math.max(step, one.step),
        totalSteps,
        seconds: one.seconds + progress.seconds,
      }));
    },
  };
}

/** Steps a second, smoothed so that the number can be read. */
function rateOf(before: number | null, steps: number, seconds: number): number | null {
  if (steps <= 0 || seconds <= 0) return before;
  const now = steps / seconds;
  return before === null ? now : before + 0.1 * (now - before);
}
