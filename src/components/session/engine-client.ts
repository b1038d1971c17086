/** The page's one training worker. It is started when first needed and again after it has failed. */
import { isOwnId } from "../../engine/data/datasets.ts";
import type { Opened, Setup, Underway } from "../../engine/declarations/run.ts";
import { sentence, type ToldError } from "../../engine/declarations/sentence.ts";
import type { Engine } from "../../engine/engine.ts";
import { openOn } from "../../engine/open-on.ts";
import { connect, handOver, type Remote, WorkerEnded, WorkerGone } from "../../engine/rpc.ts";
import { lendThreads } from "../../engine/threads.ts";
import type { Way } from "../../engine/ways.ts";
import { isWayBroken, nextWay, startCarefully } from "./careful-start.ts";
import { ownDataStore } from "./own-data.ts";
import { rememberWay } from "./way-here.ts";

/** How long a worker may be silent once nobody wants to wait for it any more. */
const PATIENCE_MS = 6000;

/** The name of the error (rpc carries no classes) of calls whose worker was ended: nobody waits for them. */
export const isEnded = (error: unknown): boolean =>
  error instanceof Error && error.name === "WorkerEnded";

export interface EngineClient {
  /** The engine's calls. Starts the worker if none is running. */
  engine(): Remote<Engine>;
  /**
   * Opens a session; the reader's own data are handed over first, if it is them that it learns from. A way
   * of training that does not work here is given up for a simpler one, with a warning.
   */
  open(
    setup: Setup,
    tell?: (underway: Underway) => void,
    wanted?: () => boolean,
  ): Promise<Opened | undefined>;
  /** Ends the worker that is running; the next call starts another. */
  restart(): void;
  /**
   * Waits for what the worker is doing now; one that stays silent is ended, and the next call starts another.
   * @param ending is called just before
   * @returns whether it was ended
   */
  endIfSilent(ending?: () => void): Promise<boolean>;
  /** After an error of the way that is gone: from now on a simpler one. False when there is none. */
  giveUpWay(error: unknown, setup: Setup): boolean;
  /** Is told, once for each worker, that it stopped working. */
  onGone(listener: (reason: Error) => void): () => void;
}

/** @param readOwn a copy of the reader's own data by their id, for a worker that does not find them */
export function createEngineClient(
  readOwn: (id: string) => Promise<object | undefined>,
): EngineClient {
  let remote: Remote<Engine> | undefined;
  let end = (_why: ToldError) => {};
  let answered = (_patienceMs: number) => Promise.resolve(true);
  let way: Way = "webgpu";
  const listeners = new Set<(reason: Error) => void>();
  const client: EngineClient = {
    engine() {
      if (!remote) {
        const worker = new Worker(new URL("../../worker.ts", import.meta.url), {
          type: "module",
          name: "training",
        });
        const connection = connect<Engine>(worker);
        const endThreads = lendThreads(worker);
        remote = connection.remote;
        answered = connection.answered;
        end = (why) => {
          connection.end(why);
          endThreads();
        };
        connection.gone.then((reason) => {
          if (remote === connection.remote) remote = undefined;
          worker.terminate();
          endThreads();
          for (const listener of listeners) listener(reason);
        });
      }
      return remote;
    },
    async open(setup, tell = () => {}, wanted) {
      const { dataset, backend } = setup;
      for (let gaveUp = false; ; gaveUp = true) {
        try {
          await startCarefully(client.engine(), backend, (found) => {
            way = found;
          });
          if (isOwnId(dataset) && !(await client.engine().has(dataset))) {
            const own = await readOwn(dataset);
            if (own) await client.engine().adopt(handOver(own));
          }
          const opened = await openOn(client.engine(), setup, tell, wanted);
          const said = gaveUp && opened?.backend.gaveUp;
          return said ? { ...opened, warnings: [...opened.warnings, said] } : opened;
        } catch (error) {
          if (!client.giveUpWay(error, setup)) throw error;
          client.restart();
        }
      }
    },
    giveUpWay(error, { backend }) {
      const next = isWayBroken(error) ? nextWay(way, backend) : undefined;
      if (next) rememberWay(next);
      return next !== undefined;
    },
    restart() {
      end(new WorkerGone(sentence("A new worker takes over")));
      remote = undefined;
    },
    async endIfSilent(ending = () => {}) {
      const asked = remote;
      if (!asked || (await answered(PATIENCE_MS)) || remote !== asked) return false;
      ending();
      end(new WorkerEnded(sentence("The worker did not answer and was ended")));
      remote = undefined;
      return true;
    },
    onGone(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return client;
}

/** Shared by all lessons: one worker, one device. */
export const engineClient = spareClient();

/** Another worker, with a device of its own: for runs in the background. */
export function spareClient(): EngineClient {
  return createEngineClient((id) => ownDataStore.getState().read(id));
}
