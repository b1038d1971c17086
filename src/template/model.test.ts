/** The model against arithmetic done by hand and against finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { defaults } from "../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../engine/kernels/backends.ts";
import { vector } from "../engine/layers.ts";
import { Rng } from "../engine/numbers/random.ts";
import { enlarge, expectGradients } from "../engine/training/testing.ts";
import lesson, { type TemplateConfig as Config } from "./lesson.ts";
import model from "./model.ts";

const config: Config = { ...defaults(lesson.hyperparameters), l2: 0.1 };

forEachBackend("Template", () => {
  test("the loss by hand", async () => {
    const b = vector(3);
    b.assign(tf.tensor1d([1, 2, 0]));
    const [value] = await model.loss({ b }, { films: tf.tensor1d([1, 1], "int32") }, config).data();
    // log(e^1 + e^2 + e^0) - 2 + 0.1 x 2^2
    expect(value).toBeCloseTo(Math.log(Math.E + Math.E ** 2 + 1) - 2 + 0.4, 5);
  });

  test("gradients agree with finite differences", async () => {
    const parameters = { b: vector(5) };
    enlarge(parameters, new Rng(1), 1);
    const batch = { films: tf.tensor1d([0, 3, 3], "int32") };
    await expectGradients(() => model.loss(parameters, batch, config), parameters, { entries: 3 });
  });
});
