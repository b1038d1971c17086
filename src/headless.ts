/**
 * The engine for programs: `npm run train` opens headless.html in a browser and calls what is put on
 * `window` here. The same worker, lessons and engine as the notebook's, without its pages.
 */
import { engineClient } from "./components/session/engine-client.ts";
import type { Lesson } from "./engine/lesson.ts";
import { best, type HistoryRow } from "./engine/run.ts";
import { parseSetup } from "./engine/setup.ts";

const lessons = import.meta.glob<{ default: Lesson }>("./lessons/*/lesson.ts");

export interface TrainRequest {
  readonly lesson: string;
  readonly settings: readonly (readonly [string, string])[];
}

/** Either the result, or one line that says what was wrong with the request. */
export type TrainAnswer = { readonly result: object } | { readonly wrong: string };

const api = {
  async train(
    request: TrainRequest,
    progress: (line: { step: number; totalSteps: number; epoch: number; loss: number }) => void,
  ): Promise<TrainAnswer> {
    const known = Object.keys(lessons).map((path) => path.split("/")[2]!);
    const load = lessons[`./lessons/${request.lesson}/lesson.ts`];
    if (!load) {
      return {
        wrong: `There is no lesson "${request.lesson}"; the lessons are ${known.join(", ")}`,
      };
    }
    const lesson = (await load()).default;
    const { setup, problems } = parseSetup(lesson, request.settings);
    if (problems.length > 0) return { wrong: problems.join("; ") };

    const engine = engineClient.engine();
    let opened: Awaited<ReturnType<typeof engine.open>>;
    try {
      opened = await engine.open(setup);
    } catch (error) {
      return { wrong: error instanceof Error ? error.message : String(error) };
    }
    const started = performance.now();
    const history: HistoryRow[] = [];
    for (;;) {
      const answer = await engine.advance({ budgetMs: 1000 }, []);
      history.push(...answer.rows);
      const { step, totalSteps, epoch, loss, diverged, finished } = answer;
      progress({ step, totalSteps, epoch, loss });
      if (diverged) {
        return {
          wrong: `The loss is no longer a number at step ${diverged.step}; a lower lr would be right`,
        };
      }
      if (finished) break;
    }
    const chosen = best(history, lesson.selectBy, lesson.selectBetter);
    return {
      result: {
        lesson: lesson.slug,
        dataset: opened.dataset,
        backend: opened.backend,
        config: setup.config,
        seed: setup.seed,
        steps: history.at(-1)?.step ?? 0,
        seconds: (performance.now() - started) / 1000,
        bestEpoch: chosen?.epoch ?? null,
        history,
        metrics: chosen?.metrics ?? {},
        baselines: opened.baselines,
      },
    };
  },
};
export type Headless = typeof api;

declare global {
  interface Window {
    headless: Headless;
  }
}
window.headless = api;
