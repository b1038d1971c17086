/** The page's one training worker. It is started when first needed and again after it has failed. */
import { isOwnId } from "../../engine/data/datasets.ts";
import type { Opened, Setup, Underway } from "../../engine/declarations/run.ts";
import { type Sentence, sentence } from "../../engine/declarations/sentence.ts";
import type { Engine } from "../../engine/engine.ts";
import { openOn } from "../../engine/open-on.ts";
import { connect, type Remote } from "../../engine/rpc.ts";
import { ownDataStore } from "./own-data.ts";

export interface EngineClient {
  /** The engine's calls. Starts the worker if none is running. */
  engine(): Remote<Engine>;
  /** Opens a session; the reader's own data are handed over first, if it is them that it learns from. */
  open(
    setup: Setup,
    tell?: (underway: Underway) => void,
    wanted?: () => boolean,
  ): Promise<Opened | undefined>;
  /** Ends the worker that is running; the next call starts another. */
  restart(): void;
  /** Is told, once for each worker, that it stopped working. */
  onGone(listener: (reason: Error) => void): () => void;
}

/** @param readOwn the reader's own data by their id, or undefined where they are not kept here */
export function createEngineClient(readOwn: (id: string) => Promise<unknown>): EngineClient {
  let remote: Remote<Engine> | undefined;
  let end = (_why: Sentence) => {};
  const listeners = new Set<(reason: Error) => void>();
  const client: EngineClient = {
    engine() {
      if (!remote) {
        const worker = new Worker(new URL("../../worker.ts", import.meta.url), {
          type: "module",
          name: "training",
        });
        const connection = connect<Engine>(worker);
        ({ remote, end } = connection);
        connection.gone.then((reason) => {
          if (remote === connection.remote) remote = undefined;
          worker.terminate();
          for (const listener of listeners) listener(reason);
        });
      }
      return remote;
    },
    async open(setup, tell = () => {}, wanted) {
      const { dataset } = setup;
      if (isOwnId(dataset) && !(await client.engine().has(dataset))) {
        const own = await readOwn(dataset);
        if (own) await client.engine().adopt(own);
      }
      return openOn(client.engine(), setup, tell, wanted);
    },
    restart() {
      end(sentence("A new worker takes over"));
      remote = undefined;
    },
    onGone(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return client;
}

/** Shared by all lessons: one worker, one device. */
export const engineClient = createEngineClient((id) => ownDataStore.getState().read(id));
