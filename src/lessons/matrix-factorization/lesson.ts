import { say } from "../../components/language/say.ts";
import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";
import { RETRIEVAL_METRICS, RETRIEVAL_PROTOCOL } from "../../engine/ranking/retrieval.ts";

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
    min: 1,
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
  metrics: RETRIEVAL_METRICS,
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  views: [
    { id: "map", title: "Film map" },
    { id: "matrix", title: "User × film" },
    { id: "negatives", title: "Negatives drawn" },
    { id: "triple", title: "One example" },
    { id: "norms", title: "Norms" },
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps: [
    {
      id: "question",
      title: "Which negatives teach the model most?",
      claim:
        "A model that only hears yes learns to say yes; negatives teach it to tell films apart.",
      view: "map",
      settings: ["negatives", "numNegatives"],
    },
    {
      id: "dot",
      title: "Two tables and a multiplication",
      claim: "A score is the dot product of two learnt vectors.",
      view: "map",
      settings: ["dim", "lr"],
    },
    {
      id: "by-hand",
      title: "One example, by hand",
      claim: "A watched film is pulled towards its user, a negative is pushed away.",
      view: "triple",
      settings: ["loss", "lr"],
    },
    {
      id: "easy",
      title: "Uniform negatives are easy",
      claim: "Most uniform negatives soon push with almost no force.",
      view: "negatives",
      settings: ["negatives", "numNegatives"],
      preset: { negatives: "uniform" },
      prediction: {
        id: "uniform-curve",
        kind: "curve",
        question: "Draw NDCG@10 on the validation films, epoch by epoch.",
        run: { negatives: "uniform" },
        metric: "Validation NDCG@10",
        range: [0, 0.08],
        explanation:
          "The ranking rises in the first epochs and then stalls, while the loss still falls: negatives that are already low have nothing left to teach.",
      },
    },
    {
      id: "popularity",
      title: "Popular negatives push blockbusters down",
      claim: "Drawing negatives by popularity makes the recommended films rarer.",
      view: "negatives",
      settings: ["negatives", "alpha"],
      preset: { negatives: "popularity", alpha: 1 },
      prediction: {
        id: "popularity-lists",
        kind: "choice",
        question:
          "With α = 1 instead of uniform negatives: how popular are the films in everybody’s first ten?",
        options: [
          { id: "more", label: "More popular than before" },
          { id: "same", label: "About as popular: positives outnumber negatives nowhere" },
          { id: "less", label: "Less popular: what is drawn often is pushed down" },
        ],
        run: { negatives: "popularity", alpha: 1 },
        against: { negatives: "uniform" },
        grade: ({ run, against }) => {
          const [now, before] = [run["Mean popularity@10"]!, against["Mean popularity@10"]!];
          const answer = now < 0.9 * before ? "less" : now > 1.1 * before ? "more" : "same";
          return {
            answer,
            because: say(
              "The films in the first tens have {before} ratings on average with uniform negatives, {now} with α = 1.",
              { before: before.toFixed(0), now: now.toFixed(0) },
            ),
          };
        },
        explanation:
          "A popular film is pulled up by many users, but is now also drawn for as many others, and both forces meet in the same vector.",
      },
    },
    {
      id: "hard",
      title: "Hard negatives teach more a step",
      claim: "The negatives the model likes best are the ones it can learn from.",
      view: "negatives",
      settings: ["negatives", "numNegatives"],
      preset: { negatives: "hard" },
      prediction: {
        id: "hard-wins",
        kind: "winner",
        question: "Same number of negatives, same epochs: which run ranks better at its best?",
        run: { negatives: "hard" },
        against: { negatives: "uniform" },
        metric: "NDCG@10",
        labels: ["Hard", "Uniform"],
        tie: 0.003,
        explanation:
          "A hard negative still pushes when a uniform one has gone quiet, so the top of the list goes on being sorted.",
      },
    },
    {
      id: "mlp",
      title: "Dot product or network?",
      claim: "A network over both vectors does not beat their dot product.",
      view: "matrix",
      settings: ["scorer", "dim"],
      preset: { scorer: "mlp" },
      prediction: {
        id: "mlp-wins",
        kind: "winner",
        question: "Same vectors, same negatives: which scorer ranks better at its best?",
        run: { scorer: "mlp" },
        against: { scorer: "dot" },
        metric: "NDCG@10",
        labels: ["MLP", "Dot product"],
        tie: 0.005,
        explanation:
          "The network has more parameters and no reason to multiply; on data of this size the difference is within the noise of seeds.",
      },
    },
    {
      id: "too-strong",
      title: "What goes wrong: a penalty too strong",
      claim: "With too much regularisation only popularity is left.",
      view: "map",
      settings: ["l2", "lr"],
      preset: { l2: 0.1 },
      prediction: {
        id: "too-strong",
        kind: "value",
        question: "With λ = 0.1 instead of 0.01, where does NDCG@10 end?",
        run: { l2: 0.1 },
        metric: "NDCG@10",
        range: [0, 0.06],
        explanation:
          "It falls to the popularity baseline: the embeddings are pulled to nothing and the biases are what remains.",
      },
    },
    {
      id: "open-lab",
      title: "Your turn, and what to remember",
      claim: "Reach NDCG@10 of 0.035 with at most four negatives a positive.",
      view: "you",
      settings: ["negatives", "numNegatives", "l2", "lr"],
    },
  ],
  target: { metric: "NDCG@10", atLeast: 0.029 },
});
