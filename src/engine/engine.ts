/**
 * What the worker answers: one device, one session at a time. The page, the command line and the tests
 * all drive training through these few calls.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Dataset } from "./data/dataset.ts";
import { isOwnId } from "./data/datasets.ts";
import type { Config } from "./declarations/hyperparameters.ts";
import type { Memory } from "./declarations/memory.ts";
import {
  isUnderway,
  type Opened,
  type Progress,
  type Setup,
  type Underway,
} from "./declarations/run.ts";
import { sentenceOf } from "./declarations/sentence.ts";
import { allowWay, type Backend, type BackendChoice, findWay, selectBackend } from "./device.ts";
import { alive, watchDevice } from "./device-lost.ts";
import { createLibrary } from "./library.ts";
import { Refused, weighed } from "./memory.ts";
import { createBeneath, type Shelf } from "./training/beneath.ts";
import type { Checkpoint } from "./training/checkpoints.ts";
import { Companions, type Past } from "./training/companions.ts";
import type { ProbeRequest, Readings } from "./training/probe.ts";
import { type Amount, Session, type Subject } from "./training/session.ts";
import type { Companion, Training } from "./training/training.ts";
import type { Way } from "./ways.ts";

export type Engine = ReturnType<typeof createEngine>;

/** All that decides a session, with the data that it is about. */
type Founded = Subject & { readonly dataset: Dataset };

/** What another worker needs to go on with a run: it lies in ordinary memory. */
export interface Salvaged {
  readonly checkpoints: readonly Checkpoint[];
  readonly past: Past;
}

/** What is open: a run, with what trains beside it. */
interface Current {
  readonly setup: Setup;
  readonly subject: Founded;
  readonly session: Session;
  companions: Companions;
  /** A forked run is not what its set-up alone would give. */
  forked: boolean;
}

/**
 * @param loadTraining the training of a lesson, or undefined where there is none
 * @param readFile reads a file of the site, by a path relative to its root
 * @param shelf where the makings of runs beneath are remembered between visits
 * @param readOwn reads a reader's own data from where they are kept, if that can be done here
 */
export function createEngine(
  loadTraining: (lesson: string) => Promise<Training | undefined>,
  readFile: (path: string) => Promise<ArrayBuffer>,
  shelf?: Shelf,
  readOwn?: (id: string) => Promise<object | undefined>,
) {
  const library = createLibrary(readFile, readOwn);
  let backend: Backend | undefined;
  let open: Current | undefined;

  const beneath = createBeneath(
    async (setup, budgetMs) => {
      const subject = await subjectOf(setup, budgetMs);
      if (isUnderway(subject)) return subject;
      const { split } = subject;
      const weighty = await weighed(subject, backend?.name === "webgpu");
      return { session: await Session.open(weighty), catalogue: split.catalogue };
    },
    async ({ lesson, dataset }) => {
      const core = (await loadTraining(lesson))?.core;
      return (await library.find(dataset, core)).dataset.catalogue;
    },
    () => `${backend?.name} ${backend?.adapter}`,
    shelf,
  );

  /** The lesson's training, the data, and what the run beneath has made. */
  async function subjectOf(setup: Setup, budgetMs: number): Promise<Founded | Underway> {
    const { lesson, config, seed, dataset: id, backend: device } = setup;
    const training = await loadTraining(lesson);
    if (!training) throw new Error(`There is no model for the lesson "${lesson}"`);
    const on = setup.on && { ...setup.on, dataset: id, backend: device };
    const under = on && (await beneath.of(on, budgetMs));
    if (under && isUnderway(under)) return under;
    const { dataset, split } = await library.find(id, training.core);
    return { training, split, config, seed, under, dataset };
  }

  /** Where it can be told before the open session ends: what cannot be opened leaves that as it is. */
  async function weighedAhead(setup: Setup) {
    if (!open || (setup.on && !beneath.has({ ...setup.on, dataset: setup.dataset })))
      return undefined;
    const subject = await alive(subjectOf(setup, 0));
    if (isUnderway(subject)) return undefined;
    try {
      return await weighed(subject, onGpu(setup));
    } catch (error) {
      const told = sentenceOf(error);
      throw told ? new Refused(told, { cause: error }) : error;
    }
  }

  const onGpu = (setup: Setup) =>
    setup.backend === "webgpu" || (setup.backend === "auto" && backend?.name === "webgpu");

  const current = () => {
    if (!open) throw new Error("There is no open session");
    return open;
  };

  /** Ends the open session; a finished one need not be trained again to stand on. */
  async function leave(): Promise<void> {
    const ended = open;
    open = undefined;
    if (!ended) return;
    const { setup, session, companions, forked, subject } = ended;
    try {
      if (session.finished && !forked) {
        await alive(beneath.takeOver(setup, { session, catalogue: subject.dataset.catalogue }));
      }
    } catch {
      // A device that is gone has nothing left to keep; whoever opens the next session is told.
    }
    companions.close();
    session.close();
  }

  return {
    /** The way that `start` will go, where nothing better than `best` is allowed; what it needs is fetched. */
    findWay(choice: BackendChoice, best: Way): Promise<Way> {
      allowWay(best);
      return findWay(choice);
    },
    /** Starts the back end: from now on it is no matter of the network, and takes no long time. */
    async start(choice: BackendChoice): Promise<void> {
      backend = await selectBackend(choice);
    },

    has: library.has,
    adopt: library.adopt,

    /**
     * Opens a session. Where it stands on a run that this worker has not made yet, that one is trained for
     * about `budgetMs` milliseconds, and the answer says how far it is: to be called again until it opens.
     */
    async open(setup: Setup, budgetMs = Number.POSITIVE_INFINITY): Promise<Opened | Underway> {
      const ahead = await weighedAhead(setup);
      await leave();
      backend = await selectBackend(setup.backend);
      if (backend.name === "webgpu") watchDevice();
      const found = ahead ?? (await alive(subjectOf(setup, budgetMs)));
      if (isUnderway(found)) return found;
      beneath.drop();
      const subject = ahead ?? (await weighed(found, backend.name === "webgpu"));
      const { dataset, split, memory } = subject;
      const session = await alive(Session.open(subject));
      const companions = await alive(Companions.open(subject, session));
      open = { setup, subject, session, companions, forked: false };
      const { users, items, offsets } = split.train;
      return {
        backend,
        dataset: {
          name: dataset.id,
          ...(isOwnId(dataset.id) && { label: dataset.name }),
          users,
          items,
          interactions: dataset.interactions.item.length,
        },
        catalogue: dataset.catalogue,
        popularity: split.popularity,
        activity: Int32Array.from({ length: users }, (_, u) => offsets[u + 1]! - offsets[u]!),
        tieRule: dataset.about.tieRule,
        stepsPerEpoch: session.stepsPerEpoch,
        totalSteps: session.totalSteps,
        parameterCount: session.parameterCount,
        memory,
        baselines: await session.baselines(),
        warnings: dataset.warnings,
      };
    },

    /** What a set-up would take that is not open: null where that cannot be told before. @throws Refused */
    async weigh(setup: Setup): Promise<Memory | null> {
      return (await weighedAhead(setup))?.memory ?? null;
    },

    prepare: (budgetMs: number) => alive(current().session.prepare(budgetMs)),

    async advance(amount: Amount, requests: readonly ProbeRequest[]): Promise<Progress> {
      const { session, companions } = current();
      const share =
        "budgetMs" in amount
          ? { ...amount, budgetMs: amount.budgetMs / (1 + companions.count) }
          : amount;
      const progress = await alive(session.advance(share));
      const followed = await alive(companions.follow(session, progress));
      return { ...followed, ...(await this.read(requests)) };
    },

    read(requests: readonly ProbeRequest[]): Promise<Readings> {
      const { session, companions } = current();
      return alive(session.read(requests, (name) => companions.made(name, session)));
    },

    /** Trains a companion that a picture has asked for, from the first step on; see `catchUp`. */
    accompany: (name: string, companion: Companion) =>
      alive(current().companions.add(name, companion)),

    /** @returns how far those are that pictures wait for, while they are behind the run */
    catchUp(budgetMs: number, wanted: readonly string[]) {
      const { session, companions } = current();
      return alive(companions.catchUp(session, wanted, budgetMs));
    },

    /** @returns where that is */
    async restore(step: number): Promise<{ readonly epoch: number; readonly totalSteps: number }> {
      const { session, companions } = current();
      await alive(session.restore(step));
      await alive(companions.restore(step));
      return { epoch: session.epoch, totalSteps: session.totalSteps };
    },

    async fork(step: number, changes: Config): Promise<void> {
      const run = current();
      run.forked = true;
      await alive(run.session.fork(step, changes));
      await alive(run.companions.fork(step, changes));
    },

    salvage(): Salvaged {
      const { session, companions } = current();
      return { checkpoints: session.checkpoints, past: companions.past };
    },
    /** Goes on with what another worker's session, of the same data and lesson, has left. */
    async takeOver({ checkpoints, past }: Salvaged, step: number): Promise<void> {
      const run = current();
      await alive(run.session.adopt(checkpoints, step));
      run.forked = past.forks.length > 0;
      run.companions.close();
      const subject = { ...run.subject, config: past.origin };
      run.companions = await alive(Companions.open(subject, run.session, past.forks));
      await alive(run.companions.restore(step));
    },

    /** What tfjs holds at this moment, to see whether it grows. */
    memory(): { tensors: number; bytes: number } {
      const { numTensors, numBytes } = tf.memory();
      return { tensors: numTensors, bytes: numBytes };
    },
    close() {
      open?.companions.close();
      open?.session.close();
      open = undefined;
      beneath.drop();
    },
  };
}
