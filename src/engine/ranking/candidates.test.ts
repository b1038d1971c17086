/** A ranker among candidates against brute force, and over the catalogue against its own `score`. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../data/split.ts";
import { syntheticDataset } from "../data/synthetic.ts";
import { forEachBackend } from "../kernels/backends.ts";
import { Rng } from "../numbers/random.ts";
import { defineModel, type Model } from "../training/model.ts";
import { evaluateCandidates } from "./candidates.ts";
import { rankingMeasure } from "./evaluate.ts";

const { dataset } = syntheticDataset({ seed: 2, users: 30, items: 40, interactionsPerUser: 8 });
const split = leaveOneOut(dataset);
const { users, items } = split.train;
const table = new Rng(3).normals(users * items);
const pairs = (user: tf.Tensor, item: tf.Tensor) =>
  tf.gather<tf.Tensor>(tf.tensor1d(table), tf.cast(tf.add(tf.mul(user, items), item), "int32"));

const ranker = defineModel({
  init: () => ({}),
  loss: () => tf.scalar(0),
  scoreOf: (_: object, user: tf.Tensor1D, candidates: tf.Tensor2D): tf.Tensor2D =>
    pairs(tf.expandDims(user, 1), candidates) as tf.Tensor2D,
}) as unknown as Model;
const retriever = defineModel({
  init: () => ({}),
  loss: () => tf.scalar(0),
  score: (_: object, user: tf.Tensor1D) => tf.gather(tf.tensor2d(table, [users, items]), user),
}) as unknown as Model;

forEachBackend("A ranker", () => {
  test("is measured over the catalogue as a retriever with the same scores", async () => {
    const [one, other] = [rankingMeasure(ranker), rankingMeasure(retriever)];
    expect(await one.evaluate({}, {}, split, {})).toEqual(await other.evaluate({}, {}, split, {}));
  });

  test("finds nothing that is not among the candidates, and ranks the others as they score", async () => {
    const size = 5;
    const rng = new Rng(4);
    // The last place of each list is empty.
    const lists = Int32Array.from({ length: users * size }, (_, n) =>
      n % size === size - 1 ? -1 : rng.int(items),
    );
    const found = await evaluateCandidates(
      split,
      "test",
      { items: lists, size },
      (asked, films) =>
        pairs(
          tf.tensor2d(asked, [asked.length, 1], "int32"),
          tf.tensor2d(films, [asked.length, size], "int32"),
        ) as tf.Tensor2D,
    );
    let [hits, gains, inside, below] = [0, 0, 0, 0];
    split.test.user.forEach((user, n) => {
      const own = [...new Set(lists.subarray(user * size, user * size + size - 1))];
      const wanted = split.test.item[n]!;
      if (!own.includes(wanted)) return;
      inside++;
      const score = (item: number) => table[user * items + item]!;
      const row = Array.from(lists.subarray(user * size, user * size + size - 1));
      const at = row.indexOf(wanted);
      const rank = 1 + row.filter((item, k) => k !== at && score(item) >= score(wanted)).length;
      hits++;
      gains += 1 / Math.log2(1 + rank);
      below += (row.length - rank) / (row.length - 1);
    });
    const cases = split.test.user.length;
    expect(found["HR@10"]).toBeCloseTo(hits / cases, 10);
    expect(found["NDCG@10"]).toBeCloseTo(gains / cases, 10);
    expect(found["AUC@5"]).toBeCloseTo(below / inside, 10);
    expect(found["Recall@5"]).toBeCloseTo(inside / cases, 10);
  });
});
