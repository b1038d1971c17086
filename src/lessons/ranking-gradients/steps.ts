/** The story of the lesson: one claim a section, what the lab does beside it, and what its sentences are held to. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

const of =
  (name: string) =>
  ({ metrics }: Result) =>
    metrics[name]!;
const RANKNET = { task: "top-heavy", loss: "ranknet" };
const LAMBDARANK = { task: "top-heavy", loss: "lambdarank" };

export const steps: readonly Step[] = [
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
      covers: { metrics: ["RMSE"], views: ["grades"] },
      explanation: {
        off: "Only differences of scores enter the loss. Add any constant to all scores of a list and nothing pulls it back.",
        scale:
          "They ended near the grades, by chance: only differences of scores enter the loss, so any constant added to all of them would have cost nothing.",
      },
    },
    claims: [
      claim({
        says: "Only differences of scores enter the loss.",
        runs: { ranknet: { loss: "ranknet" } },
        holds: ({ ranknet }) => of("RMSE")(ranknet) > 1,
      }),
    ],
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
      covers: { metrics: ["Pair accuracy"], views: ["metrics", "bound"] },
      explanation: {
        run: "A mistake at the top costs LambdaRank many times what one at the bottom costs, so it gives up order below to be right above.",
        tie: "Both put the best films about equally high. With longer training LambdaRank gives up order below to be right above.",
        against:
          "RankNet is ahead at the top here: LambdaRank’s forces are small where the top is right by luck, so it can stop early in a bad place.",
      },
    },
    claims: [
      claim({
        says: "it gives up order below to be right above",
        runs: { lambdarank: LAMBDARANK, ranknet: RANKNET },
        quick: true,
        holds: ({ lambdarank, ranknet }) =>
          of("NDCG@5")(lambdarank) > of("NDCG@5")(ranknet) + 0.02 &&
          of("Pair accuracy")(lambdarank) < of("Pair accuracy")(ranknet),
      }),
    ],
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
      covers: { metrics: ["NDCG@5"], views: ["metrics", "bound"] },
      explanation: {
        run: "Most pairs are among the many low grades. RankNet’s loss is a smooth count of wrong pairs, so it settles where fewest are wrong.",
        tie: "Both have about as many pairs in order. RankNet’s loss is a smooth count of wrong pairs; with longer training it gets ahead.",
        against:
          "LambdaRank has more pairs in order here, which its loss does not ask for. RankNet’s loss is a smooth count of wrong pairs: train it longer.",
      },
    },
    claims: [
      claim({
        says: "which is what pair accuracy counts",
        runs: { ranknet: RANKNET, lambdarank: LAMBDARANK },
        quick: true,
        holds: ({ ranknet, lambdarank }) =>
          of("Pair accuracy")(ranknet) > of("Pair accuracy")(lambdarank) + 0.02,
      }),
      claim({
        says: "never below the share of wrong pairs",
        runs: { ranknet: RANKNET },
        quick: true,
        holds: ({ ranknet: { epochs } }) =>
          epochs.every((e) => e["Pair loss"]! >= 1 - e["Pair accuracy"]!),
      }),
      claim({
        says: "on the ratings both fall together",
        runs: { ranknet: { task: "movielens", loss: "ranknet" } },
        holds: ({ ranknet: { epochs } }) =>
          epochs.at(-1)!["Pair loss"]! < epochs[0]!["Pair loss"]! - 0.03 &&
          epochs.at(-1)!["Pair accuracy"]! > epochs[0]!["Pair accuracy"]! + 0.03,
      }),
      claim({
        says: "ends between them",
        runs: {
          softmax: { task: "top-heavy", loss: "softmax" },
          ranknet: RANKNET,
          lambdarank: LAMBDARANK,
        },
        on: "mean",
        holds: ({ softmax, ranknet, lambdarank }) =>
          of("Pair accuracy")(softmax) > of("Pair accuracy")(lambdarank) - 0.005 &&
          of("NDCG@5")(softmax) > of("NDCG@5")(ranknet) - 0.005,
      }),
    ],
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
      explanation: {
        tie: "Seeds differ by as much. The scorer does not have to choose here: what orders the top orders the bottom too.",
        run: "LambdaRank is ahead, by about what one standard error over the test lists is. The scorer hardly has to choose here: what orders the top orders the bottom too.",
        against:
          "RankNet is ahead, by about what one standard error over the test lists is. The scorer hardly has to choose here: what orders the top orders the bottom too.",
      },
    },
    claims: [
      claim({
        says: "On these ratings all six losses end within the noise of each other.",
        runs: Object.fromEntries(
          ["mse", "bce", "ranknet", "lambdarank", "listnet", "softmax"].map((loss) => [
            loss,
            { loss },
          ]),
        ),
        on: "mean",
        holds: (runs) => {
          const all = Object.values(runs).map(of("NDCG@10"));
          return Math.max(...all) - Math.min(...all) < 0.011;
        },
      }),
    ],
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
      question: "Squared error instead of RankNet: how far are its scores from the grades (RMSE)?",
      run: { loss: "mse" },
      metric: "RMSE",
      range: [0, 4],
      covers: { views: ["grades"] },
      explanation:
        "Squared error asks for the grade itself: among films with a score of 3 the mean grade is about 3. It pays with force on films whose order was right already.",
    },
    claims: [
      claim({
        says: "pointwise ones predict the grade",
        runs: { mse: { loss: "mse" }, ranknet: { loss: "ranknet" } },
        holds: ({ mse, ranknet }) => of("RMSE")(mse) < of("RMSE")(ranknet) - 0.3,
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@5 of 0.85 and pair accuracy of 0.85 in one run on the top-heavy lists.",
    view: "metrics",
    settings: ["loss", "measure", "epochs"],
    preset: { task: "top-heavy", loss: "softmax" },
    goal: {
      says: "NDCG@5 of 0.85 and pair accuracy of 0.85 in one run on the top-heavy lists",
      reached: ({ metrics, config }) =>
        metrics["NDCG@5"]! >= 0.85 &&
        metrics["Pair accuracy"]! >= 0.85 &&
        config.task === "top-heavy",
    },
  },
];
