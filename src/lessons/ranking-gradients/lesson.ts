import { type ConfigOf, choice, integer } from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { steps } from "./steps.ts";

const training = trainingSettings({ epochs: 40, lr: 0.005, batch: 64, l2: 0 });

const hyperparameters = {
  task: choice({
    label: "Task",
    help: "Real lists with ten features, or generated ones on which a linear scorer must choose.",
    default: "movielens",
    options: [
      { value: "movielens", label: "Ratings" },
      { value: "top-heavy", label: "Top-heavy lists" },
    ],
    when: "restart",
  }),
  loss: choice({
    label: "Loss function",
    symbol: "L",
    help: "What one list asks of its scores.",
    default: "ranknet",
    options: [
      { value: "mse", label: "Squared error (pointwise)" },
      { value: "bce", label: "BCE (pointwise)" },
      { value: "ranknet", label: "RankNet (pairwise)" },
      { value: "lambdarank", label: "LambdaRank (pairwise)" },
      { value: "listnet", label: "ListNet (listwise)" },
      { value: "softmax", label: "Softmax on gains (listwise)" },
    ],
    when: "restart",
  }),
  measure: choice({
    label: "Measure",
    symbol: "M",
    help: "Whose change by a swap weighs the pairs of LambdaRank.",
    default: "ndcg",
    options: [
      { value: "ndcg", label: "NDCG" },
      { value: "map", label: "MAP" },
      { value: "mrr", label: "MRR" },
    ],
    when: "fork",
    onlyWith: { key: "loss", values: ["lambdarank"] },
  }),
  hidden: integer({
    label: "Hidden units",
    symbol: "h",
    help: "Size of the scorer’s hidden layer; 0 is a linear scorer.",
    default: 16,
    min: 0,
    max: 64,
    when: "restart",
    onlyWith: { key: "task", values: ["movielens"] },
  }),
  listLength: integer({
    label: "Films a list",
    symbol: "n",
    help: "How many films of a list a step sees, drawn anew each time.",
    default: 20,
    min: 5,
    max: 100,
    when: "fork",
  }),
  ...training,
  batch: { ...training.batch, help: "How many lists share one step." },
  l2: { ...training.l2, help: "How strongly the scorer’s weights are pulled towards zero." },
};

export type RankingConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "ranking-gradients",
  title: "Ranking gradients",
  question: "What pulls a film up the list?",
  minutes: 20,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    {
      name: "NDCG@10",
      help: "Gains 2^grade − 1 of the first ten films, each over log2(rank + 1), as a share of the best order; mean over test lists.",
      better: "higher",
      digits: 4,
    },
    {
      name: "NDCG@5",
      help: "The same over the first five films.",
      better: "higher",
      digits: 4,
    },
    {
      name: "Pair accuracy",
      help: "The share of pairs with different grades that stand in the right order; mean over test lists. With two grades it is the AUC.",
      better: "higher",
      digits: 4,
    },
    {
      name: "RMSE",
      help: "How far a score is from the grade, 0 to 4 (with BCE: four times its sigmoid). Only a pointwise loss asks for this.",
      better: "lower",
      digits: 2,
    },
  ],
  selectBy: "Validation choice",
  curve: "NDCG@10",
  protocol:
    "Of each person’s ratings, shuffled, half are history (features only), three tenths the training list and one fifth the test list. Grades 0 to 4 are the stars, halves rounded up, less one. Equal scores put the lower grade first. The epoch is chosen on every fifth training list, by the loss itself.",
  ruler: {
    name: "order of one person’s rated films",
    unlike: ({ task }) => (task === "movielens" ? null : sentence("a generated task")),
    reads: () => sentence("ten numbers of person and film"),
    seconds: 2,
  },
  views: [
    { id: "forces", title: "Forces on one list" },
    { id: "grades", title: "Scores by grade" },
    { id: "ranks", title: "Pull by rank" },
    { id: "whole", title: "Whole list" },
    { id: "metrics", title: "Two metrics" },
    { id: "bound", title: "Loss and pairs" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.812 },
});
