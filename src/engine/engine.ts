/**
 * What the worker answers: one device, one session at a time. The page, the command line and the tests
 * all drive training through these few calls.
 */
import { type Dataset, loadDataset } from "./dataset.ts";
import { selectBackend } from "./device.ts";
import type { Config } from "./hyperparameters.ts";
import type { Model } from "./model.ts";
import type { ProbeRequest } from "./probe.ts";
import type { Opened, Progress, Setup } from "./run.ts";
import { Session } from "./session.ts";
import { leaveOneOut, type Split } from "./split.ts";

export type Amount = { readonly steps: number } | { readonly budgetMs: number };
export type Engine = ReturnType<typeof createEngine>;

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

  function dataOf(id: string) {
    let data = datasets.get(id);
    if (!data) {
      data = load(id);
      datasets.set(id, data);
      // A failed download may be tried again.
      data.catch(() => datasets.delete(id));
    }
    return data;
  }

  async function load(id: string) {
    const dataset = await loadDataset(id, readFile);
    return { dataset, split: leaveOneOut(dataset) };
  }

  const current = () => {
    if (!session) throw new Error("There is no open session");
    return session;
  };

  return {
    async open({ lesson, config, seed, dataset: id, backend: choice }: Setup): Promise<Opened> {
      session?.close();
      session = undefined;
      const [backend, { dataset, split }, model] = await Promise.all([
        selectBackend(choice),
        dataOf(id),
        loadModel(lesson),
      ]);
      if (!model) throw new Error(`There is no model for the lesson "${lesson}"`);
      session = await Session.open(model, split, config, seed);
      const { users, items, offsets } = split.train;
      return {
        backend,
        dataset: {
          name: dataset.id,
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

    prepare: (budgetMs: number) => current().prepare(budgetMs),
    advance: (amount: Amount, requests: ProbeRequest[]): Promise<Progress> =>
      current().advance(amount, requests),
    read: (requests: ProbeRequest[]) => current().read(requests),
    restore: (step: number) => current().restore(step),
    fork: (step: number, changes: Config) => current().fork(step, changes),
    close() {
      session?.close();
      session = undefined;
    },
  };
}
