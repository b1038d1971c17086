/** Through time and back: reset, checkpoints, forks, and the warm-up before a class. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { say } from "../language/say.ts";
import type { TrainerParts } from "./trainer.ts";
import type { TrainingLoop } from "./training-loop.ts";

/** Steps of a warm-up: enough for every pipeline to be compiled and the clock to settle. */
const WARM_UP_STEPS = 24;
/** A worker that trains for longer without an answer would be taken for a silent one. */
const SLICE_MS = 200;

export function createJourneys(parts: TrainerParts, training: TrainingLoop) {
  const { lesson, client, readings, set, get } = parts;
  const { book, opening, open, stop, halt, refresh, broken } = training;
  const engine = () => client.engine();

  /** The session is put back to one of its checkpoints, and what the page says of it. */
  async function restore(step: number) {
    const { epoch, totalSteps } = await engine().restore(step);
    const loss = book.run()?.history.findLast((row) => row.step <= step)?.loss ?? Number.NaN;
    set({ step, epoch, totalSteps, loss });
  }

  return {
    async reset() {
      const waiting = get().underway && opening.busy;
      opening.become(undefined);
      await halt();
      const run = book.run();
      if (run?.status === "running" || run?.status === "paused") book.mark("stopped");
      if (waiting) {
        await opening.giveUp();
        return book.status("Idle", say("Train makes the run beneath first"));
      }
      if (await open()) await refresh();
    },

    /** Time travel: the open session is put back to one of its checkpoints. */
    async goTo(step: number) {
      await stop();
      if (!opening.setup) return;
      try {
        await restore(step);
        const run = book.run();
        const { totalSteps } = get();
        if (run) {
          if (run.status !== "finished") book.mark("paused");
          const there = say("at step {step}", { step });
          book.status(step >= totalSteps ? "Finished" : "Paused", there);
        }
        await refresh();
      } catch (error) {
        await broken(error);
      }
    },

    /** One step back: to the checkpoint before it, and from there the same steps once more, but the last. */
    async stepBack() {
      await stop();
      const { step, checkpoints } = get();
      const from = checkpoints.findLast((kept) => kept < step);
      if (!opening.setup || from === undefined) return;
      try {
        await restore(from);
        while (get().step < step - 1) {
          const steps = step - 1 - get().step;
          book.absorb(await engine().advance({ steps, budgetMs: SLICE_MS }, []));
        }
        book.mark("paused");
        book.status("Paused", "");
        await refresh();
      } catch (error) {
        await broken(error);
      }
    },

    /** @returns a sentence when there is nothing to fork from, else null */
    async fork(changes: Config): Promise<string | null> {
      await stop();
      const from = book.run();
      const { opened, step, checkpoints } = get();
      if (!from || !opened || !opening.setup) {
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
        const { epoch } = await engine().restore(at);
        await engine().fork(at, changes);
        const setup = { ...opening.setup, config: { ...opening.setup.config, ...changes } };
        opening.become(setup);
        if (from.status !== "finished") book.mark("stopped");
        set({
          setup,
          stale: false,
          step: at,
          epoch,
          checkpoints: checkpoints.filter((kept) => kept <= at),
        });
        book.begin(setup, { from, step: at, changed: changes });
        book.status("Paused", say("forked at step {step}", { step: at }));
        await training.start();
      } catch (error) {
        await broken(error);
      }
      return null;
    },

    /** Compiles everything by training a few steps, measures, and goes back to the start. */
    async warmUp(): Promise<string | null> {
      await stop();
      opening.become(undefined);
      if (!(await open())) return null;
      book.status("Preparing", say("warming up"));
      try {
        await engine().advance({ steps: 4 }, readings.due(0, true));
        const { seconds, step } = await engine().advance({ steps: WARM_UP_STEPS }, []);
        await engine().restore(0);
        book.status("Idle", say("warmed up"));
        await refresh();
        const each = (1000 * seconds) / Math.max(1, step - 4);
        return say("{ms} ms a step on {adapter}; everything is compiled.", {
          ms: each.toFixed(1),
          adapter: get().opened?.backend.adapter ?? "",
        });
      } catch (error) {
        training.fail(error);
        return null;
      }
    },
  };
}
