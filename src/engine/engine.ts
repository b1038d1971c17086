/**
 * What the worker answers: one device, one session at a time. The page, the command line and the tests
 * all drive training through these few calls.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Catalogue, type Dataset, DatasetError, loadDataset } from "./data/dataset.ts";
import { isOwnId } from "./data/datasets.ts";
import { leaveOneOut, type Split } from "./data/split.ts";
import type { Config } from "./declarations/hyperparameters.ts";
import type { Opened, Progress, Setup } from "./declarations/run.ts";
import { sentence } from "./declarations/sentence.ts";
import { selectBackend } from "./device.ts";
import { gpuBackend } from "./kernels/gpu.ts";
import { checkedOwnData, datasetOf } from "./own-data/own.ts";
import type { Checkpoint } from "./training/checkpoints.ts";
import { keepLearnt } from "./training/learnt.ts";
import type { Model } from "./training/model.ts";
import type { ProbeRequest } from "./training/probe.ts";
import { Session } from "./training/session.ts";

/** The graphics card is gone: taken away, reset by its driver, or out of memory. */
export class DeviceLost extends Error {
  override name = "DeviceLost";
}

export type Amount = { readonly steps: number } | { readonly budgetMs: number };
export type Engine = ReturnType<typeof createEngine>;

const OWN_DATA_DAMAGED = sentence(
  "The data that this browser has kept are damaged: remove them under “Your own data” and load the file again.",
);

/**
 * @param loadModel the model of a lesson, or undefined where there is none
 * @param readFile reads a file of the site, by a path relative to its root
 */
export function createEngine(
  loadModel: (lesson: string) => Promise<Model | undefined>,
  readFile: (path: string) => Promise<ArrayBuffer>,
) {
  const datasets = new Map<string, Promise<{ dataset: Dataset; split: Split }>>();
  let session: Session | undefined;
  /** What the open session is a model of. */
  let subject: { readonly lesson: string; readonly catalogue: Catalogue } | undefined;

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
    if (!session) throw new Error("There is no open session");
    return session;
  };

  /** Ends the open session; what it has learnt of the items is kept for lessons that learn from it. */
  async function leave(): Promise<void> {
    const [ended, of] = [session, subject];
    session = undefined;
    if (!ended) return;
    try {
      const vectors = await alive(ended.itemVectors());
      if (vectors && of) {
        keepLearnt(of.catalogue, { lesson: of.lesson, step: ended.step, ...vectors });
      }
    } catch {
      // A device that is gone has nothing left to keep; whoever opens the next session is told.
    }
    ended.close();
  }

  return {
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

    async open({ lesson, config, seed, dataset: id, backend: choice }: Setup): Promise<Opened> {
      await leave();
      const modelOf = async () => {
        const model = await loadModel(lesson);
        if (!model) throw new Error(`There is no model for the lesson "${lesson}"`);
        return { model, ...(await dataOf(id, model.core)) };
      };
      const [backend, { model, dataset, split }] = await Promise.all([
        selectBackend(choice),
        modelOf(),
      ]);
      if (backend.name === "webgpu") watchDevice();
      session = await alive(Session.open(model, split, config, seed));
      subject = { lesson, catalogue: split.catalogue };
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
        baselines: await session.baselines(),
        warnings: dataset.warnings,
      };
    },

    prepare: (budgetMs: number) => alive(current().prepare(budgetMs)),
    advance: (amount: Amount, requests: ProbeRequest[]): Promise<Progress> =>
      alive(current().advance(amount, requests)),
    read: (requests: ProbeRequest[]) => alive(current().read(requests)),
    restore: (step: number) => alive(current().restore(step)),
    fork: (step: number, changes: Config) => alive(current().fork(step, changes)),
    /** All checkpoints, which lie in ordinary memory: for another worker when the device is lost. */
    salvage: () => current().checkpoints,
    /** Takes over the checkpoints of a session with the same set-up, and goes to one of them. */
    takeOver: (checkpoints: readonly Checkpoint[], step: number) =>
      alive(current().adopt(checkpoints, step)),
    /** What tfjs holds at this moment, to see whether it grows. */
    memory(): { tensors: number; bytes: number } {
      const { numTensors, numBytes } = tf.memory();
      return { tensors: numTensors, bytes: numBytes };
    },
    close() {
      session?.close();
      session = undefined;
    },
  };
}
