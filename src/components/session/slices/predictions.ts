/** Predictions, and the queue of runs that somebody waits for. */
import type { Setup } from "../../../engine/declarations/run.ts";
import { word } from "../../language/say.ts";
import { type PredictionState, UNANSWERED } from "../prediction.ts";
import {
  findPrediction,
  finishedRun,
  isNear,
  moreSeedsOf,
  settle,
  setupsOf,
  withSeeds,
} from "../predictions.ts";
import type { PredictionsActions, PredictionsState } from "../state.ts";
import type { SliceParts } from "./parts.ts";

export type Queue = ReturnType<typeof createQueue>;

/** Set-ups still to be trained, for a prediction or for a band of seeds. */
export function createQueue(parts: SliceParts) {
  const { lesson, keeping, trainer, background, set, get } = parts;
  let waiting: Setup[] = [];

  const change = (id: string, to: Partial<PredictionState>) => {
    const { [id]: before = UNANSWERED, ...others } = get().predictions;
    set({ predictions: { ...others, [id]: { ...before, ...to } } });
    void keeping.keep();
  };

  /** The predictions that no run has answered yet. */
  const open = () =>
    Object.entries(get().predictions).filter(
      ([, { answer, settled, problem }]) => answer && !settled && !problem,
    );

  return {
    change,

    clear(): void {
      waiting = [];
    },

    /** The queue is empty, and those who waited for its runs are told. */
    giveUp(): void {
      waiting = [];
      for (const [id] of open()) {
        change(id, {
          problem: word(
            "The run was given up before it could answer. Predict again to run it anew.",
          ),
        });
      }
    },

    /** Trains two more seeds in the background, to decide what one has not decided. */
    moreSeeds(id: string): void {
      const prediction = findPrediction(lesson, id);
      const under = get().predictions[id]?.settled?.under;
      if (!prediction || !under) return;
      background.add(moreSeedsOf(lesson, prediction, under));
      this.settleSeeds();
    },

    /** Tells the predictions that wait for three seeds what these say, once they are all there. */
    settleSeeds(): void {
      for (const [id, { settled }] of Object.entries(get().predictions)) {
        const prediction = findPrediction(lesson, id);
        if (!prediction || !settled || settled.seeds || !isNear(prediction, settled.outcome)) {
          continue;
        }
        const decided = withSeeds(lesson, prediction, settled, get().runs);
        if (decided.seeds) change(id, { settled: decided });
      }
      void keeping.keep();
    },

    /** Settles what the finished runs can settle, and starts the next run that somebody waits for. */
    async next(added: readonly Setup[] = []): Promise<void> {
      waiting.push(...added);
      for (const [id] of open()) {
        const prediction = findPrediction(lesson, id);
        if (!prediction) continue;
        const outcome = settle(lesson, prediction, get().runs, get().setup);
        if (outcome) {
          change(id, { settled: outcome });
          if (isNear(prediction, outcome.outcome)) this.moreSeeds(id);
        } else waiting.unshift(...setupsOf(lesson, prediction, get().setup));
      }
      waiting = waiting.filter((setup) => !finishedRun(get().runs, setup));
      const setup = waiting.shift();
      if (!setup) return get().beginStep();
      get().takeSetup(setup);
      await trainer.start();
    },
  };
}

export function predictionsSlice(
  { lesson, trainer, get }: SliceParts,
  queue: Queue,
): PredictionsState & PredictionsActions {
  return {
    predictions: {},
    background: 0,

    async commitPrediction(id, answer) {
      if (!findPrediction(lesson, id)) return;
      queue.change(id, { answer, settled: null, problem: null, skipped: false });
      await trainer.stop();
      queue.clear();
      await queue.next();
    },
    skipPrediction: (id) => queue.change(id, { skipped: true }),
    notePrediction: (id, note) => queue.change(id, { note: note.slice(0, 280) }),
    revealPrediction: (id) => queue.change(id, { revealed: true }),
    votePrediction: (id, votes) => queue.change(id, { votes }),
    moreSeeds: (id) => queue.moreSeeds(id),
    clearPrediction: (id) => queue.change(id, UNANSWERED),

    async threeSeeds() {
      await trainer.stop();
      const { setup } = get();
      queue.clear();
      await queue.next([0, 1, 2].map((added) => ({ ...setup, seed: setup.seed + added })));
    },
  };
}
