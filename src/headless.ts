/**
 * The engine for programs: `npm run train` opens headless.html in a browser and calls what is put on
 * `window` here. The same worker, lessons and engine as the notebook's, without its pages.
 */
import { startReader } from "./components/own-data/reader-client.ts";
import { engineClient } from "./components/session/engine-client.ts";
import type { Lesson } from "./engine/declarations/lesson.ts";
import { best, type HistoryRow, type Opened, type Underway } from "./engine/declarations/run.ts";
import { inEnglish, messageOf, sentence } from "./engine/declarations/sentence.ts";
import { parseSetup } from "./engine/declarations/setup.ts";
import { openOn } from "./engine/open-on.ts";
import { OwnDataError } from "./engine/own-data/limits.ts";

const lessons = import.meta.glob<{ default: Lesson }>("./lessons/*/lesson.ts");

export interface TrainRequest {
  readonly lesson: string;
  readonly settings: readonly (readonly [string, string])[];
}

/** Is told how data from files were understood, a sentence at a time. */
type Said = (sentence: string) => void;

/** Either the result, or one line that says what was wrong with the request. */
export type TrainAnswer = { readonly result: object } | { readonly wrong: string };

const api = {
  /** The data are those of the files that were put into the page's input, if there are any. */
  async train(
    request: TrainRequest,
    progress: (line: { step: number; totalSteps: number; epoch: number; loss: number }) => void,
    said: Said = () => {},
  ): Promise<TrainAnswer> {
    const known = Object.keys(lessons).map((path) => path.split("/")[2]!);
    const load = lessons[`./lessons/${request.lesson}/lesson.ts`];
    if (!load) {
      return {
        wrong: `There is no lesson "${request.lesson}"; the lessons are ${known.join(", ")}`,
      };
    }
    const lesson = (await load()).default;
    const { setup: given, problems } = parseSetup(lesson, request.settings);
    if (problems.length > 0) return { wrong: problems.map(inEnglish).join("; ") };

    const engine = engineClient.engine();
    let setup = given;
    let opened: Opened;
    try {
      const own = await readOwnData(said);
      if (own) {
        await engine.adopt(own);
        setup = { ...given, dataset: own.about.id };
      }
      opened = (await openOn(engine, setup, (underway) => said(beneathText(underway))))!;
    } catch (error) {
      return { wrong: messageOf(error) };
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
        backend: { ...opened.backend, reason: inEnglish(opened.backend.reason) },
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

/** Reads the files of the page's input with the guessed plans and the usual core. */
async function readOwnData(said: Said) {
  const files = [...(document.querySelector("input")?.files ?? [])];
  if (files.length === 0) return undefined;
  const { reader, end } = startReader();
  try {
    const heads = await reader.open(files.map((file) => ({ name: file.name, blob: file })));
    await reader.start(heads.map(({ plan }) => plan));
    let { summary } = await reader.advance(1000);
    while (!summary) ({ summary } = await reader.advance(1000));
    for (const { table, reason, count, line, text } of summary.dropped) {
      said(`${table}: left out ${count}, ${inEnglish(reason)}; the first is line ${line}: ${text}`);
    }
    for (const note of summary.notes) said(inEnglish(note));
    const core = summary.usualCore;
    const [everything] = summary.cores;
    if (core === null) throw new OwnDataError(everything?.problem ?? sentence("Nothing is left."));
    const name = heads.find(({ plan }) => plan.use === "interactions")?.name ?? "data";
    const own = await reader.take({ core, name: name.replace(/\.\w+$/, "") });
    const { users, items, interactions } = own.about;
    said(`${core}-core: ${interactions} interactions of ${users} users with ${items} items`);
    return own;
  } finally {
    end();
  }
}

const beneathText = ({ beneath, step, totalSteps }: Underway) =>
  `training ${beneath.lesson} beneath: step ${step} of ${totalSteps}`;

declare global {
  interface Window {
    headless: Headless;
  }
}
window.headless = api;
