/**
 * How matrix factorization is measured: by the ranking that all retrieval lessons have, and where it learns
 * stars also by how far it is from the stars of the held-out films (RMSE, in stars).
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Cases, itemsOf, type Part, type Split } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { oncePer } from "../../engine/once.ts";
import { rankingMeasure, underValidation } from "../../engine/ranking/evaluate.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import type { Measure } from "../../engine/training/training.ts";
import { meanRating } from "./draw.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import model, { type Parameters, predictedStars } from "./model.ts";

const ranking = rankingMeasure(model);

export const measure: Measure<Config, Split, Parameters> = {
  evaluate: async (parameters, config, split, state) => {
    const ranked = await ranking.evaluate(parameters, config, split, state);
    if (config.loss !== "mse") return ranked;
    const test = await errorOn(split, "test", parameters);
    const validation = await errorOn(split, "validation", parameters);
    return { ...ranked, ...test, ...underValidation(validation) };
  },
  baselines: async (split, config) => ({
    ...(await ranking.baselines(split, config)),
    means: {
      RMSE: rmse(meansPredict(split)(split.test), starsOf(split).test),
      "Validation RMSE": rmse(meansPredict(split)(split.validation), starsOf(split).validation),
    },
  }),
};

/** Of one part: how far the predicted stars are from the given ones. */
async function errorOn(split: Split, part: Part, parameters: Parameters): Promise<Metrics> {
  const { user, item } = split[part];
  const above = await valuesOf(() =>
    predictedStars(
      parameters,
      tf.tensor1d(user, "int32"),
      tf.tensor2d(item, [item.length, 1], "int32"),
    ),
  );
  const mean = meanRating(split);
  return {
    RMSE: rmse(
      above.map((x) => mean + x),
      starsOf(split)[part],
    ),
  };
}

/**
 * The usual yardstick, which knows no taste: r = mu + b_i + b_u, the means of films and then of people, each
 * drawn to 0 as by so many more ratings (Koren 2010, "Factor in the neighbors", section 2.1).
 */
const meansPredict = oncePer((split: Split) => {
  const { train, popularity } = split;
  const mean = meanRating(split);
  const film = new Float64Array(train.items);
  train.item.forEach((i, n) => {
    film[i]! += (train.rating[n]! - mean) / (popularity[i]! + MORE.films);
  });
  const person = new Float64Array(train.users);
  for (let u = 0; u < train.users; u++) {
    const [from, to] = [train.offsets[u]!, train.offsets[u + 1]!];
    for (let n = from; n < to; n++) {
      person[u]! += (train.rating[n]! - mean - film[train.item[n]!]!) / (to - from + MORE.people);
    }
  }
  return ({ user, item }: Cases) =>
    Float32Array.from(item, (i, n) => mean + film[i]! + person[user[n]!]!);
});
const MORE = { films: 25, people: 10 };

/** [cases] the stars that were given to the held-out films. */
const starsOf = oncePer((split: Split) => {
  const { whole } = split;
  const given = ({ user, item }: Cases) =>
    Float32Array.from(item, (film, n) => {
      const row = itemsOf(whole, user[n]!).indexOf(film);
      return whole.rating[whole.offsets[user[n]!]! + row]!;
    });
  return { validation: given(split.validation), test: given(split.test) };
});

/** sqrt(mean (x - y)^2) */
export function rmse(x: Float32Array, y: Float32Array): number {
  let squares = 0;
  for (let n = 0; n < x.length; n++) squares += (x[n]! - y[n]!) ** 2;
  return Math.sqrt(squares / x.length);
}
