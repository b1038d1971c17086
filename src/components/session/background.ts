/**
 * Runs that nobody watches, in a worker of their own, while the reader goes on: more seeds for a prediction
 * that one seed has not decided. They wait as long as the lab itself trains.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { sameSetup } from "../../engine/declarations/setup.ts";
import { errorText } from "../language/tell.ts";
import type { EngineClient } from "./engine-client.ts";
import { finishedRun } from "./predictions.ts";
import type { Get, SetState } from "./state.ts";
import { trainThrough } from "./train-through.ts";

interface Parts {
  readonly lesson: Lesson;
  /** Makes the client of another worker. */
  readonly spare: () => EngineClient;
  readonly set: SetState;
  readonly get: Get;
  readonly subscribe: (listener: () => void) => () => void;
  /** After each run. */
  readonly onRun: () => void;
}

export type Background = ReturnType<typeof createBackground>;

export function createBackground({ lesson, spare, set, get, subscribe, onRun }: Parts) {
  let waiting: readonly Setup[] = [];
  let working = false;

  const left = (setups: readonly Setup[]) => {
    waiting = setups;
    set({ background: setups.length });
  };

  /** Once the lab is at rest. */
  const rest = () =>
    new Promise<void>((resolve) => {
      const resting = () => !["Training", "Preparing"].includes(get().status.name);
      if (resting()) return resolve();
      const stop = subscribe(() => {
        if (!resting()) return;
        stop();
        resolve();
      });
    });

  async function train(client: EngineClient, setup: Setup): Promise<void> {
    const wanted = () => waiting[0] === setup;
    const among = () => get().runs;
    const run = await trainThrough(client, lesson, setup, { among, wanted, rest });
    if (run) set({ runs: [...get().runs, run] });
  }

  async function work(): Promise<void> {
    working = true;
    const client = spare();
    try {
      for (let setup = waiting[0]; setup; setup = waiting[0]) {
        await rest();
        if (!finishedRun(get().runs, setup)) await train(client, setup);
        if (waiting[0] === setup) left(waiting.slice(1));
        onRun();
      }
    } catch (error) {
      left([]);
      set(({ notices }) => ({ notices: [...notices, errorText(error)] }));
    } finally {
      client.restart();
      working = false;
    }
  }

  return {
    /** Trains these too, unless they are there or waited for already. */
    add(setups: readonly Setup[]): void {
      const isNew = (setup: Setup) => !waiting.some((other) => sameSetup(other, setup));
      left([...waiting, ...setups.filter(isNew)]);
      if (!working && waiting.length > 0) void work();
    },
    /** Nobody waits any more. */
    stop: () => left([]),
  };
}
