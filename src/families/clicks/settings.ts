/** The settings that lessons on click models have alike: the task, what is known, what is held out. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
  text,
} from "../../engine/declarations/hyperparameters.ts";
import type { MetricDeclaration, Ruler } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";
import { INPUTS, problemWithTerms } from "./polynomial.ts";

const training = trainingSettings({ epochs: 6, lr: 0.002, batch: 1024, l2: 0.01 });

export const taskSettings = {
  task: choice({
    label: "Task",
    help: "Will this person like this film, or a generated target whose crossings are known.",
    default: "movielens",
    options: [
      { value: "movielens", label: "Ratings" },
      { value: "crosses", label: "Known crossings" },
    ],
    when: "restart",
  }),
  terms: text({
    label: "Planted terms",
    help: `The generated target: “random”, or a sum of products of 2 to 4 of x1 to x${INPUTS}, such as 1.5 x1 x2 - x3 x4 x5.`,
    default: "random",
    problem: (value) => (value === "random" ? null : problemWithTerms(value)),
    when: "restart",
    onlyWith: { key: "task", values: ["crosses"] },
  }),
  features: choice({
    label: "Features",
    help: "Ids and content alone, or also the hour and what both have a history of, up to that moment.",
    default: "history",
    options: [
      { value: "ids", label: "User, film, genres, years" },
      { value: "history", label: "With hour and histories" },
    ],
    when: "restart",
    onlyWith: { key: "task", values: ["movielens"] },
  }),
  division: choice({
    label: "Split",
    help: "Which ratings are held out: any, as in the papers, or the latest.",
    default: "random",
    options: [
      { value: "random", label: "Random 80/10/10" },
      { value: "temporal", label: "By time 80/10/10" },
    ],
    when: "restart",
    onlyWith: { key: "task", values: ["movielens"] },
  }),
  dim: integer({
    label: "Embedding size",
    symbol: "d",
    help: "How many numbers stand for one user, film, genre, span of years or hour.",
    default: 16,
    min: 1,
    max: 64,
    when: "restart",
  }),
};

export const clickTraining = {
  dropout: number({
    label: "Dropout",
    help: "The share of deep units that are switched off in a step, others each time.",
    default: 0.3,
    min: 0,
    max: 0.9,
    step: 0.05,
    when: "fork",
    onlyWith: { key: "task", values: ["movielens"] },
  }),
  ...training,
  l2: { ...training.l2, help: "How strongly the vectors of users and films are pulled to zero." },
};

type Shared = typeof taskSettings & typeof clickTraining;
/** What the shared parts read of a lesson's configuration. */
export type ClickConfig = ConfigOf<Shared>;

export const CLICK_METRICS: readonly MetricDeclaration[] = [
  {
    name: "AUC",
    help: "How often a liked film of the test part scores above one that is not; 0.5 is chance.",
    better: "higher",
    digits: 4,
  },
  {
    name: "Log loss",
    help: "Mean of −log of the probability given to what happened, over the test part.",
    better: "lower",
    digits: 4,
  },
  {
    name: "R2",
    help: "On the generated target: the share of its variance that is explained, on examples not trained on.",
    better: "higher",
    digits: 4,
  },
];

export const CLICK_PROTOCOL =
  "All 100,004 ratings; liked means four stars or more. By the seed, 80 % are for training, 10 % for validation, 10 % for the test: such a split lets a model learn from the future, so the split by time is offered too. Histories count training ratings of strictly earlier seconds. The epoch is chosen on validation. The generated target has no noise.";

/** The test ratings of a seed are the same for all lessons on clicks. @param seconds of the default run */
export const clickRuler = (seconds: number | null): Ruler => ({
  name: "four stars or more, a tenth of all ratings",
  unlike: ({ task, division }) =>
    task !== "movielens"
      ? sentence("a generated task")
      : division === "temporal"
        ? sentence("one cut in time for everybody")
        : null,
  reads: ({ features }) =>
    features === "history"
      ? sentence("who, which film, genres, years, hour and counts of the past")
      : sentence("who, which film, genres and years"),
  seconds,
});
