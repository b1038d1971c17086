/** Training as the page sees it: what it does is trainer.ts's. */
import { WAYS } from "../../../engine/ways.ts";
import { say } from "../../language/say.ts";
import type { TrainingActions, TrainingState } from "../state.ts";
import { rememberWay } from "../way-here.ts";
import type { SliceParts } from "./parts.ts";
import type { Queue } from "./predictions.ts";

export function trainingSlice(
  { client, trainer, readings, set }: SliceParts,
  queue: Queue,
): TrainingState & TrainingActions {
  return {
    status: { name: "Preparing", detail: say("opening the lesson") },
    opened: null,
    compilation: null,
    underway: null,
    step: 0,
    epoch: 0,
    totalSteps: 0,
    loss: Number.NaN,
    stepsPerSecond: null,
    secondsLeft: null,
    checkpoints: [],
    companions: {},

    train: trainer.start,
    pause() {
      queue.clear();
      trainer.pause();
    },
    stepOnce: trainer.stepOnce,
    reset() {
      queue.giveUp();
      return trainer.reset();
    },
    async tryBetterWay() {
      queue.giveUp();
      await trainer.stop();
      rememberWay(WAYS[0]);
      client.restart();
      await trainer.reset();
    },
    goTo: trainer.goTo,
    stepBack: trainer.stepBack,
    async fork(changes) {
      const problem = await trainer.fork(changes);
      if (problem) set(({ notices }) => ({ notices: [...notices, problem] }));
    },
    warmUp: trainer.warmUp,
    watch: (...of) => readings.watch(...of),
    accompany: trainer.accompany,
  };
}
