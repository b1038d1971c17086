/** The way from files to data in the list: a look, the choices, the reading, what it came to. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type Sentence, sentence, toldBy } from "../../engine/declarations/sentence.ts";
import { problemOfPlans, type TablePlan } from "../../engine/own-data/columns.ts";
import type { ReadProgress, Source, Summary, TableHead } from "../../engine/own-data/reader.ts";
import type { Sample } from "../../engine/own-data/sample.ts";
import type { TextWish } from "../../engine/own-data/table.ts";
import type { Read } from "../session/own-data-kept.ts";
import { startReader } from "./reader-client.ts";

/** How long the worker reads before it says how far it is. */
const BUDGET_MS = 80;

export interface ImportState {
  /** The tables looked at; empty before there are some. */
  readonly heads: readonly TableHead[];
  readonly plans: readonly TablePlan[];
  readonly busy: "looking" | "reading" | "keeping" | null;
  readonly progress: ReadProgress | null;
  readonly summary: Summary | null;
  /** The core that is chosen; null while none can be. */
  readonly core: number | null;
  /** What is wrong and what to do. */
  readonly problem: Sentence | null;
}

const NOTHING: ImportState = {
  heads: [],
  plans: [],
  busy: null,
  progress: null,
  summary: null,
  core: null,
  problem: null,
};

export function useImport() {
  const [state, setState] = useState(NOTHING);
  const worker = useRef<ReturnType<typeof startReader>>(null);
  /** What was chosen, and how the reader wants its text to be read. */
  const given = useRef<readonly Source[]>([]);
  const wishes = useRef<Readonly<Record<string, TextWish>>>({});
  /** Counts what was begun, so that answers to what was given up are not listened to. */
  const turn = useRef(0);

  const end = useCallback(() => {
    turn.current++;
    worker.current?.end();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  /** Runs a part of the work; what it throws becomes the problem, unless it was given up meanwhile. */
  const attempt = useCallback(
    async (work: (current: () => boolean) => Promise<void>, failed: Partial<ImportState>) => {
      const mine = ++turn.current;
      const current = () => turn.current === mine;
      try {
        await work(current);
      } catch (error) {
        if (!current()) return;
        const problem = problemOf(error);
        setState((before) => ({ ...before, busy: null, progress: null, problem, ...failed }));
      }
    },
    [],
  );

  const read = useCallback(
    (plans: readonly TablePlan[]) =>
      attempt(async (current) => {
        const problem = problemOfPlans(plans);
        const begun = { plans, summary: null, core: null, progress: null };
        setState((before) => ({ ...before, ...begun, problem, busy: problem ? null : "reading" }));
        const reader = worker.current?.reader;
        if (problem || !reader) return;
        await reader.start(plans);
        for (;;) {
          const progress = await reader.advance(BUDGET_MS);
          if (!current()) return;
          const { summary } = progress;
          setState((before) => ({ ...before, progress }));
          if (!summary) continue;
          const { usualCore: core, problem } = summary;
          setState((before) => ({ ...before, busy: null, summary, core, problem }));
          return;
        }
      }, {}),
    [attempt],
  );

  const open = useCallback(
    (sources: readonly Source[]) =>
      attempt(async (current) => {
        worker.current?.end();
        const started = startReader();
        worker.current = started;
        given.current = sources;
        wishes.current = {};
        void started.gone.then(() => {
          if (worker.current === started) worker.current = null;
        });
        setState({ ...NOTHING, busy: "looking" });
        const heads = await started.reader.open(sources);
        if (!current()) return;
        setState({ ...NOTHING, heads });
        await read(heads.map(({ plan }) => plan));
      }, NOTHING_READ),
    [attempt, read],
  );

  return {
    state,
    open,
    /** Looks at the same files again, with the text of one read as the reader says. */
    reopen: (name: string, wish: TextWish) =>
      attempt(async (current) => {
        const reader = worker.current?.reader;
        if (!reader) return;
        wishes.current = { ...wishes.current, [name]: wish };
        setState((before) => ({ ...before, busy: "looking", summary: null, problem: null }));
        const heads = await reader.open(given.current, wishes.current);
        if (!current()) return;
        setState({ ...NOTHING, heads });
        await read(heads.map(({ plan }) => plan));
      }, {}),
    takeSample: (sample: Sample) =>
      void read(state.plans.map((own) => (own.use === "interactions" ? { ...own, sample } : own))),
    changePlan: (n: number, plan: TablePlan) =>
      void read(state.plans.map((own, at) => (at === n ? plan : own))),
    chooseCore: (core: number) => setState((before) => ({ ...before, core })),
    /** Gives up, with everything that was read. */
    startOver: () => {
      end();
      setState(NOTHING);
    },
    /** @param add is told of the data with the chosen core, once they are kept */
    finish: (name: string, add: (read: Read) => Promise<void>) =>
      attempt(async (current) => {
        const { core } = state;
        const reader = worker.current?.reader;
        if (core === null || !reader) return;
        setState((before) => ({ ...before, busy: "keeping" }));
        const read = await reader.keep({ core, name });
        if (current()) await add(read);
      }, {}),
  };
}

function problemOf(error: unknown): Sentence {
  if (error instanceof Error && error.name === "WorkerGone") {
    return sentence(
      "The reading has stopped: the browser could not start it, or it ran out of memory. Reload the page, or choose a smaller file.",
    );
  }
  return toldBy(error);
}

/** After a look that failed there is nothing to show. */
const NOTHING_READ: Partial<ImportState> = { heads: [], plans: [] };
