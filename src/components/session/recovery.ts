/**
 * When the graphics card or the worker is gone in mid-training: a new worker takes over where the old one
 * was. What the old one had kept goes across if it still answers; if not, the same steps are taken again,
 * and since a run is decided by its settings and its seed, they end in the same place.
 */

import type { Opened, Setup } from "../../engine/declarations/run.ts";
import type { Backend } from "../../engine/device.ts";
import type { Checkpoint } from "../../engine/training/checkpoints.ts";
import { say } from "../language/say.ts";
import { errorText } from "../language/tell.ts";
import type { EngineClient } from "./engine-client.ts";
import type { Run } from "./state.ts";

/** So often in a row; then it is no accident. */
const MOST = 3;
/** How long a new worker trains before it says how far it is. */
const REPLAY_STEPS = 50;

export interface Recovered {
  readonly opened: Opened;
  readonly step: number;
  readonly checkpoints: readonly number[];
  /** One sentence for the reader. */
  readonly sentence: string;
}

/** The names of errors (rpc carries no classes) after which a new worker may do better. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof Error && ["DeviceLost", "WorkerGone", "KernelFailed"].includes(error.name)
  );
}

export function createRecovery(client: EngineClient, tell: (detail: string) => void) {
  let times = 0;

  async function salvage(lost: Error): Promise<readonly Checkpoint[]> {
    if (lost.name !== "DeviceLost") return [];
    try {
      return await client.engine().salvage();
    } catch {
      return [];
    }
  }

  /** Takes the steps of a run again; a forked one first those of its parent. */
  async function replay(run: Run | undefined, runs: readonly Run[], to: number): Promise<number[]> {
    let [at, checkpoints] = [0, [0] as readonly number[]];
    if (run?.fork) {
      const parent = runs.find(({ id }) => id === run.fork?.parent);
      if (!parent) throw new Error(say("The run that this one was forked from has been deleted."));
      await replay(parent, runs, run.fork.step);
      await client.engine().fork(run.fork.step, run.fork.changed);
      at = run.fork.step;
    }
    while (at < to) {
      tell(
        say("the worker is new and trains again: step {step} of {last}", { step: at, last: to }),
      );
      const progress = await client
        .engine()
        .advance({ steps: Math.min(REPLAY_STEPS, to - at) }, []);
      if (progress.step === at) break;
      at = progress.step;
      checkpoints = progress.checkpoints;
    }
    return [...checkpoints];
  }

  /** The set-up that the first ancestor of a run was opened with: a fork's changes come after it. */
  function rootSetup(run: Run, runs: readonly Run[]): Setup {
    const parent = run.fork && runs.find(({ id }) => id === run.fork?.parent);
    return parent ? rootSetup(parent, runs) : run.setup;
  }

  return {
    /** Training went well again for a while. */
    reset() {
      times = 0;
    },

    /** @throws the error it was given, or the one that the new worker met */
    async recover(
      lost: Error,
      setup: Setup,
      step: number,
      run: Run | undefined,
      runs: readonly Run[],
    ): Promise<Recovered> {
      if (times++ >= MOST) throw lost;
      if (lost.name === "KernelFailed" && !client.giveUpWay(lost, setup)) throw lost;
      tell(
        lost.name === "DeviceLost"
          ? say("the graphics card was lost")
          : say("the worker has stopped"),
      );
      const kept = await salvage(lost);
      client.restart();
      const start = kept.length > 0 || !run ? setup : rootSetup(run, runs);
      const opened = await openAnywhere(client, start);
      const back = kept.findLast((checkpoint) => checkpoint.step <= step);
      if (!back) {
        const checkpoints = await replay(run, runs, step);
        const values = { reason: errorText(lost), steps: step };
        const sentence = fellBack(opened.backend, setup)
          ? say(
              "The training worker stopped ({reason}). A new one has taken the same {steps} steps again on the processor, with WebAssembly.",
              values,
            )
          : say(
              "The training worker stopped ({reason}). A new one has taken the same {steps} steps again.",
              values,
            );
        return { opened, step, checkpoints, sentence };
      }
      await client.engine().takeOver(kept, back.step);
      const values = { reason: errorText(lost), step: back.step };
      return {
        opened,
        step: back.step,
        checkpoints: kept.map((checkpoint) => checkpoint.step),
        sentence: fellBack(opened.backend, setup)
          ? say(
              "The graphics card was lost ({reason}). Training goes on from step {step} on the processor, with WebAssembly.",
              values,
            )
          : say(
              "The graphics card was lost ({reason}). Training goes on from step {step}.",
              values,
            ),
      };
    },
  };
}

/** With the back end as before, or on the processor. */
async function openAnywhere(client: EngineClient, setup: Setup): Promise<Opened> {
  try {
    return (await client.open(setup))!;
  } catch (error) {
    if (setup.backend === "wasm") throw error;
    client.restart();
    return (await client.open({ ...setup, backend: "wasm" }))!;
  }
}

/** Whether it is the processor that trains now, without having been asked for. */
const fellBack = (backend: Backend, { backend: asked }: Setup) =>
  backend.name === "wasm" && asked !== "wasm";
