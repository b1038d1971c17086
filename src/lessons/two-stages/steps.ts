/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** NDCG@10 that seeds of stage two alone move the pipeline by. */
const BAND = 0.005;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? Number.NaN;
const value = ({ metrics }: Result, name: string) => of(metrics, name);
const four = (x: number) => x.toFixed(4);
const alone = ({ baselines }: Result) => baselines["stage one"]!["NDCG@10"]!;

const random = { teach: "random" } as const;
const candidates = { teach: "candidates" } as const;
const near = { retriever: "knn" } as const;
const kept = { ...candidates, outside: "kept" } as const;

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "What if scoring everything is too slow?",
    claim: "A cheap model throws nearly all films away; a dear one orders what is left.",
    view: "funnel",
    settings: ["retriever", "candidates"],
  },
  {
    id: "ceiling",
    title: "What stage one drops is lost",
    claim: "No ranker finds a film that stage one has not passed on.",
    view: "ceiling",
    settings: ["candidates", "retriever"],
    prediction: {
      id: "recall",
      kind: "value",
      question:
        "100 of about 3,500 films are passed on, 3 in 100. Which share of the films that people watched next is among them?",
      run: {},
      metric: "Recall@C",
      range: [0, 1],
      covers: { views: ["funnel", "ceiling", "slope"] },
      explanation:
        "That is the ceiling of everything that comes after. Stage one is judged by recall at the number that it passes on; how it orders them is stage two’s affair.",
    },
    claims: [
      claim({
        says: "No ranker finds a film that stage one has not passed on.",
        runs: { run: {} },
        holds: ({ run }) =>
          value(run, "HR@10") <= value(run, "Recall@C") && value(run, "Recall@C") > 0.38,
      }),
    ],
  },
  {
    id: "gain",
    title: "What a second look is worth",
    claim:
      "Eight features of person and film order the candidates better than stage one’s own score.",
    view: "slope",
    settings: ["hidden", "candidates"],
    prediction: {
      id: "gain",
      kind: "choice",
      question:
        "Stage one’s own first ten have some NDCG@10. Now a small network orders the 100 candidates anew. What does that do to NDCG@10?",
      options: [
        { id: "lower", label: "It falls" },
        { id: "same", label: "The same, within 0.002" },
        { id: "some", label: "It rises, by less than a third" },
        { id: "much", label: "It rises by more" },
      ],
      run: {},
      grade: ({ run, baseline }) => {
        const [both, one] = [of(run, "NDCG@10"), of(baseline, "NDCG@10")];
        const answer =
          both < one - 0.002
            ? "lower"
            : both <= one + 0.002
              ? "same"
              : both < (4 / 3) * one
                ? "some"
                : "much";
        return {
          answer,
          because: `NDCG@10 is ${four(one)} in stage one’s order and ${four(both)} after stage two.`,
        };
      },
      near: ({ run, baseline }) =>
        [1, 4 / 3].some(
          (edge) => Math.abs(of(run, "NDCG@10") - edge * of(baseline, "NDCG@10")) < 0.004,
        ),
      covers: { metrics: ["NDCG@10", "HR@10", "MRR", "Best epoch"], views: ["ceiling", "slope"] },
      explanation: {
        some: "Stage one’s score is one of the eight features, and the strongest. The others say what a dot product of two vectors cannot: what the very last films are like, and what has been watched lately.",
        much: "Stage one’s score is one of the eight features. The others say what a dot product of two vectors cannot: what the very last films are like, and what has been watched lately.",
        same: "On these runs the features added nothing that stage one’s score did not know. Over the seeds that were tried they do, a little.",
        lower:
          "On these runs stage two has spoiled the order: it learnt something of its lists that does not hold at the test.",
      },
    },
    claims: [
      claim({
        says: "Eight features of person and film order the candidates better than stage one’s own score.",
        runs: { run: {} },
        on: "mean",
        holds: ({ run }) => value(run, "NDCG@10") > alone(run) + 0.002,
      }),
      claim({
        says: "a weaker stage one leaves more to do",
        runs: { near },
        holds: ({ near: run }) => value(run, "NDCG@10") > 1.3 * alone(run),
      }),
      claim({
        says: "the pipeline gets nothing more",
        runs: { many: { candidates: 500 }, few: {} },
        on: "mean",
        holds: ({ many, few }) =>
          value(many, "NDCG@10") > 0.064 &&
          value(many, "Recall@C") > value(few, "Recall@C") + 0.25 &&
          Math.abs(value(many, "HR@10") - value(few, "HR@10")) < 0.015,
      }),
    ],
  },
  {
    id: "own",
    title: "What a log gives away",
    claim: "A feature that has counted the answer knows more in training than it will at the test.",
    view: "rows",
    settings: ["leak", "retriever"],
    preset: near,
    prediction: {
      id: "leak",
      kind: "winner",
      question:
        "Stage one is item to item now. Two films are similar if the same people watched both; for a film of the training lists “the same people” include the person in question. Counted, or left out: which ends with the higher NDCG@10?",
      run: near,
      against: { ...near, leak: true },
      metric: "NDCG@10",
      labels: ["Left out", "Counted"],
      tie: 0.002,
      explanation: {
        run: "Counted, neighbours know a part of the answer: the loss falls, and the network leans on features that say less at the test, where the film was not counted.",
        tie: "Counted, neighbours know a part of the answer, and the network leans on features that say less at the test. On these runs that cost it nothing that seeds would not.",
        against:
          "Counted, neighbours know a part of the answer, and still these runs did better at the test. Over the seeds that were tried they do not.",
      },
    },
    claims: [
      claim({
        says: "The loss falls and the test does not follow",
        runs: { out: near, leak: { ...near, leak: true } },
        holds: ({ out, leak }) => value(leak, "NDCG@10") < value(out, "NDCG@10"),
      }),
      claim({
        says: "The loss falls and the test does not follow",
        runs: { out: near, leak: { ...near, leak: true } },
        on: "mean",
        holds: ({ out, leak }) => value(leak, "Loss") < value(out, "Loss"),
      }),
    ],
  },
  {
    id: "teach",
    title: "Taught on what it will see",
    claim: "AUC against random films says little of a list of candidates.",
    view: "teach",
    settings: ["teach", "numNegatives"],
    prediction: {
      id: "teach",
      kind: "winner",
      question:
        "The negatives of stage two: drawn from all films, or from what stage one sends. Which pipeline ends with the higher NDCG@10?",
      run: candidates,
      against: random,
      metric: "NDCG@10",
      labels: ["Candidates", "Random films"],
      tie: BAND,
      covers: { views: ["teach"] },
      explanation: {
        tie: "No difference here. The eight features mean much the same among candidates as among all films. With hundreds of features, some of which only part the popular from the rest, papers see one.",
        run: "Here candidates teach more: against them popularity alone does not win, so the network must learn finer things. The three seeds of this lesson’s text saw no difference.",
        against:
          "Here random films taught more. The three seeds of this lesson’s text saw no difference.",
      },
    },
    claims: [
      claim({
        says: "No difference of the pipelines shows here",
        runs: { random, candidates },
        on: "mean",
        holds: ({ random: a, candidates: b }) =>
          Math.abs(value(a, "NDCG@10") - value(b, "NDCG@10")) < BAND,
      }),
      claim({
        says: "AUC against random films says little of a list of candidates.",
        runs: { random, candidates },
        on: "mean",
        holds: ({ random: a, candidates: b }) =>
          value(a, "AUC random") > 0.86 &&
          value(a, "AUC candidates") < 0.73 &&
          value(b, "AUC candidates") > value(a, "AUC candidates"),
      }),
    ],
  },
  {
    id: "trap",
    title: "What goes wrong: positives that stage one missed",
    claim:
      "Positives from outside among negatives from inside teach that a low first score is a good sign.",
    view: "teach",
    settings: ["outside", "teach"],
    preset: kept,
    prediction: {
      id: "kept",
      kind: "choice",
      question:
        "Somebody is sorry for the films that stage one missed, and keeps them as positives, against candidates as negatives. Then stage two is asked about all films. What is its NDCG@10 there, against leaving them out?",
      options: [
        { id: "better", label: "Higher: it has learnt from more films" },
        { id: "same", label: "Within 0.01" },
        { id: "nothing", label: "Nearly nothing is left" },
      ],
      run: kept,
      against: candidates,
      grade: ({ run, against }) => {
        const [a, b] = [of(run, "NDCG@10 of all"), of(against, "NDCG@10 of all")];
        return {
          answer: a < 0.01 && b > 0.02 ? "nothing" : a > b + 0.01 ? "better" : "same",
          because: `On all films NDCG@10 is ${four(a)}, and ${four(b)} where they are left out; AUC against random films is ${of(run, "AUC random").toFixed(3)} and ${of(against, "AUC random").toFixed(3)}. Among candidates NDCG@10 is ${four(of(run, "NDCG@10"))} and ${four(of(against, "NDCG@10"))}.`,
        };
      },
      covers: {
        metrics: ["NDCG@10", "NDCG@10 of all", "AUC random", "AUC candidates"],
        views: ["teach", "slope"],
      },
      explanation: {
        nothing:
          "Every negative has a high first score, and the added positives have low ones. So low scores become a sign of a positive. Of all films nearly every one has a low score, and all of them now look good.",
        same: "Every negative has a high first score and the added positives have low ones, so low scores should become a sign of a positive. On these runs stage one missed too few for that.",
        better:
          "Every negative has a high first score and the added positives have low ones, so low scores should become a sign of a positive. On these runs they did not.",
      },
    },
    claims: [
      claim({
        says: "Positives from outside among negatives from inside teach that a low first score is a good sign.",
        runs: { kept, candidates },
        holds: ({ kept: a, candidates: b }) =>
          value(a, "NDCG@10 of all") < 0.01 &&
          value(a, "AUC random") < 0.5 &&
          value(a, "NDCG@10") < Math.min(alone(a), value(b, "NDCG@10")) - 0.003,
      }),
    ],
  },
  {
    id: "rows",
    title: "From rows to a list",
    claim: "A row of the log becomes a list: what was watched, and what could have been shown.",
    view: "rows",
    settings: ["teach", "numNegatives"],
  },
  {
    id: "blend",
    title: "The last stage: shares that hold",
    claim: "Drawing the type first keeps an editor’s shares, whatever scores mean.",
    view: "blend",
    settings: ["candidates"],
  },
  {
    id: "budgets",
    title: "Who may send how many",
    claim:
      "Several retrievers share the candidates; whether a person’s past says how is a question to the data.",
    view: "budgets",
    settings: ["retriever", "candidates"],
  },
  {
    id: "adjust",
    title: "Changing weights for one request",
    claim: "What follows an estimate raises this estimate; ask another one.",
    view: "adjust",
    settings: ["candidates", "hidden"],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.075 with at most 200 candidates.",
    view: "ceiling",
    settings: ["candidates", "retriever", "teach", "hidden"],
    goal: {
      says: "NDCG@10 of 0.075 with at most 200 candidates",
      reached: ({ metrics, config }) =>
        of(metrics, "NDCG@10") >= 0.075 && Number(config.candidates) <= 200,
    },
  },
];
