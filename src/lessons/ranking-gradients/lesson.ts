import { type ConfigOf, choice, integer } from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

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
  views: [
    { id: "forces", title: "Forces on one list" },
    { id: "grades", title: "Scores by grade" },
    { id: "ranks", title: "Pull by rank" },
    { id: "metrics", title: "Two metrics" },
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps: [
    {
      id: "question",
      title: "What pulls a film up the list?",
      claim: "Every loss pulls every film of a list up or down; losses differ in where they pull.",
      view: "forces",
      settings: ["loss", "task"],
    },
    {
      id: "list",
      title: "A list, its grades, its scores",
      claim: "A ranker gives each film one number; only the order of the numbers is shown.",
      view: "forces",
      settings: ["hidden", "listLength"],
    },
    {
      id: "pair",
      title: "One pair, by hand",
      claim: "At equal scores the better film is pulled up by one half.",
      view: "forces",
      settings: ["loss", "lr"],
    },
    {
      id: "resultant",
      title: "The resultant",
      claim: "A film moves by the sum over its pairs, and all forces of a list sum to zero.",
      view: "forces",
      settings: ["loss", "lr"],
      prediction: {
        id: "shift",
        kind: "choice",
        question: "RankNet never sees a grade as a number. Train it: where do its scores lie?",
        options: [
          { id: "scale", label: "Near the grades: within one grade of them, on average" },
          { id: "off", label: "Anywhere: more than one grade away, on average" },
        ],
        run: { loss: "ranknet" },
        grade: ({ run }) => ({
          answer: run.RMSE! > 1 ? "off" : "scale",
          because: `The distance of its scores from the grades is ${run.RMSE!.toFixed(2)} (root mean square).`,
        }),
        explanation:
          "Only differences of scores enter the loss. Add any constant to all scores of a list and nothing pulls it back.",
      },
    },
    {
      id: "top",
      title: "What the top is worth",
      claim: "LambdaRank multiplies each pair by what swapping it would change at the top.",
      view: "ranks",
      settings: ["loss", "measure", "task"],
      preset: { task: "top-heavy", loss: "lambdarank" },
      prediction: {
        id: "top-wins",
        kind: "winner",
        question:
          "Generated lists, a scorer of two weights that must choose between top and bottom. Which loss puts the best films first?",
        run: { task: "top-heavy", loss: "lambdarank" },
        against: { task: "top-heavy", loss: "ranknet" },
        metric: "NDCG@5",
        labels: ["LambdaRank", "RankNet"],
        tie: 0.02,
        explanation:
          "A mistake at the top costs LambdaRank many times what one at the bottom costs, so it gives up order below to be right above.",
      },
    },
    {
      id: "bottom",
      title: "What the bottom is worth",
      claim: "RankNet counts every pair alike, which is what pair accuracy counts.",
      view: "metrics",
      settings: ["loss", "task"],
      preset: { task: "top-heavy", loss: "ranknet" },
      prediction: {
        id: "pairs-win",
        kind: "winner",
        question: "The same two runs: which puts more pairs in the right order?",
        run: { task: "top-heavy", loss: "ranknet" },
        against: { task: "top-heavy", loss: "lambdarank" },
        metric: "Pair accuracy",
        labels: ["RankNet", "LambdaRank"],
        tie: 0.02,
        explanation:
          "Most pairs are among the many low grades. RankNet’s loss is a smooth count of wrong pairs, so it settles where fewest are wrong.",
      },
    },
    {
      id: "real",
      title: "On real lists",
      claim: "On these ratings all six losses end within the noise of each other.",
      view: "metrics",
      settings: ["loss", "listLength"],
      prediction: {
        id: "real-lists",
        kind: "winner",
        question: "Real ratings, ten features: which loss has the higher NDCG@10?",
        run: { loss: "lambdarank" },
        against: { loss: "ranknet" },
        metric: "NDCG@10",
        labels: ["LambdaRank", "RankNet"],
        tie: 0.0055,
        explanation:
          "Less than one standard error over the test lists apart. The scorer does not have to choose here: what orders the top orders the bottom too.",
      },
    },
    {
      id: "scale",
      title: "What goes wrong: reading a score",
      claim:
        "Pairwise and listwise scores have no zero and no unit; pointwise ones predict the grade.",
      view: "grades",
      settings: ["loss", "lr"],
      prediction: {
        id: "scale",
        kind: "value",
        question:
          "Squared error instead of RankNet: how far are its scores from the grades (RMSE)?",
        run: { loss: "mse" },
        metric: "RMSE",
        range: [0, 4],
        explanation:
          "Squared error asks for the grade itself, so its score can be read as one. It pays with force on films whose order was right already.",
      },
    },
    {
      id: "open-lab",
      title: "Your turn, and what to remember",
      claim: "Reach NDCG@5 of 0.85 and pair accuracy of 0.85 in one run on the top-heavy lists.",
      view: "metrics",
      settings: ["task", "loss", "measure", "epochs"],
      preset: { task: "top-heavy", loss: "softmax" },
    },
  ],
  target: { metric: "NDCG@10", atLeast: 0.812 },
});
