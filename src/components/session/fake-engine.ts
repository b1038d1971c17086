/**
 * For tests of the page's half of training, in Node: an engine whose losses are decided by set-up and step
 * alone, as those of the true one are, and which dies, loses its card or throws when it is told to.
 */
import type { HistoryRow, Opened, Progress, Setup } from "../../engine/declarations/run.ts";
import { verbatim } from "../../engine/declarations/sentence.ts";
import type { Engine } from "../../engine/engine.ts";
import { openOn } from "../../engine/open-on.ts";
import { type Remote, WorkerEnded, WorkerGone } from "../../engine/rpc.ts";
import type { ProbeRequest } from "../../engine/training/probe.ts";
import type { EngineClient } from "./engine-client.ts";

/** Steps of an epoch, of a slice of time, and of a run beneath between two answers. */
const PER_EPOCH = 10;
const PER_SLICE = 3;

type Fault = { readonly at: string; readonly after: number; readonly error: () => Error };

/** What a worker has open; it dies with it. */
interface Worker {
  setup?: Setup;
  step: number;
  /** The step at which each change of settings was made, by fork. */
  forks: (readonly [step: number, changes: string])[];
  beneath: Map<string, number>;
  companions: Map<string, number>;
}

export const dead = () => new WorkerGone(verbatim("killed by a test"));
export const refused = () => Object.assign(new Error("too large"), { name: "Refused" });
export const cardLost = () => Object.assign(new Error("unplugged"), { name: "DeviceLost" });

export function createFakeEngine() {
  const calls: string[] = [];
  const faults: Fault[] = [];
  const gone = new Set<(reason: Error) => void>();
  const newWorker = (): Worker => ({
    step: 0,
    forks: [],
    beneath: new Map(),
    companions: new Map(),
  });
  let worker = newWorker();
  /** What ends the calls that hang. */
  let endHanging: (() => void) | undefined;
  let hangsAt: { readonly call: string; readonly tell: () => void } | undefined;
  /** Probes that throw. */
  const broken = new Set<string>();

  const totalSteps = () => Number(worker.setup?.config.epochs ?? 2) * PER_EPOCH;
  /** Decided by everything that decides a run, forks among it. */
  const lossAt = (step: number) => {
    const { setup, forks } = worker;
    const text = JSON.stringify([setup, forks.filter(([at]) => at < step), step]);
    return (
      [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991, 7) / 99_991
    );
  };
  const checkpoints = () =>
    Array.from({ length: Math.floor((2 * worker.step) / PER_EPOCH) + 1 }, (_, i) => i * 5);

  function read(requests: readonly ProbeRequest[]) {
    const good = requests.filter(({ probe }) => !broken.has(probe));
    const bad = requests.filter(({ probe }) => broken.has(probe));
    return {
      readings: Object.fromEntries(good.map(({ key }) => [key, worker.step])),
      failed: Object.fromEntries(bad.map(({ key }) => [key, verbatim("This one never works")])),
    };
  }

  const engine = {
    has: () => true,
    adopt: () => {},
    open(setup: Setup) {
      const { on } = setup;
      delete worker.setup;
      if (on) {
        const key = JSON.stringify(on);
        const done = worker.beneath.get(key) ?? 0;
        const total = Number(on.config.epochs ?? 2) * PER_EPOCH;
        if (done < total) {
          worker.beneath.set(key, Math.min(total, done + PER_SLICE));
          return { beneath: on, step: Math.min(total, done + PER_SLICE), totalSteps: total };
        }
      }
      Object.assign(worker, { setup, step: 0, forks: [] });
      worker.companions.clear();
      return openedAs(setup, totalSteps());
    },
    weigh: () => null,
    prepare: () => ({ done: 0, total: 0, kernels: 5, variant: null, why: null }),
    advance(
      amount: { steps?: number; budgetMs?: number },
      requests: readonly ProbeRequest[],
    ): Progress {
      const from = worker.step;
      worker.step = Math.min(totalSteps(), from + Math.min(amount.steps ?? PER_SLICE, PER_SLICE));
      const rows: HistoryRow[] = [];
      for (let step = from + 1; step <= worker.step; step++) {
        const row = { step, epoch: step / PER_EPOCH, loss: lossAt(step) };
        const evaluated = step % PER_EPOCH === 0;
        rows.push(evaluated ? { ...row, "Validation NDCG@10": lossAt(step + 0.5) } : row);
      }
      const { lr } = worker.setup?.config ?? {};
      return {
        step: worker.step,
        epoch: worker.step / PER_EPOCH,
        totalSteps: totalSteps(),
        finished: worker.step >= totalSteps(),
        rows,
        loss: rows.at(-1)?.loss ?? Number.NaN,
        checkpoints: checkpoints(),
        seconds: 0.01,
        ...(lr === 1 && worker.step > 5 && { diverged: { step: 6, lastGood: 5 } }),
        ...read(requests),
      };
    },
    read,
    restore(step: number) {
      worker.step = step;
      return { epoch: step / PER_EPOCH, totalSteps: totalSteps() };
    },
    fork(step: number, changes: object) {
      worker.step = step;
      worker.forks.push([step, JSON.stringify(changes)]);
    },
    salvage: () => ({
      checkpoints: checkpoints().map((step) => ({ step })),
      past: { origin: {}, forks: [] },
    }),
    takeOver(_kept: unknown, step: number) {
      worker.step = step;
    },
    accompany(name: string) {
      worker.companions.set(name, 0);
    },
    catchUp(_budgetMs: number, wanted: readonly string[]) {
      const behind: Record<string, { step: number; of: number }> = {};
      for (const [name, step] of worker.companions) {
        if (!wanted.includes(name)) continue;
        const now = Math.min(worker.step, step + PER_SLICE);
        worker.companions.set(name, now);
        if (now < worker.step) behind[name] = { step: now, of: worker.step };
      }
      return behind;
    },
  };

  const remote = new Proxy(engine, {
    get(_, method: keyof typeof engine) {
      return async (...args: never[]) => {
        await Promise.resolve();
        calls.push(method);
        if (method === hangsAt?.call) {
          hangsAt.tell();
          hangsAt = undefined;
          return new Promise((_, reject) => {
            endHanging = () => reject(new WorkerEnded(verbatim("ended")));
          });
        }
        const count = calls.filter((call) => call === method).length;
        const at = faults.findIndex((fault) => fault.at === method && fault.after <= count);
        if (at >= 0) {
          const error = faults.splice(at, 1)[0]!.error();
          if (error instanceof WorkerGone) {
            worker = newWorker();
            queueMicrotask(() => {
              for (const listener of gone) listener(error);
            });
          }
          throw error;
        }
        return structuredClone((engine[method] as (...args: never[]) => unknown)(...args));
      };
    },
  }) as unknown as Remote<Engine>;

  const client: EngineClient = {
    engine: () => remote,
    open: (setup, tell = () => {}, wanted) => openOn(remote, setup, tell, wanted),
    restart() {
      worker = newWorker();
    },
    async endIfSilent(ending = () => {}) {
      if (!endHanging) return false;
      ending();
      endHanging();
      endHanging = undefined;
      worker = newWorker();
      return true;
    },
    giveUpWay: () => false,
    onGone(listener) {
      gone.add(listener);
      return () => gone.delete(listener);
    },
  };

  return {
    client,
    calls,
    broken,
    /** The next call of that name is never answered. @returns once it is made */
    hang: (call: keyof typeof engine) =>
      new Promise<void>((tell) => {
        hangsAt = { call, tell };
      }),
    /** The n-th call of that name from now on fails. */
    fail(at: keyof typeof engine, error: () => Error, n = 1): void {
      faults.push({ at, after: calls.filter((call) => call === at).length + n, error });
    },
  };
}

function openedAs(setup: Setup, totalSteps: number): Opened {
  return {
    backend: {
      name: setup.backend === "wasm" ? "wasm" : "webgpu",
      adapter: "fake",
      reason: verbatim("A test has chosen it"),
    },
    dataset: { name: setup.dataset, users: 9, items: 9, interactions: 81 },
    catalogue: {
      ids: new Int32Array(9),
      titles: [],
      years: new Int16Array(9),
      genres: [],
      genreBits: new Uint32Array(9),
    },
    popularity: new Int32Array(9),
    activity: new Int32Array(9),
    tieRule: "",
    stepsPerEpoch: PER_EPOCH,
    totalSteps,
    parameterCount: 1,
    memory: null,
    baselines: {},
    warnings: [],
  };
}
