/** Readers of a history against cases solved by hand, finite differences, and what must hold of each. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { type Batch as Columns, type ColumnsOf, column } from "../../engine/training/batch.ts";
import { createStepper } from "../../engine/training/compiled-stepper.ts";
import { Adam } from "../../engine/training/optimizer.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import { activate, type Next } from "./activation.ts";
import type { Batch, Pairs, Seen } from "./batch.ts";
import { type History, historyColumns } from "./draw.ts";
import model, { interest, score } from "./model.ts";
import { prepareTargets } from "./prepare.ts";
import { hyperparameters, READERS, type TargetConfig } from "./settings.ts";
import training from "./training.ts";

const base: TargetConfig = {
  ...defaults(hyperparameters),
  beside: "none",
  history: 4,
  dim: 4,
  heads: 2,
  batch: 16,
};
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 12 });
const split = leaveOneOut(dataset);
const readers = READERS.map(({ value }) => value);

function smallCase(config: TargetConfig) {
  const streams = createStreams(3);
  const prepared = prepareTargets(split, config, streams);
  const parameters = model.init(prepared, config, streams.initialisation);
  enlarge(parameters, streams.noise, 0.4);
  const state = model.state(prepared, config);
  const context = { split: prepared, config, streams, step: 0, notes: {} };
  const drawn = training.draw(
    context,
    Int32Array.from({ length: 6 }, (_, n) => 7 * n),
  );
  const batch = uploadBatch(drawn) as Batch;
  return {
    parameters,
    state,
    drawn,
    batch,
    loss: () => model.loss(parameters, batch, config, state).loss,
  };
}

/** Some films watched at some times, asked at 1,000. */
const history = (films: readonly number[], times: readonly number[]): History => ({
  films,
  times,
  asked: 1000,
});
const pairsOf = (of: readonly History[], candidates: readonly number[], config: TargetConfig) =>
  uploadBatch({
    ...historyColumns(of, config),
    candidate: column(Int32Array.from(candidates), [of.length, candidates.length / of.length]),
  }) as Pairs;

forEachBackend("Target attention", (backend) => {
  test("Dice is solved by hand, leaves padding out of its statistics, and runs on what it has seen", async () => {
    const s = tf.tensor2d([[1], [3], [100]]);
    const open = tf.tensor2d([[1], [1], [0]]);
    const state = {
      unit: { mean: tf.variable(tf.tensor1d([0])), variance: tf.variable(tf.tensor1d([1])) },
    };
    const next: Next = {};
    const alpha = tf.tensor1d([0.5]);
    const trained = await activate(s, alpha, "unit", { state, next }, open).data();
    // mean 2, variance 1: p = sigma(-1) and sigma(1)
    const f = (x: number, p: number) => p * x + (1 - p) * 0.5 * x;
    const sigma = (x: number) => 1 / (1 + Math.exp(-x));
    expect(trained[0]).toBeCloseTo(f(1, sigma(-1)), 5);
    expect(trained[1]).toBeCloseTo(f(3, sigma(1)), 5);
    expect((await next["unit.mean"]!.data())[0]).toBeCloseTo(0.2, 5);
    expect((await next["unit.variance"]!.data())[0]).toBeCloseTo(1, 5);
    const asked = await activate(s, alpha, "unit", { state }, open).data();
    expect(asked[0]).toBeCloseTo(f(1, sigma(1)), 5);
  });

  // Without a history stars are nothing that it reads.
  const cases = readers.flatMap((reader): Partial<TargetConfig>[] => [
    { reader },
    ...(reader === "din"
      ? ([
          { reader, normalise: true },
          { reader, activation: "dice" },
        ] as const)
      : []),
    ...(reader === "bst" ? ([{ reader, blocks: 2 }] as const) : []),
  ]);
  const named = cases.map((some) => [Object.values(some).join(" "), some] as const);

  // Finite differences take their time on a software adapter: there one case stands for all.
  test.each(backend === "wasm" ? named : named.slice(4, 5))(
    "%s: gradients agree with finite differences",
    async (_, some) => {
      const task = some.reader === "none" ? "next" : "liked";
      const config = { ...base, ...some, task, regularise: "batch", l2: 0.1 } as const;
      const { parameters, loss } = smallCase(config);
      await expectGradients(loss, parameters);
    },
  );

  test.each(backend === "wasm" ? named : named.slice(4, 6))(
    "%s: a step is compiled",
    async (_, some) => {
      const config = { ...base, ...some, regularise: "batch" } as const;
      const { parameters, state, drawn } = smallCase(config);
      const flat = variablesOf(parameters);
      const stepper = createStepper(
        (_, batch) => model.loss(parameters, batch as Batch, config, state),
        flat,
        new Adam(flat),
        variablesOf(state),
      );
      const preparation = stepper.prepare?.(drawn as Columns);
      await preparation?.finished;
      expect(preparation?.why ?? null).toBeNull();
      stepper.dispose();
    },
  );

  test.each(readers)("%s: what stands in the padding changes nothing", async (reader) => {
    const config = { ...base, reader };
    const { parameters, state } = smallCase(config);
    const columns = historyColumns([history([5, 9], [10, 20])], config);
    const junk: ColumnsOf<Pairs> = {
      ...columns,
      history: column(Int32Array.of(33, 44, 5, 9), [1, 4]),
      ...(columns.bucket && {
        bucket: column(Int32Array.of(3, 7, ...columns.bucket.values.slice(2)), [1, 5]),
      }),
      candidate: column(Int32Array.of(1, 2), [1, 2]),
    };
    const s = (pairs: Pairs) => score(parameters, pairs, config, { state }).data();
    const clean = await s(pairsOf([history([5, 9], [10, 20])], [1, 2], config));
    const dirty = await s(uploadBatch(junk) as Pairs);
    for (const n of [0, 1]) expect(dirty[n]).toBeCloseTo(clean[n]!, 4);
  });

  test.each(readers)("%s: shifting all times by a constant changes nothing", async (reader) => {
    const config = { ...base, reader };
    const at = (shift: number): History => ({
      films: [5, 9, 2],
      times: [10 + shift, 500 + shift, 900 + shift],
      asked: 1000 + shift,
    });
    expect(historyColumns([at(1e9)], config)).toEqual(historyColumns([at(0)], config));
    // and the times matter to BST
    const later = historyColumns([{ ...at(0), asked: 90_000 }], config);
    if (reader === "bst") expect(later.bucket).not.toEqual(historyColumns([at(0)], config).bucket);
  });

  test("without softmax the interest is linear in repeats; with it, and in a mean, it stays", async () => {
    const config = { ...base, reader: "din" } as const;
    const { parameters, state } = smallCase(config);
    const vOf = async (times: number, change: Partial<TargetConfig>) => {
      const films = Array.from({ length: times }, () => [5, 9, 2]).flat();
      const wide = { ...config, ...change, history: 12 };
      const pairs = pairsOf(
        [
          history(
            films,
            films.map(() => 0),
          ),
        ],
        [7],
        wide,
      );
      return interest(parameters, pairs, wide, { state }).v.data();
    };
    const once = await vOf(1, {});
    const four = await vOf(4, {});
    for (const [k, x] of once.entries()) expect(four[k]).toBeCloseTo(4 * x, 3);
    expect(Math.hypot(...once)).toBeGreaterThan(0.05);
    for (const change of [{ normalise: true }, { reader: "mean" }] as const) {
      const [one, many] = [await vOf(1, change), await vOf(4, change)];
      for (const [k, x] of one.entries()) expect(many[k]).toBeCloseTo(x, 4);
    }
  });

  test("swapping the candidate changes every row that comes out of BST, and DIN’s every weight", async () => {
    const config = { ...base, reader: "bst" } as const;
    const { parameters, state } = smallCase(config);
    const seen: Seen = {};
    const read = history([5, 9, 2, 30], [10, 20, 800, 990]);
    score(parameters, pairsOf([read], [1, 2], config), config, { state }, seen);
    const d = seen.rows!.shape[2];
    const rows = await seen.rows!.data();
    for (let t = 0; t < 5; t++) {
      const [one, other] = [0, 1].map((c) => rows.slice((c * 5 + t) * d, (c * 5 + t + 1) * d));
      const apart = Math.max(...one!.map((x, k) => Math.abs(x - other![k]!)));
      expect(apart, `row ${t}`).toBeGreaterThan(1e-3);
    }
    const din = { ...base, reader: "din" } as const;
    const small = smallCase(din);
    const weights: Seen = {};
    score(small.parameters, pairsOf([read], [1, 2], din), din, { state: {} }, weights);
    const a = await weights.weights!.data();
    for (let t = 0; t < 4; t++) expect(Math.abs(a[t]! - a[4 + t]!)).toBeGreaterThan(1e-4);
  });

  test("batch-aware L2 pulls each film of the batch once, by 1 / n_j, and no other", async () => {
    const config = { ...base, regularise: "batch", l2: 1 } as const;
    const { parameters, batch } = smallCase(config);
    const without = { ...config, regularise: "none" } as const;
    const gradient = async (of: TargetConfig) => {
      const loss = () => model.loss(parameters, batch, of, {}).loss;
      return tf.variableGrads(loss, [parameters.E]).grads[parameters.E.name]!.data();
    };
    const [pulled, plain] = [await gradient(config), await gradient(without)];
    const E = await parameters.E.data();
    const open = await batch.open.data();
    const ids = new Set([
      ...(await batch.candidate.data()),
      ...(await batch.history.data()).filter((_, n) => open[n]),
    ]);
    const { count } = prepareTargets(split, config, createStreams(3));
    for (let film = 0; film < 60; film++) {
      const at = film * config.dim;
      const expected = ids.has(film) ? (2 * E[at]!) / Math.max(1, count[film]!) : 0;
      expect(pulled[at]! - plain[at]!, `film ${film}`).toBeCloseTo(expected, 3);
    }
  });

  // Whole runs are the same equations: one back end stands for both.
  if (backend !== "wasm") return;

  test("training lowers the loss, and every picture finds its numbers", async () => {
    const config = { ...base, epochs: 2, batch: 32, activation: "dice" } as const;
    const session = await Session.open({ training: training as never, split, config, seed: 2 });
    const { rows } = await session.advance({ steps: 1000 });
    const evaluated = rows.filter((row) => row.AUC !== undefined);
    expect(evaluated.at(-1)!["Training set loss"]).toBeLessThan(
      evaluated[0]!["Training set loss"]!,
    );
    for (const metric of ["AUC", "GAUC", "GAUC popular", "Log loss"]) {
      expect(evaluated.at(-1)![metric], metric).toBeGreaterThan(0);
    }
    const { readings, failed } = await session.read([
      { key: "speaks", probe: "speaks", args: { user: 1, candidate: 3 } },
      { key: "own", probe: "speaks", args: { user: 1, items: [4, 8], ratings: [5, 1] } },
      { key: "repeat", probe: "repeat", args: { user: 1 } },
      { key: "reasons", probe: "reasons", args: { user: 1 } },
      { key: "example", probe: "example", args: { at: 3 } },
      { key: "forYou", probe: "forYou", args: { items: [1, 2, 3], ratings: [5, 1, 4] } },
    ]);
    expect(failed).toEqual({});
    const { candidate, readers: spoken } = readings.speaks as {
      candidate: number;
      readers: { din: { weights: Float32Array[] } };
    };
    expect(candidate).toBe(3);
    expect(spoken.din.weights[0]).toHaveLength(4);
    expect((readings.own as { films: Int32Array }).films).toEqual(Int32Array.of(4, 8));
    expect((readings.forYou as { items: Int32Array }).items).not.toContain(2);
    const { sum, softmax } = readings.repeat as Record<"sum" | "softmax", { length: number[] }>;
    expect(sum.length[2]! / sum.length[0]!).toBeCloseTo(4, 2);
    expect(softmax.length[2]! / softmax.length[0]!).toBeCloseTo(1, 3);
    session.close();
  });

  test("planted interests are asked about with the weight of the film that matches", async () => {
    const config = { ...base, task: "interests", history: 20, dim: 8, batch: 256 } as const;
    const session = await Session.open({
      training: training as never,
      split,
      config: { ...config, epochs: 1 },
      seed: 1,
    });
    await session.advance({ steps: 3 });
    const { readings, failed } = await session.read([
      { key: "planted", probe: "planted", args: {} },
      { key: "speaks", probe: "speaks", args: { user: 1 } },
    ]);
    expect(failed).toEqual({});
    const { matching, others } = readings.planted as Record<string, Float32Array>;
    expect(others!.length).toBe(19 * matching!.length);
    session.close();
  });
});
