/**
 * The only code that talks to the worker. Play, one step, reset, time travel and forks all end in the
 * engine's `advance` and `restore`; one request is under way at a time.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import type { Companion } from "../../engine/training/training.ts";
import { errorText } from "../language/tell.ts";
import type { EngineClient } from "./engine-client.ts";
import { createJourneys } from "./journeys.ts";
import { isRefused } from "./opening.ts";
import type { Readings } from "./readings.ts";
import type { Get, SetState, Weight } from "./state.ts";
import { createTrainingLoop } from "./training-loop.ts";

export interface TrainerParts {
  readonly lesson: Lesson;
  readonly client: EngineClient;
  readonly readings: Readings;
  readonly set: SetState;
  readonly get: Get;
  /** After a session has opened, before anything trains. */
  readonly onOpened: () => Promise<void>;
  /** Keeps the work in this browser. */
  readonly keep: () => Promise<void>;
  readonly onFinished: () => void;
}

export type Trainer = ReturnType<typeof createTrainer>;

export function createTrainer(parts: TrainerParts) {
  const training = createTrainingLoop(parts);
  const { opening, companions, open, refresh } = training;
  const { start, stop, giveWay, pause, stepOnce, leave, isTraining, isWanted } = training;
  return {
    start,
    stop,
    giveWay,
    pause,
    stepOnce,
    refresh,
    leave,
    isTraining,
    isWanted,
    ...createJourneys(parts, training),
    openAndShow: async () => {
      if (await open()) await refresh();
    },
    /** Asks what the set-up of the controls would take, where that is not open. */
    async weigh() {
      const { setup } = parts.get();
      let weight: Weight | null = null;
      try {
        weight = { memory: await parts.client.engine().weigh(setup) };
      } catch (error) {
        if (isRefused(error)) weight = { refused: errorText(error) };
      }
      if (weight && parts.get().setup === setup) parts.set({ weight });
    },
    /** Whether this is what the open session was opened with; undefined without one. */
    isOpenWith: (setup: Setup) => opening.isOpenWith(setup),
    isOpening: () => opening.busy,
    /** Lets a model train beside the run until the returned function is called. */
    accompany(name: string, companion: Companion): () => void {
      const stopWanting = companions.want(name, companion);
      void refresh();
      return stopWanting;
    },
  };
}
