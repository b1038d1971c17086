/**
 * The engine for programs: `npm run train` opens headless.html in a browser and calls what is put on
 * `window` here. The same worker, lessons and engine as the notebook's, without its pages.
 */
import {
  claimsOf,
  contradictions,
  type PlacedClaim,
  resultOf,
  runKey,
  SEEDS,
  type Trained,
} from "./claims.ts";
import { startReader } from "./components/own-data/reader-client.ts";
import { engineClient } from "./components/session/engine-client.ts";
import { titleOf } from "./components/session/run-words.ts";
import { loadDeclaration, SLUGS } from "./declared.ts";
import type { Lesson } from "./engine/declarations/lesson.ts";
import { inAll, type Memory } from "./engine/declarations/memory.ts";
import {
  best,
  type HistoryRow,
  type Opened,
  type Setup,
  type Underway,
} from "./engine/declarations/run.ts";
import { inEnglish, messageOf, type Sentence, sentence } from "./engine/declarations/sentence.ts";
import { parseSetup, standing } from "./engine/declarations/setup.ts";
import { openOn } from "./engine/open-on.ts";
import { columnName, ROLES, type TablePlan } from "./engine/own-data/columns.ts";
import { fileSize, OwnDataError } from "./engine/own-data/limits.ts";
import type { Summary, TableHead } from "./engine/own-data/reader.ts";
import { type Offer, sampledName, sampleText } from "./engine/own-data/sample.ts";
import { offerWords, wishOf, withColumns } from "./engine/own-data/spoken.ts";
import { exampleTold } from "./engine/own-data/story.ts";
import { handOver } from "./engine/rpc.ts";

export interface TrainRequest {
  readonly lesson: string;
  /** As in links: those of the run beneath under "on.". */
  readonly settings: readonly (readonly [string, string])[];
  /** How the columns of a table of one's own are to be read. */
  readonly columns?: string;
  /** What else is said of that table, by key. */
  readonly table?: readonly (readonly [string, string])[];
}

/** Is told how data from files were understood, a sentence at a time. */
type Said = (sentence: string) => void;

/** Which claims: of these lessons (of all where none is named), or only the quick ones. */
export interface ClaimsRequest {
  readonly lessons: readonly string[];
  readonly quick: boolean;
}

/** Either the result, or one line that says what was wrong with the request. */
export type TrainAnswer = { readonly result: object } | { readonly wrong: string };

const api = {
  /** The data are those of the files that were put into the page's input, if there are any. */
  async train(
    request: TrainRequest,
    progress: (line: { step: number; totalSteps: number; epoch: number; loss: number }) => void,
    said: Said = () => {},
  ): Promise<TrainAnswer> {
    const lesson = await loadDeclaration(request.lesson);
    if (!lesson) {
      return {
        wrong: `There is no lesson "${request.lesson}"; the lessons are ${SLUGS.join(", ")}`,
      };
    }
    const { setup: given, problems } = parseSetup(lesson, request.settings);
    if (problems.length > 0) return { wrong: problems.map(inEnglish).join("; ") };

    const engine = engineClient.engine();
    let setup = given;
    let opened: Opened;
    try {
      const own = await readOwnData(request, said);
      if (own) {
        await engine.adopt(handOver(own));
        setup = standing(lesson, { ...given, dataset: own.about.id });
      }
      const tell = (underway: Underway) => said(beneathText(lesson, underway));
      opened = (await openOn(engine, setup, tell))!;
      const { memory } = opened;
      if (memory) said(memoryText(memory, Number(setup.config.batch)));
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
        memory: opened.memory,
        ...(setup.on && { on: beneathOf(setup.on) }),
        steps: history.at(-1)?.step ?? 0,
        seconds: (performance.now() - started) / 1000,
        bestEpoch: chosen?.epoch ?? null,
        history,
        metrics: chosen?.metrics ?? {},
        baselines: opened.baselines,
      },
    };
  },

  /** The claims asked for, and the runs that they speak of, each once. */
  async claims({ lessons, quick }: ClaimsRequest) {
    const unknown = lessons.find((slug) => !SLUGS.includes(slug));
    if (unknown) {
      return { wrong: `There is no lesson "${unknown}"; the lessons are ${SLUGS.join(", ")}` };
    }
    const found = await declaredClaims(lessons.length > 0 ? lessons : SLUGS);
    const runs = new Map<string, { key: string; lesson: string; settings: [string, string][] }>();
    const asked = found.filter(({ claim }) => claim.quick || !quick);
    for (const { lesson, claim } of asked) {
      for (const run of Object.values(claim.runs)) {
        const key = runKey(lesson, run);
        const settings = Object.entries(run).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        runs.set(key, { key, lesson, settings });
      }
    }
    const beneath: Record<string, readonly string[]> = {};
    for (const { lesson } of asked)
      beneath[lesson] ??= (await loadDeclaration(lesson))?.on?.lessons ?? [];
    const names = asked.map(({ lesson, step, claim }) => ({ lesson, step, says: claim.says }));
    return { claims: names, runs: [...runs.values()], seeds: SEEDS, beneath };
  },

  /** What the runs make of those claims. */
  async judge(
    asked: readonly { lesson: string; step: string; says: string }[],
    trained: Readonly<Record<string, readonly Trained[]>>,
  ) {
    const all = await declaredClaims([...new Set(asked.map(({ lesson }) => lesson))]);
    return asked.map((one) => {
      const placed = all.find(
        ({ lesson, step, claim }) =>
          lesson === one.lesson && step === one.step && claim.says === one.says,
      )!;
      const numbers = Object.entries(placed.claim.runs).map(([name, run]) => {
        const seeds = trained[runKey(one.lesson, run)] ?? [];
        const best = seeds.map((of) => JSON.stringify(resultOf(of).metrics));
        return `  ${name}:\n    ${best.join("\n    ")}`;
      });
      return {
        ...one,
        contradicted: contradictions(placed, trained),
        numbers: numbers.join("\n"),
      };
    });
  },
};
export type Headless = typeof api;

async function declaredClaims(slugs: readonly string[]): Promise<PlacedClaim[]> {
  const lessons = await Promise.all(slugs.map((slug) => loadDeclaration(slug)));
  return lessons.flatMap((lesson) => (lesson ? claimsOf(lesson) : []));
}

/** Reads the files of the page's input: with the guessed plans and the usual core where nothing else is said. */
async function readOwnData({ columns, table = [] }: TrainRequest, said: Said) {
  const files = [...(document.querySelector("input")?.files ?? [])];
  if (files.length === 0) {
    if (columns !== undefined || table.length > 0)
      throw new OwnDataError(
        sentence(
          "--columns and --table say how a table of one’s own is read: name it with --dataset",
        ),
      );
    return undefined;
  }
  const wish = wishOf(table);
  const { reader, end } = startReader();
  try {
    const sources = files.map((file) => ({ name: file.name, blob: file }));
    let heads = await reader.open(sources);
    const main = () => heads.find(({ plan }) => plan.use === "interactions") ?? heads[0]!;
    if (wish.encoding || wish.delimiter) {
      heads = await reader.open(sources, { [main().name]: wish });
    }
    const plans = heads.map((head) => {
      if (head !== main()) return head.plan;
      const { header = head.plan.header } = wish;
      const plan = { ...head.plan, header };
      return columns === undefined ? plan : withColumns(head.name, plan, columns);
    });
    heads.forEach((head, n) => {
      if (plans[n]!.use !== "none") for (const line of columnsTold(head, plans[n]!)) said(line);
    });
    const read = async (how: readonly TablePlan[]) => {
      await reader.start(how);
      let { summary } = await reader.advance(1000);
      while (!summary) ({ summary } = await reader.advance(1000));
      return summary;
    };
    let summary = await read(plans);
    const offer = summary.offers.find(({ sample }) => sample.kind === wish.sample);
    if (offer) {
      const { sample } = offer;
      summary = await read(
        plans.map((plan) => (plan.use === "interactions" ? { ...plan, sample } : plan)),
      );
    }
    for (const { table, reason, count, line, text } of summary.dropped) {
      said(`${table}: left out ${count}, ${inEnglish(reason)}; the first is line ${line}: ${text}`);
    }
    for (const note of summary.notes) said(inEnglish(note));
    if (summary.example) said(inEnglish(exampleTold(summary.example)));
    if (summary.problem) throw new OwnDataError(problemTold(summary.problem, summary.offers));
    const core = coreOf(summary, wish.core);
    const name = sampledName(
      main().name.replace(/\.\w+$/, ""),
      offer && inEnglish(sampleText(offer.sample)),
    );
    const own = await reader.take({ core, name });
    const { users, items, interactions } = own.about;
    said(
      `${name}, ${core}-core: ${interactions} interactions of ${users} users with ${items} items`,
    );
    return own;
  } finally {
    end();
  }
}

/** What each column was taken for and why, a line each. */
function columnsTold({ name, rows, plan: guess, why }: TableHead, plan: TablePlan): string[] {
  return plan.roles.map((role, c) => {
    const { label } = ROLES.find((known) => known.role === role)!;
    const reason = guess.roles[c] === role ? inEnglish(why[c]!) : "as you said";
    return `${name}: “${columnName(rows, plan, c)}” is ${inEnglish(label).toLowerCase()} (${reason})`;
  });
}

function problemTold(problem: Sentence, offers: readonly Offer[]): Sentence {
  if (offers.length === 0) return problem;
  return sentence("{problem} For {parts} say {words}", {
    problem,
    parts: offers.map(({ sample }) => inEnglish(sampleText(sample))).join(" or "),
    words: offerWords(offers),
  });
}

function coreOf({ cores, usualCore }: Summary, wanted: number | undefined): number {
  if (wanted === undefined) return usualCore!;
  const choice = cores.find(({ k }) => k === wanted);
  if (choice && choice.problem === null) return wanted;
  throw new OwnDataError(
    choice?.problem ??
      sentence("--table core= takes one of {known}", { known: cores.map(({ k }) => k).join(", ") }),
  );
}

const memoryText = (memory: Memory, asked: number) =>
  `memory: about ${inEnglish(fileSize(inAll(memory)))}${memory.batch < asked ? `; a batch is all ${memory.batch} examples` : ""}`;

const beneathText = (lesson: Lesson, { beneath, step, totalSteps }: Underway) =>
  `training ${titleOf(lesson, beneath.lesson)} beneath: step ${step} of ${totalSteps}`;

/** The run beneath, as the result names it. */
const beneathOf = ({ lesson, config, seed, on }: Setup): object => ({
  lesson,
  config,
  seed,
  ...(on && { on: beneathOf(on) }),
});

declare global {
  interface Window {
    headless: Headless;
  }
}
window.headless = api;
