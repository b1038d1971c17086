import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import {
  RETRIEVAL_METRICS,
  RETRIEVAL_PROTOCOL,
  RETRIEVAL_RULER,
} from "../../engine/ranking/retrieval.ts";
import { steps } from "./steps.ts";

const sampled = { key: "loss", values: ["bce", "bpr"] } as const;

const hyperparameters = {
  dim: integer({
    label: "Dimension",
    symbol: "d",
    help: "How many numbers describe a user, and a film.",
    default: 32,
    min: 1,
    max: 256,
    scale: "log",
    when: "restart",
  }),
  loss: choice({
    label: "Loss function",
    symbol: "L",
    help: "What one example asks of the scores.",
    default: "bce",
    options: [
      { value: "bce", label: "BCE (pointwise)" },
      { value: "bpr", label: "BPR (pairwise)" },
      { value: "mse", label: "Squared error on stars" },
    ],
    when: "restart",
  }),
  negatives: choice({
    label: "Negatives",
    help: "Which films stand in for “not wanted”.",
    default: "uniform",
    options: [
      { value: "uniform", label: "Uniform" },
      { value: "popularity", label: "Popularity^α" },
      { value: "hard", label: "Hard" },
      { value: "in-batch", label: "In-batch softmax" },
    ],
    when: "fork",
    onlyWith: sampled,
  }),
  numNegatives: integer({
    label: "Negatives a positive",
    symbol: "K",
    help: "How many films are pushed down for each one that is pulled up.",
    default: 4,
    min: 0,
    max: 64,
    when: "fork",
    onlyWith: { key: "negatives", values: ["uniform", "popularity", "hard"] },
  }),
  alpha: number({
    label: "Popularity exponent",
    symbol: "α",
    help: "0 draws uniformly, 1 in proportion to the number of ratings.",
    default: 0.75,
    min: 0,
    max: 2,
    step: 0.05,
    when: "fork",
    onlyWith: { key: "negatives", values: ["popularity"] },
  }),
  logq: toggle({
    label: "logQ correction",
    symbol: "−log Q",
    help: "Takes back how often a film is met as a negative in the batch.",
    default: false,
    when: "fork",
    onlyWith: { key: "negatives", values: ["in-batch"] },
  }),
  scorer: choice({
    label: "Scorer",
    symbol: "φ",
    help: "How the two vectors become one score.",
    default: "dot",
    options: [
      { value: "dot", label: "Dot product" },
      { value: "mlp", label: "MLP" },
    ],
    when: "restart",
  }),
  biases: toggle({
    label: "Biases",
    symbol: "b",
    help: "A number for each film (and with stars for each user) beside the dot product.",
    default: true,
    when: "restart",
  }),
  ...trainingSettings({ epochs: 15, lr: 0.005, batch: 1024, l2: 0.01 }),
};

export type MatrixFactorizationConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "matrix-factorization",
  title: "Matrix factorization",
  question: "Which negatives teach the model most?",
  minutes: 20,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    ...RETRIEVAL_METRICS,
    {
      name: "RMSE",
      help: "Root mean square of the given less the predicted stars of the held-out films. Only a model of stars predicts any.",
      better: "lower",
      digits: 3,
    },
  ],
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  ruler: {
    name: RETRIEVAL_RULER,
    reads: () => sentence("who the person is: a vector each"),
    seconds: 5,
  },
  views: [
    { id: "map", title: "Film map" },
    { id: "matrix", title: "User × film" },
    { id: "negatives", title: "Negatives drawn" },
    { id: "triple", title: "One example" },
    { id: "norms", title: "Norms" },
    { id: "hits", title: "By popularity" },
    { id: "stars", title: "Stars and lists" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.029 },
});
