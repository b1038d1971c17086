/** The page's one training worker. It is started when first needed and again after it has failed. */
import type { Engine } from "../../engine/engine.ts";
import { connect, type Remote } from "../../engine/rpc.ts";

export interface EngineClient {
  /** The engine's calls. Starts the worker if none is running. */
  engine(): Remote<Engine>;
  /** Is told, once for each worker, that it stopped working. */
  onGone(listener: (reason: Error) => void): () => void;
}

export function createEngineClient(): EngineClient {
  let remote: Remote<Engine> | undefined;
  const listeners = new Set<(reason: Error) => void>();
  return {
    engine() {
      if (!remote) {
        const worker = new Worker(new URL("../../worker.ts", import.meta.url), {
          type: "module",
          name: "training",
        });
        const connection = connect<Engine>(worker);
        remote = connection.remote;
        connection.gone.then((reason) => {
          remote = undefined;
          worker.terminate();
          for (const listener of listeners) listener(reason);
        });
      }
      return remote;
    },
    onGone(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Shared by all lessons: one worker, one device. */
export const engineClient = createEngineClient();
