/**
 * When the graphics card or the worker is gone in mid-training: a new worker takes over where the old one
 * was. What the old one had kept goes across if it still answers; if not, the same steps are taken again,
 * and since a run is decided by its settings and its seed, they end in the same place.
 */

import type { Opened, Setup, Underway } from "../../engine/declarations/run.ts";
import type { Backend } from "../../engine/device.ts";
import type { Salvaged } from "../../engine/engine.ts";
import { say } from "../language/say.ts";
import { errorText } from "../language/tell.ts";
import { type EngineClient, isEnded } from "./engine-client.ts";
import type { Run } from "./state.ts";

/** So often in a row; then it is no accident. */
const MOST = 3;
/** How long a new worker trains before it says how far it is. */
const REPLAY_STEPS = 50;

/** What was being trained when it was lost. */
export interface Lost {
  readonly error: Error;
  readonly setup: Setup;
  readonly step: number;
  readonly run: Run | undefined;
  readonly runs: readonly Run[];
}

export interface Recovered {
  readonly opened: Opened;
  readonly step: number;
  readonly epoch: number;
  readonly totalSteps: number;
  readonly checkpoints: readonly number[];
  /** One sentence for the reader. */
  readonly sentence: string;
}

/** Where a new session stands. */
type Stands = Pick<Recovered, "epoch" | "totalSteps" | "checkpoints">;

export type Recovery = ReturnType<typeof createRecovery>;

/** The names of errors (rpc carries no classes) after which a new worker may do better. */
export function isGone(error: unknown): error is Error {
  return (
    error instanceof Error && ["DeviceLost", "WorkerGone", "KernelFailed"].includes(error.name)
  );
}

export function createRecovery(
  client: EngineClient,
  tell: (detail: string) => void,
  beneath: (underway: Underway) => void,
) {
  let times = 0;

  async function salvage(lost: Error): Promise<Salvaged | undefined> {
    if (lost.name !== "DeviceLost") return undefined;
    return client
      .engine()
      .salvage()
      .catch(() => undefined);
  }

  /** Takes the steps of a run again; a forked one first those of its parent. */
  async function replay(run: Run | undefined, runs: readonly Run[], to: number): Promise<Stands> {
    if (run?.fork) {
      const parent = runs.find(({ id }) => id === run.fork?.parent);
      if (!parent) throw new Error(say("The run that this one was forked from has been deleted."));
      await replay(parent, runs, run.fork.step);
      await client.engine().fork(run.fork.step, run.fork.changed);
    }
    for (;;) {
      const at = await client.engine().advance({ steps: 0 }, []);
      if (at.step >= to || at.finished) return at;
      tell(
        say("the worker is new and trains again: step {step} of {last}", {
          step: at.step,
          last: to,
        }),
      );
      await client.engine().advance({ steps: Math.min(REPLAY_STEPS, to - at.step) }, []);
    }
  }

  /** The set-up that the first ancestor of a run was opened with: a fork's changes come after it. */
  function rootSetup(run: Run, runs: readonly Run[]): Setup {
    const parent = run.fork && runs.find(({ id }) => id === run.fork?.parent);
    return parent ? rootSetup(parent, runs) : run.setup;
  }

  /** Counts a loss. @throws the error when there have been too many in a row */
  function again(error: Error): void {
    if (times++ >= MOST) throw error;
  }

  /** With the back end as before, or on the processor; undefined where it is not wanted any more. */
  async function openAnywhere(setup: Setup, wanted: () => boolean): Promise<Opened | undefined> {
    try {
      return await client.open(setup, beneath, wanted);
    } catch (error) {
      if (isEnded(error)) throw error;
      const died = isGone(error) && error.name !== "DeviceLost";
      if (died) again(error);
      else if (setup.backend === "wasm") throw error;
      client.restart();
      return openAnywhere(died ? setup : onProcessor(setup), wanted);
    }
  }

  return {
    again,

    /** Training went well again for a while. */
    reset() {
      times = 0;
    },

    /**
     * @returns where the new session stands; undefined where it is not wanted any more
     * @throws the error it was given, or the one that the new worker met
     */
    async recover(lost: Lost, wanted: () => boolean): Promise<Recovered | undefined> {
      const { error, setup, step, run, runs } = lost;
      again(error);
      if (error.name === "KernelFailed" && !client.giveUpWay(error, setup)) throw error;
      tell(
        error.name === "DeviceLost"
          ? say("the graphics card was lost")
          : say("the worker has stopped"),
      );
      const kept = await salvage(error);
      client.restart();
      const start = kept || !run ? setup : rootSetup(run, runs);
      const opened = await openAnywhere(start, wanted);
      if (!opened) return undefined;
      const onCpu = fellBack(opened.backend, setup);
      const reason = errorText(error);
      const back = kept?.checkpoints.findLast((checkpoint) => checkpoint.step <= step);
      if (!kept || !back) {
        const { epoch, totalSteps, checkpoints } = await replay(run, runs, step);
        const sentence = replayed(reason, step, onCpu);
        return { opened, step, epoch, totalSteps, checkpoints, sentence };
      }
      await client.engine().takeOver(kept, back.step);
      const { epoch, totalSteps } = await client.engine().restore(back.step);
      const checkpoints = kept.checkpoints.map((checkpoint) => checkpoint.step);
      const sentence = salvaged(reason, back.step, onCpu);
      return { opened, step: back.step, epoch, totalSteps, checkpoints, sentence };
    },
  };
}

function replayed(reason: string, steps: number, onCpu: boolean): string {
  return onCpu
    ? say(
        "The training worker stopped ({reason}). A new one has taken the same {steps} steps again on the processor, with WebAssembly.",
        { reason, steps },
      )
    : say(
        "The training worker stopped ({reason}). A new one has taken the same {steps} steps again.",
        { reason, steps },
      );
}

function salvaged(reason: string, step: number, onCpu: boolean): string {
  return onCpu
    ? say(
        "The graphics card was lost ({reason}). Training goes on from step {step} on the processor, with WebAssembly.",
        { reason, step },
      )
    : say("The graphics card was lost ({reason}). Training goes on from step {step}.", {
        reason,
        step,
      });
}

const onProcessor = (setup: Setup): Setup => ({
  ...setup,
  backend: "wasm",
  ...(setup.on && { on: onProcessor(setup.on) }),
});

/** Whether it is the processor that trains now, without having been asked for. */
const fellBack = (backend: Backend, { backend: asked }: Setup) =>
  backend.name === "wasm" && asked !== "wasm";
