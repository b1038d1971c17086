/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** Two runs that end closer than this may have changed places by chance (three seeds; see the prose). */
const BAND = 0.008;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? 0;
const three = (value: number) => value.toFixed(3);
const value = ({ metrics }: Result, name: string) => metrics[name] ?? 0;

/** Runs of claims and predictions: alone, so that each takes its own time only. */
const alone = (reader: string) => ({ reader, beside: "none" });
const planted = (reader: string) => ({ ...alone(reader), task: "interests" });
const liked = (reader: string) => ({ ...alone(reader), task: "liked" });

/** Validation loss after each epoch. */
const held = ({ epochs }: Result) => epochs.map((row) => row["Validation loss"] ?? 0);

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Which of your films speak for this one?",
    claim: "History and candidate meet before there is a score.",
    view: "speaks",
    settings: ["reader", "beside"],
  },
  {
    id: "unit",
    title: "A small network that weighs",
    claim: "For another candidate the same films have other weights.",
    view: "speaks",
    settings: ["reader", "history"],
  },
  {
    id: "planted",
    title: "Where weights must win",
    claim: "The mean of many interests is none of them; weights find the one that counts.",
    view: "planted",
    settings: ["task", "reader", "dim"],
    preset: { task: "interests" },
    prediction: {
      id: "mean-of-many",
      kind: "value",
      question:
        "Twenty films of twenty themes; a candidate is clicked if it is of one of them. DIN reaches a GAUC of nearly 1. Where does the mean of the history end, with d = 16?",
      metric: "GAUC",
      range: [0.5, 1],
      run: planted("mean"),
      covers: { views: ["readers"] },
      outcome: ({ run }) => (of(run, "GAUC") < 0.9 ? "blurred" : "kept"),
      explanation: {
        blurred:
          "Twenty vectors in sixteen numbers cannot be added up and taken apart again. Asked one by one, each film can say whether it matches.",
        kept: "The mean kept the themes apart here: with numbers enough, every theme has a direction of its own. Try a smaller d.",
      },
    },
    claims: [
      claim({
        says: "The mean of many interests is none of them; weights find the one that counts.",
        runs: { din: planted("din"), mean: planted("mean") },
        quick: true,
        holds: ({ din, mean }) => value(din, "GAUC") >= 0.99 && value(mean, "GAUC") < 0.8,
      }),
      claim({
        says: "the mean does much better",
        runs: { mean: planted("mean"), wide: { ...planted("mean"), dim: 64 } },
        holds: ({ mean, wide }) => value(wide, "GAUC") > value(mean, "GAUC") + 0.05,
      }),
    ],
  },
  {
    id: "next",
    title: "On real films",
    claim: "On the next film weights gain a little over the mean.",
    view: "readers",
    settings: ["reader", "numNegatives"],
    prediction: {
      id: "din-or-mean",
      kind: "winner",
      question: "Against films drawn by popularity, whose GAUC is higher on the next film?",
      run: alone("din"),
      against: alone("mean"),
      metric: "GAUC popular",
      labels: ["DIN", "The mean"],
      tie: BAND,
      covers: { views: ["readers"] },
      explanation: {
        run: "A few films of a history are closest to a candidate, and weights let those speak louder. The gain is small, because most people here watch much of one kind.",
        tie: "Most people here watch much of one kind, so their mean is already like what comes next. With three seeds the gain of weights is small.",
        against:
          "Most people here watch much of one kind, so their mean is already like what comes next. That weights did worse is not what the mean of three seeds shows.",
      },
    },
    claims: [
      claim({
        says: "On the next film weights gain a little over the mean.",
        runs: { din: alone("din"), mean: alone("mean") },
        on: "mean",
        holds: ({ din, mean }) => value(din, "GAUC popular") > value(mean, "GAUC popular"),
      }),
      claim({
        says: "a ranker that reads no history has about .71",
        runs: { none: alone("none") },
        holds: ({ none }) =>
          Math.abs(value(none, "GAUC") - 0.71) < 0.03 && value(none, "GAUC popular") < 0.5,
      }),
    ],
  },
  {
    id: "repeat",
    title: "How much, not only which",
    claim: "Without softmax a history that is repeated counts twice; with it, it counts once.",
    view: "repeat",
    settings: ["normalise", "reader"],
    prediction: {
      id: "softmax",
      kind: "winner",
      question:
        "DIN’s authors leave the softmax out, so that intensity counts. Whose GAUC is higher on the next film here, where nearly everybody has twenty films?",
      run: alone("din"),
      against: { ...alone("din"), normalise: true },
      metric: "GAUC",
      labels: ["The plain sum", "Softmax"],
      tie: BAND,
      covers: { views: ["readers"] },
      explanation: {
        run: "The plain sum did better on these runs. Histories here are equally long, so it is not the number of films that helped.",
        tie: "Histories here are equally long, twenty films, so there is little intensity to lose. In a shop one person has clicked three bags and another forty.",
        against:
          "Histories here are equally long, so there is little intensity to lose, and weights that sum to one are easier to learn. In a shop one person has clicked three bags and another forty.",
      },
    },
  },
  {
    id: "dice",
    title: "Dice, and a figure that was withdrawn",
    claim: "Statistics of a batch are an input, too: they must be the same for yes and no.",
    view: "readers",
    settings: ["activation", "batch"],
    preset: { activation: "dice" },
    prediction: {
      id: "dice",
      kind: "winner",
      question: "DIN with Dice or with PReLU: whose GAUC is higher on the next film?",
      run: { ...alone("din"), activation: "dice" },
      against: alone("din"),
      metric: "GAUC",
      labels: ["Dice", "PReLU"],
      tie: BAND,
      covers: { views: ["readers"] },
      explanation: {
        run: "Dice did better on these runs; the corrected figures of the paper, .8711 against .8698, are closer than our seeds are to each other.",
        tie: "The corrected figures of the paper, .8711 against .8698, are closer than our seeds are to each other, too.",
        against:
          "Dice did worse here: its kink moves with each batch. The corrected figures of the paper, .8711 against .8698, are closer than our seeds are to each other.",
      },
    },
  },
  {
    id: "bst",
    title: "The candidate in the sequence",
    claim: "In BST the candidate is one more film, and time takes the place of position.",
    view: "bst",
    settings: ["reader", "blocks", "heads"],
    preset: { reader: "bst", beside: "none", epochs: 3 },
    prediction: {
      id: "bst-or-din",
      kind: "winner",
      question: "After three epochs, whose GAUC is higher on the next film: BST’s or DIN’s?",
      run: { ...alone("bst"), epochs: 3 },
      against: { ...alone("din"), epochs: 3 },
      metric: "GAUC",
      labels: ["BST", "DIN"],
      tie: BAND,
      pace: [6, 1],
      covers: { views: ["readers"] },
      explanation: {
        run: "A transformer sees films in order, and on these runs that helped. The paper’s gain over DIN is .0028 of AUC, on far more data.",
        tie: "BST does far more work a step, and on these runs it comes to the same. The paper’s gain over DIN is .0028 of AUC, on far more data.",
        against:
          "BST is not told that a film and the candidate should be multiplied: it must find that out, and has less than a hundred thousand examples. The paper’s gain over DIN is .0028 of AUC, on far more data.",
      },
    },
  },
  {
    id: "rulers",
    title: "Two rulers that contradict",
    claim: "On likes, reading the history raises pooled AUC and lowers GAUC.",
    view: "readers",
    settings: ["task", "reader"],
    preset: { task: "liked", beside: "few", epochs: 2 },
    prediction: {
      id: "gauc",
      kind: "choice",
      question:
        "Four stars or more, given the films rated before and their stars. The mean of the history is read in place of nothing: pooled AUC rises by a tenth. And GAUC, within people?",
      options: [
        { id: "rises", label: "It rises, too" },
        { id: "same", label: "It stays, within 0.008" },
        { id: "falls", label: "It falls" },
      ],
      run: { ...liked("mean"), epochs: 2 },
      against: { ...liked("none"), epochs: 2 },
      grade: ({ run, against }) => {
        const gap = of(run, "GAUC") - of(against, "GAUC");
        return {
          answer: Math.abs(gap) <= BAND ? "same" : gap > 0 ? "rises" : "falls",
          because: `Pooled AUC goes from ${three(of(against, "AUC"))} to ${three(of(run, "AUC"))}, GAUC from ${three(of(against, "GAUC"))} to ${three(of(run, "GAUC"))}.`,
        };
      },
      covers: { views: ["readers"], metrics: ["AUC", "GAUC"] },
      explanation: {
        falls:
          "Stars of a history say above all who gives four stars easily. That orders people, which pooled AUC rewards; it orders no films of one person, and a list is of one person.",
        same: "Stars of a history say above all who gives four stars easily. That orders people, which pooled AUC rewards, and no films of one person.",
        rises:
          "Here the history ordered films within people as well. On seeds 1 to 3 it does not: what it says is above all who gives four stars easily.",
      },
    },
    claims: [
      claim({
        says: "On likes, reading the history raises pooled AUC and lowers GAUC.",
        runs: { mean: { ...liked("mean"), epochs: 2 }, none: { ...liked("none"), epochs: 2 } },
        holds: ({ mean, none }) =>
          value(mean, "AUC") > value(none, "AUC") + 0.05 &&
          value(mean, "GAUC") < value(none, "GAUC"),
      }),
    ],
  },
  {
    id: "overfit",
    title: "After the first epoch",
    claim: "On likes DIN is best after an epoch or two, and then learns its questions by heart.",
    view: "epochs",
    settings: ["regularise", "l2", "task"],
    preset: { task: "liked", beside: "none" },
    prediction: {
      id: "batch-l2",
      kind: "choice",
      question:
        "L2 on the rows of the batch, each by 1 / how often its film occurs, with λ = 0.01. What becomes of DIN’s log loss on likes, at the best epoch?",
      options: [
        { id: "same", label: "The same, within 0.008" },
        { id: "better", label: "It is lower" },
        { id: "worse", label: "It is higher" },
      ],
      run: { ...liked("din"), regularise: "batch" },
      against: liked("din"),
      grade: ({ run, against }) => {
        const gap = of(run, "Log loss") - of(against, "Log loss");
        return {
          answer: Math.abs(gap) <= BAND ? "same" : gap < 0 ? "better" : "worse",
          because: `Log loss at the best epoch is ${three(of(run, "Log loss"))} with and ${three(of(against, "Log loss"))} without it.`,
        };
      },
      covers: { views: ["epochs"], metrics: ["Log loss"] },
      explanation: {
        same: "A film here occurs in hundreds of examples, so 1 / n of λ is next to nothing. At a shop with 0.6 billion goods most rows occur a few times, and there it is what the paper says it is.",
        better:
          "It helped on these runs; on others it changes nothing, as a film here occurs in hundreds of examples and 1 / n of λ is next to nothing.",
        worse:
          "That it harms is chance: a film here occurs in hundreds of examples, and 1 / n of λ is next to nothing.",
      },
    },
    claims: [
      claim({
        says: "On likes DIN is best after an epoch or two, and then learns its questions by heart.",
        runs: { din: liked("din") },
        holds: ({ din }) => {
          const losses = held(din);
          const best = losses.indexOf(Math.min(...losses));
          return best <= 1 && losses.at(-1)! > losses[best]! + 0.02;
        },
      }),
      claim({
        says: "it is best after three or more",
        runs: { din: alone("din") },
        holds: ({ din }) => held(din).indexOf(Math.min(...held(din))) >= 2,
      }),
    ],
  },
  {
    id: "serve",
    title: "What one list costs",
    claim: "A ranker that reads the history for each candidate cannot be looked up in an index.",
    view: "serve",
    settings: ["reader", "history", "dim"],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach a GAUC of 0.87 and, against popular films, of 0.815 on the next film.",
    view: "you",
    settings: ["reader", "normalise", "dim", "numNegatives", "epochs"],
    goal: {
      says: "GAUC of 0.87 and GAUC popular of 0.815 on the next film",
      reached: ({ metrics, config }) =>
        config.task === "next" &&
        of(metrics, "GAUC") >= 0.87 &&
        of(metrics, "GAUC popular") >= 0.815,
    },
  },
];
