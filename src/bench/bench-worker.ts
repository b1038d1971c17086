/// <reference lib="webworker" />
/** The bench off the page's thread: one model on one back end a call, so that the page can count along and stop. */
import { type BackendName, findAdapter } from "../engine/device.ts";
import { serve } from "../engine/rpc.ts";
import { type BenchOptions, type BenchResult, runBench } from "./bench.ts";
import { BENCH_NAMES, type BenchName } from "./models.ts";

const service = {
  /** The back ends of this browser and the models, so that the page can say what it will do. */
  async plan(): Promise<BenchPlan> {
    return {
      models: BENCH_NAMES,
      webgpu: await findAdapter(),
    };
  },
  async measure(
    backend: BackendName,
    model: BenchName,
    options: Pick<BenchOptions, "rounds" | "steps">,
  ): Promise<BenchResult> {
    const [result] = await runBench({ ...options, backends: [backend], models: [model] });
    return result!;
  },
};

export interface BenchPlan {
  readonly models: readonly BenchName[];
  readonly webgpu: Awaited<ReturnType<typeof findAdapter>>;
}
export type BenchService = typeof service;

serve(service, self as unknown as DedicatedWorkerGlobalScope);
