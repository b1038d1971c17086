/** The ranker against a case solved by hand, finite differences, and what sharing rows must mean. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import type { Batch as Columns } from "../../engine/training/batch.ts";
import { createStepper } from "../../engine/training/compiled-stepper.ts";
import { Adam } from "../../engine/training/optimizer.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import { filmColumns } from "./draw.ts";
import { heldAs } from "./held.ts";
import model, { type Batch, filmSide, type Parameters, score } from "./model.ts";
import { prepareRanking } from "./prepare.ts";
import { hyperparameters, type SemanticConfig, WAYS } from "./settings.ts";
import training from "./training.ts";

const base: SemanticConfig = {
  ...defaults(hyperparameters),
  by: "k-means",
  codes: 4,
  rows: 12,
  dim: 2,
  batch: 16,
  beside: "none",
};
const { dataset } = syntheticDataset({ seed: 1, users: 60, items: 80, interactionsPerUser: 20 });
const split = leaveOneOut(dataset);
const prepared = prepareRanking(split, base, createStreams(3), undefined);
const ways = WAYS.map(({ value }) => value);

function smallCase(config: SemanticConfig) {
  const streams = createStreams(3);
  const parameters = model.init(prepared, config, streams.initialisation);
  enlarge(parameters, streams.noise, 0.4);
  const context = { split: prepared, config, streams, step: 0, notes: {} };
  const drawn = training.draw(
    context,
    Int32Array.from({ length: 8 }, (_, n) => n),
  );
  const batch = uploadBatch(drawn);
  return { parameters, drawn, batch, loss: () => model.loss(parameters, batch, config) };
}

forEachBackend("Semantic IDs", (backend) => {
  test("a pair solved by hand: two rows and the mean film, without cross layers", async () => {
    const of = (rows: number[][]) => tf.variable(tf.tensor2d(rows));
    const parameters = {
      E: of([
        [1, 2],
        [3, -1],
        [9, 9],
      ]),
      beta: of([[0.5], [0.25], [9]]),
      m: tf.variable(tf.tensor1d([1, 1])),
      beta0: tf.variable(tf.tensor1d([-1])),
      crosses: [],
    } as unknown as Parameters;
    const film = filmSide(parameters, { rows: tf.tensor2d([[0, 1]], [1, 2], "int32") });
    // v = [1 + 3 + 1, 2 - 1 + 1], b = 0.5 + 0.25 - 1
    expect([...(await film.vector.data())]).toEqual([5, 2]);
    expect([...(await film.bias.data())]).toEqual([-0.25]);
    const person = { vector: tf.tensor2d([[0.5, -1]]), bias: tf.tensor2d([[2]]) };
    // s = 2.5 - 2 + 2 - 0.25
    expect([...(await score(parameters, person, film).data())]).toEqual([2.25]);
  });

  // Finite differences take their time on a software adapter: there one case stands for all.
  test.each(backend === "wasm" ? ways : (["id+codes"] as const))(
    "%s: gradients agree with finite differences",
    async (film) => {
      const { parameters, loss } = smallCase({ ...base, film, l2: 0.1 });
      await expectGradients(loss, parameters);
    },
  );

  test.each(backend === "wasm" ? ways : (["id+codes", "id+content"] as const))(
    "%s: a step is compiled",
    async (film) => {
      const { parameters, drawn } = smallCase({ ...base, film });
      const flat = variablesOf(parameters);
      const stepper = createStepper(
        (_, batch) => model.loss(parameters, batch as Batch, { ...base, film }),
        flat,
        new Adam(flat),
      );
      const preparation = stepper.prepare?.(drawn as Columns);
      await preparation?.finished;
      expect(preparation?.why ?? null).toBeNull();
      stepper.dispose();
    },
  );

  test("a step moves the rows that its films look up, and no other", async () => {
    for (const film of ["id", "codes", "ngrams"] as const) {
      const config = { ...base, film, l2: 0 };
      const { parameters, drawn, loss } = smallCase(config);
      const E = parameters.E!;
      const { grads } = tf.variableGrads(loss as () => tf.Scalar, [E]);
      const gradient = await grads[E.name]!.data();
      const looked = new Set(drawn.rows!.values);
      for (let row = 0; row < E.shape[0]; row++) {
        const moved = gradient.subarray(row * 2, row * 2 + 2).some((g) => g !== 0);
        expect(moved, `${film}, row ${row}`).toBe(looked.has(row));
      }
    }
  });

  test("films of the same codes are one film to the ranker; a row of one’s own parts them", async () => {
    const { known } = prepared;
    const { ids, each } = heldAs(known, "codes", base);
    const word = (film: number) => ids.slice(film * each, (film + 1) * each).join();
    const pairs = Array.from({ length: 80 }, (_, a) => a).flatMap((a) =>
      Array.from({ length: 80 - a - 1 }, (_, n) => [a, a + 1 + n] as const),
    );
    const [a, b] = pairs.find(([one, other]) => word(one) === word(other))!;
    const vectorsOf = async (film: SemanticConfig["film"]) => {
      const config = { ...base, film };
      const { parameters } = smallCase(config);
      const columns = filmColumns(prepared, config, Int32Array.of(a, b));
      const values = await filmSide(parameters, uploadBatch(columns)).vector.data();
      return [values.slice(0, 2), values.slice(2)];
    };
    const [one, other] = await vectorsOf("codes");
    expect(one).toEqual(other);
    const [own, others] = await vectorsOf("id+codes");
    expect(own).not.toEqual(others);
  });

  test("training lowers the loss, and every metric of every slice is there", async () => {
    const config = { ...base, epochs: 3, batch: 32, film: "id+codes" as const };
    const session = await Session.open({ training: training as never, split, config, seed: 2 });
    const { rows } = await session.advance({ steps: 1000 });
    const evaluated = rows.filter((row) => row.AUC !== undefined);
    expect(evaluated.at(-1)!["Training set loss"]).toBeLessThan(
      evaluated[0]!["Training set loss"]!,
    );
    for (const metric of ["AUC", "GAUC", "Log loss"]) {
      for (const slice of ["", " unseen", " middle"]) {
        expect(evaluated.at(-1)![metric + slice], metric + slice).toBeGreaterThan(0);
      }
    }
    const { readings, failed } = await session.read([
      { key: "lookUp", probe: "lookUp", args: { film: 3, way: "id+codes" } },
      { key: "other", probe: "lookUp", args: { film: 3, way: "hash" } },
      { key: "reasons", probe: "reasons", args: { user: 1 } },
      { key: "example", probe: "example", args: { at: 0 } },
      { key: "forYou", probe: "forYou", args: { items: [1, 2, 3], ratings: [5, 1, 4] } },
    ]);
    expect(failed).toEqual({});
    const { parts, sum } = readings.lookUp as {
      parts: { vector: Float32Array }[];
      sum: Float32Array;
    };
    expect(parts).toHaveLength(4);
    expect(sum.every(Number.isFinite)).toBe(true);
    expect((readings.other as { sum: unknown }).sum).toBeNull();
    expect((readings.forYou as { items: Int32Array }).items).not.toContain(2);
    session.close();
  });
});
