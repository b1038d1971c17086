/** The error of predicted stars, against loops over the rows of a small table. */
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import lesson, { type MatrixFactorizationConfig as Config } from "./lesson.ts";
import { measure } from "./measure.ts";
import model from "./model.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 12, items: 300, interactionsPerUser: 10 });
const split = leaveOneOut(dataset);
const config: Config = { ...defaults(lesson.hyperparameters), dim: 3, loss: "mse" };

/** What was given, row by row of the dataset as it came. */
const { user, item, rating } = dataset.interactions;
const given = (u: number, i: number) => rating[user.findIndex((x, n) => x === u && item[n] === i)]!;

forEachBackend("The stars of matrix factorization", () => {
  test("the error is that of a loop", async () => {
    const parameters = model.init(split, config, createStreams(1).initialisation);
    const [P, Q] = await Promise.all([parameters.P.array(), parameters.Q.array()]);
    const mean = split.train.rating.reduce((a, b) => a + b, 0) / split.train.rating.length;
    // The biases begin at 0, so the dot product is all.
    const squares = Array.from(split.test.user, (u, n) => {
      const i = split.test.item[n]!;
      const dot = P[u]!.reduce((sum, p, d) => sum + p * Q[i]![d]!, 0);
      return (given(u, i) - mean - dot) ** 2;
    });
    const expected = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
    const metrics = await measure.evaluate(parameters, config, split, {});
    expect(metrics.RMSE).toBeCloseTo(expected, 4);
    expect(metrics["Validation RMSE"]).toBeGreaterThan(0);
  });

  test("a model of clicks predicts no stars", async () => {
    const clicks: Config = { ...config, loss: "bce" };
    const parameters = model.init(split, clicks, createStreams(1).initialisation);
    const metrics = await measure.evaluate(parameters, clicks, split, {});
    expect(metrics).not.toHaveProperty("RMSE");
    expect(metrics["NDCG@10"]).toBeGreaterThanOrEqual(0);
  });
});

test("the means of film and person, by hand", async () => {
  // Two people, two films each in training: 5 and 3, 3 and 1; the mean is 3.
  const rows = { user: [0, 0, 0, 0, 1, 1, 1, 1], item: [0, 1, 2, 3, 0, 1, 3, 2] };
  const stars = [5, 3, 4, 2, 3, 1, 2, 4];
  const small = leaveOneOut({
    users: 2,
    items: 4,
    interactions: {
      user: Int32Array.from(rows.user),
      item: Int32Array.from(rows.item),
      rating: Float32Array.from(stars),
      time: Float64Array.from([1, 2, 3, 4, 1, 2, 3, 4]),
    },
    timed: true,
    catalogue: { ...dataset.catalogue },
  });
  const { means } = await measure.baselines(small, config);
  const film0 = (2 + 0) / (2 + 25); // b of film 0: residuals 2 and 0
  const film1 = (0 - 2) / (2 + 25);
  const person0 = (2 - film0 + (0 - film1)) / (2 + 10);
  const person1 = (0 - film0 + (-2 - film1)) / (2 + 10);
  // Validation: film 2 of person 0 (4 stars), film 3 of person 1 (2 stars); neither is in training.
  const expected = Math.sqrt(((4 - 3 - person0) ** 2 + (2 - 3 - person1) ** 2) / 2);
  expect(means!["Validation RMSE"]).toBeCloseTo(expected, 6);
});
