/**
 * What the worker answers: one device, one session at a time. The page, the command line and the tests
 * all drive training through these few calls.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Dataset, DatasetError, loadDataset } from "./data/dataset.ts";
import { isOwnId } from "./data/datasets.ts";
import { leaveOneOut, type Split } from "./data/split.ts";
import type { Config } from "./declarations/hyperparameters.ts";
import type { Memory } from "./declarations/memory.ts";
import {
  isUnderway,
  type Opened,
  type Progress,
  type Setup,
  type Underway,
} from "./declarations/run.ts";
import { sentence, sentenceOf } from "./declarations/sentence.ts";
import { allowWay, type Backend, type BackendChoice, findWay, selectBackend } from "./device.ts";
import { gpuBackend } from "./kernels/gpu.ts";
import { meansHere, memoryWithin, prepared, Refused } from "./memory.ts";
import { checkedOwnData, datasetOf } from "./own-data/own.ts";
import { createBeneath, type Shelf } from "./training/beneath.ts";
import type { Checkpoint } from "./training/checkpoints.ts";
import { Companions } from "./training/companions.ts";
import type { ProbeRequest, Readings } from "./training/probe.ts";
import { Session, type Subject } from "./training/session.ts";
import type { Companion, Training } from "./training/training.ts";
import type { Way } from "./ways.ts";

/** The graphics card is gone: taken away, reset by its driver, or out of memory. */
export class DeviceLost extends Error {
  override name = "DeviceLost";
}

export type Amount = { readonly steps: number } | { readonly budgetMs: number };
export type Engine = ReturnType<typeof createEngine>;

const OWN_DATA_DAMAGED = sentence(
  "The data that this browser has kept are damaged: remove them under “Your own data” and load the file again.",
);

/** What is open: a run, with what trains beside it. */
interface Current {
  readonly setup: Setup;
  readonly session: Session;
  readonly companions: Companions;
  readonly dataset: Dataset;
  /** A forked run is not what its set-up alone would give. */
  forked: boolean;
}

/**
 * @param loadTraining the training of a lesson, or undefined where there is none
 * @param readFile reads a file of the site, by a path relative to its root
 * @param shelf where the makings of runs beneath are remembered between visits
 */
export function createEngine(
  loadTraining: (lesson: string) => Promise<Training | undefined>,
  readFile: (path: string) => Promise<ArrayBuffer>,
  shelf?: Shelf,
) {
  const datasets = new Map<string, Promise<{ dataset: Dataset; split: Split }>>();
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
    () => `${backend?.name} ${backend?.adapter}`,
    shelf,
  );

  function dataOf(id: string, core: number | undefined) {
    // A reader's own data are whole.
    const key = core === undefined || isOwnId(id) ? id : `${id}, ${core}-core`;
    let data = datasets.get(key);
    if (!data) {
      data = load(id, core);
      datasets.set(key, data);
      // A failed download may be tried again.
      data.catch(() => datasets.delete(key));
    }
    return data;
  }

  async function load(id: string, core: number | undefined) {
    if (isOwnId(id)) {
      throw new DatasetError(
        "missing",
        sentence(
          "These data of somebody’s own are not in this browser: load the file again under “Your own data”, or choose another dataset ({id})",
          { id },
        ),
      );
    }
    const dataset = await loadDataset(id, readFile, core === undefined ? {} : { core });
    return { dataset, split: leaveOneOut(dataset) };
  }

  /** All that decides a session: the lesson's training, the data, and what the run beneath has made. */
  async function subjectOf(
    setup: Setup,
    budgetMs: number,
  ): Promise<(Subject & { readonly dataset: Dataset }) | Underway> {
    const { lesson, config, seed, dataset: id, backend: device } = setup;
    const training = await loadTraining(lesson);
    if (!training) throw new Error(`There is no model for the lesson "${lesson}"`);
    const on = setup.on && { ...setup.on, dataset: id, backend: device };
    const under = on && (await beneath.of(on, budgetMs));
    if (under && isUnderway(under)) return under;
    const { dataset, split } = await dataOf(id, training.core);
    return { training, split, config, seed, under, dataset };
  }

  /** The subject with its data prepared, and what it takes: null where that cannot be told. */
  async function weighed<S extends Subject>(subject: S, onGpu: boolean) {
    const ready = { ...subject, ...prepared(subject) };
    let memory: Memory | null = null;
    try {
      memory = memoryWithin(ready, ready.prepared, await meansHere(onGpu), onGpu);
    } catch (error) {
      if (error instanceof Refused) throw error;
      console.warn("What this set-up takes is not known:", error);
    }
    return { ...ready, memory };
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

  /** Fails when the device is lost, which tfjs may wait out for ever. */
  let lost: Promise<never> | undefined;
  const alive = <T>(work: Promise<T>): Promise<T> => (lost ? Promise.race([work, lost]) : work);

  function watchDevice() {
    if (lost) return;
    lost = gpuBackend().device.lost.then(({ reason, message }) => {
      throw new DeviceLost(message || reason);
    });
    // Whoever waits for work is told; when nobody does, it is no error yet.
    lost.catch(() => {});
  }

  const current = () => {
    if (!open) throw new Error("There is no open session");
    return open;
  };

  /** Ends the open session; a finished one need not be trained again to stand on. */
  async function leave(): Promise<void> {
    const ended = open;
    open = undefined;
    if (!ended) return;
    const { setup, session, companions, forked, dataset } = ended;
    try {
      if (session.finished && !forked) {
        await alive(beneath.takeOver(setup, { session, catalogue: dataset.catalogue }));
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

    /** Whether these data need not be adopted before a session is opened with them. */
    has: (id: string) => datasets.has(id),

    /** Takes a reader's own data, which no file of the site holds. The newest only: they may be large. */
    adopt(given: unknown): void {
      const own = checkedOwnData(given);
      if (!own) throw new DatasetError("corrupt", OWN_DATA_DAMAGED);
      for (const id of datasets.keys()) if (isOwnId(id)) datasets.delete(id);
      const dataset = datasetOf(own);
      datasets.set(dataset.id, Promise.resolve({ dataset, split: leaveOneOut(dataset) }));
    },

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
      open = { setup, session, companions, dataset, forked: false };
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
        "budgetMs" in amount ? { budgetMs: amount.budgetMs / (1 + companions.count) } : amount;
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

    /** @returns how far those are that a picture waits for, while they are behind the run */
    catchUp(budgetMs: number) {
      const { session, companions } = current();
      return alive(companions.catchUp(session, budgetMs));
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

    /** All checkpoints, which lie in ordinary memory: for another worker when the device is lost. */
    salvage: () => current().session.checkpoints,
    /** Takes over the checkpoints of a session with the same set-up, and goes to one of them. */
    takeOver: (checkpoints: readonly Checkpoint[], step: number) =>
      alive(current().session.adopt(checkpoints, step)),

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
