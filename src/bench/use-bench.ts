import { useCallback, useEffect, useRef, useState } from "react";
import { errorText } from "../components/language/tell.ts";
import type { BackendName } from "../engine/device.ts";
import { connect, type Remote } from "../engine/rpc.ts";
import type { BenchResult } from "./bench.ts";
import type { BenchPlan, BenchService } from "./bench-worker.ts";

export interface BenchState {
  readonly plan: BenchPlan | undefined;
  readonly results: readonly BenchResult[];
  /** What is being measured, of how many, and since when; undefined while nothing is. */
  readonly running:
    | { readonly backend: BackendName; readonly model: BenchResult["model"]; readonly left: number }
    | undefined;
  readonly error: string | undefined;
}

const START: BenchState = {
  plan: undefined,
  results: [],
  running: undefined,
  error: undefined,
};

/** Rounds and steps of a measurement: enough for a median, short enough to wait for. */
const ROUNDS = { rounds: 3, steps: 5 };

/** The bench in a worker of its own, which ends with the page or when it is stopped. */
export function useBench() {
  const [state, setState] = useState<BenchState>(START);
  const connection = useRef<{ worker: Worker; remote: Remote<BenchService> } | undefined>(
    undefined,
  );
  const update = useCallback(
    (part: Partial<BenchState>) => setState((before) => ({ ...before, ...part })),
    [],
  );

  const start = useCallback(() => {
    const worker = new Worker(new URL("./bench-worker.ts", import.meta.url), {
      type: "module",
      name: "bench",
    });
    const { remote, gone } = connect<BenchService>(worker);
    connection.current = { worker, remote };
    void gone.then((reason) => update({ running: undefined, error: errorText(reason) }));
    return remote;
  }, [update]);

  useEffect(() => {
    start()
      .plan()
      .then((plan) => update({ plan }))
      .catch((error: Error) => update({ error: errorText(error) }));
    return () => connection.current?.worker.terminate();
  }, [start, update]);

  const run = useCallback(
    async (backends: readonly BackendName[], models: readonly BenchResult["model"][]) => {
      const { worker, remote } = connection.current!;
      const todo = backends.flatMap((backend) => models.map((model) => ({ backend, model })));
      const results: BenchResult[] = [];
      update({ results, error: undefined });
      for (const [i, { backend, model }] of todo.entries()) {
        update({ running: { backend, model, left: todo.length - i } });
        try {
          results.push(await remote.measure(backend, model, ROUNDS));
        } catch (error) {
          if (connection.current?.worker === worker) {
            update({ running: undefined, error: errorText(error) });
          }
          return;
        }
        if (connection.current?.worker !== worker) return;
        update({ results: [...results] });
      }
      update({ running: undefined });
    },
    [update],
  );

  const stop = useCallback(() => {
    connection.current?.worker.terminate();
    start();
    update({ running: undefined });
  }, [start, update]);

  return { ...state, run, stop };
}
