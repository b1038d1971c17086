/** What is estimated before a set-up opens, against what its session then takes. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import dcn from "../lessons/dcn-v2/lesson.ts";
import dcnTraining from "../lessons/dcn-v2/training.ts";
import factorization from "../lessons/matrix-factorization/lesson.ts";
import factorizationTraining from "../lessons/matrix-factorization/training.ts";
import ranking from "../lessons/ranking-gradients/lesson.ts";
import rankingTraining from "../lessons/ranking-gradients/training.ts";
import sasrec from "../lessons/sasrec/lesson.ts";
import sasrecTraining from "../lessons/sasrec/training.ts";
import towers from "../lessons/two-tower/lesson.ts";
import towersTraining from "../lessons/two-tower/training.ts";
import { leaveOneOut } from "./data/split.ts";
import { syntheticDataset } from "./data/synthetic.ts";
import { type Config, defaults } from "./declarations/hyperparameters.ts";
import type { Lesson } from "./declarations/lesson.ts";
import { onDevice } from "./declarations/memory.ts";
import { forEachBackend } from "./kernels/backends.ts";
import { compileForGpu } from "./kernels/gpu-program.ts";
import { type HeapBackend, heapBackend } from "./kernels/heap.ts";
import { type Means, memoryOf, memoryWithin, prepared } from "./memory.ts";
import { createStreams } from "./numbers/random.ts";
import { variablesOf } from "./training/parameters.ts";
import { recordStep } from "./training/record-step.ts";
import { Session, type Subject } from "./training/session.ts";
import type { Training } from "./training/training.ts";

const { dataset } = syntheticDataset({ seed: 3, users: 300, items: 400, interactionsPerUser: 30 });
const split = leaveOneOut(dataset);

const LESSONS = [
  ["matrix factorization", factorization, factorizationTraining],
  ["two towers", towers, towersTraining],
  ["DCN-v2", dcn, dcnTraining],
  ["ranking gradients", ranking, rankingTraining],
  ["SASRec", sasrec, sasrecTraining],
] as unknown as [string, Lesson, Training][];

function subjectOf(lesson: Lesson, training: Training, changes: Config = {}) {
  const config = { ...defaults(lesson.hyperparameters), ...changes };
  return prepared({ training, split, config, seed: 1 });
}

/** The most that lies in the heap while something runs, in bytes. */
async function fullest(backend: HeapBackend, run: () => Promise<unknown>): Promise<number> {
  // The module puts its own in place at their first calls.
  tf.tensor1d([1]).dispose();
  const wasm = backend.wasm as {
    -readonly [K in keyof HeapBackend["wasm"]]: HeapBackend["wasm"][K];
  };
  const { _malloc: malloc, _free: free } = wasm;
  const sizes = new Map<number, number>();
  let [now, most] = [0, 0];
  wasm._malloc = (bytes) => {
    const address = malloc(bytes);
    sizes.set(address >>> 0, bytes);
    now += bytes;
    most = Math.max(most, now);
    return address;
  };
  wasm._free = (address) => {
    now -= sizes.get(address >>> 0) ?? 0;
    sizes.delete(address >>> 0);
    free(address);
  };
  try {
    await run();
  } finally {
    Object.assign(wasm, { _malloc: malloc, _free: free });
  }
  return most;
}

forEachBackend("The memory of a set-up", (backend) => {
  test.each(LESSONS)("is estimated before it opens: %s", async (_name, lesson, training) => {
    const subject = subjectOf(lesson, training);
    const before = tf.memory();
    const memory = memoryOf(subject, subject.prepared, backend === "webgpu");
    // Nothing was made for it, and nothing is left.
    expect(tf.memory()).toMatchObject({ numBytes: before.numBytes, numTensors: before.numTensors });
    if (backend === "webgpu") {
      expect(memory.step).toBe(compiledBytes(subject));
      return;
    }
    const measured = await fullest(heapBackend(), async () => {
      const session = await Session.open(subject);
      await session.advance({ steps: 2 });
      await session.evaluate();
      session.close();
    });
    // The step's arena is known exactly; the rest is tensors that live for a moment.
    expect(measured / onDevice(memory)).toBeGreaterThan(0.9);
    expect(measured / onDevice(memory)).toBeLessThan(1.2);
  });
});

/** Of the arena and the batch of the step that the card would run. */
function compiledBytes({
  training,
  config,
  prepared: learnt,
  seed,
}: Subject & ReturnType<typeof prepared>) {
  const parameters = training.model.init(learnt, config, createStreams(seed).initialisation);
  const state = training.model.state?.(learnt, config) ?? {};
  const size = Math.min(Number(config.batch), training.examples(learnt, config));
  const notes = training.notes?.(learnt, config) ?? {};
  const batch = training.draw(
    { split: learnt, config, streams: createStreams(seed), step: 0, notes },
    Int32Array.from({ length: size }, (_, i) => i),
  );
  const flat = variablesOf(parameters);
  const traced = recordStep(
    (_, columns) => training.model.loss(parameters, columns, config, state),
    flat,
    batch,
    variablesOf(state),
  );
  const { arenaWords, batchWords } = compileForGpu(traced, batch);
  tf.dispose([...Object.values(flat), ...Object.values(variablesOf(state))]);
  return 4 * (arenaWords + batchWords);
}

test("A set-up beyond the machine's means is refused, with what to lower", () => {
  const large = { length: 100, blocks: 2, dim: 8, heads: 8, batch: 256 };
  const subject = subjectOf(sasrec as Lesson, sasrecTraining as unknown as Training, large);
  const within = (means: Means) => () => memoryWithin(subject, subject.prepared, means, false);
  const { parameters, largest } = within({})();
  expect(parameters).toBeLessThan(1e6);
  expect(within({ device: 2 ** 28 })).toThrow(
    /takes about [\d.]+ (MB|GB), and WebAssembly has room for 256 MB\. One of these is enough: .*length=25/,
  );
  expect(within({ tensor: largest - 1 })).toThrow(/too large for the graphics card/);
  expect(within({ machine: 1000 })).toThrow(/this machine can spare 1,000 bytes\. Lower these/);
});
