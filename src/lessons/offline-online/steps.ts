/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** Clicks a visit that seeds alone move a policy’s online worth by. */
const BAND = 0.015;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? Number.NaN;
const three = (value: number) => value.toFixed(3);
const value = ({ metrics }: Result, name: string) => of(metrics, name);
/** How far an estimator is from the truth; not a number where it says nothing. */
const miss = (run: Result, name: string) => value(run, name) - value(run, "Online");

const imitate = { policy: "imitate" } as const;
const clicks = { policy: "clicks" } as const;
const by = (logger: string) => ({ ...clicks, logger }) as const;
/** Hardly held: the click model believes what few answers say. */
const loose = { ...clicks, prior: 0.005 } as const;
const bids = (weight: string, hidden = 0) => ({ task: "bids", weight, hidden }) as const;

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "The better model loses",
    claim: "The model that ranks the log best is not the one that people click most.",
    view: "log",
    settings: ["policy", "logger"],
    prediction: {
      id: "online",
      kind: "winner",
      question:
        "Two models, one log. One ranks the clicked films of the log much higher (NDCG@10). Which wins more clicks when its lists are shown?",
      run: clicks,
      against: imitate,
      metric: "Online",
      labels: ["Clicked against not clicked", "Clicked against any film: NDCG prefers it"],
      tie: BAND,
      covers: {
        metrics: ["Online", "Online of the choice", "IPS", "SNIPS", "DM", "DR", "Replay"],
        views: ["table", "test", "rules"],
      },
      explanation: {
        run: "Clicks are logged where the old model showed films. To rank the log’s clicks high, a model must know what was shown; to be clicked, it must know what people like.",
        tie: "On these runs both win about as many clicks, and NDCG on the log still parts them widely: what it measures is not what people click.",
        against:
          "On these runs the model with the higher NDCG also wins online. Look at the other loggers: what NDCG on the log rewards is knowing what was shown.",
      },
    },
    claims: [
      claim({
        says: "The model that ranks the log best is not the one that people click most.",
        runs: { imitate, clicks },
        holds: ({ imitate: a, clicks: b }) =>
          value(a, "NDCG@10") > value(b, "NDCG@10") + 0.015 &&
          value(b, "Online") > value(a, "Online") + BAND,
      }),
    ],
  },
  {
    id: "log",
    title: "A log is what a logger did",
    claim: "A log has many rows of what was shown often and hardly any of the rest.",
    view: "log",
    settings: ["logger", "visits"],
    claims: [
      claim({
        says: "Imitating the logger scores best offline",
        runs: { ndcg: { estimator: "ndcg" }, dr: { estimator: "dr" } },
        holds: ({ ndcg, dr }) =>
          value(dr, "Online of the choice") > value(ndcg, "Online of the choice") + 0.05,
      }),
    ],
  },
  {
    id: "estimators",
    title: "Five estimates of what was never tried",
    claim: "Weighting each click by how likely it was shown makes a log speak for another policy.",
    view: "table",
    settings: ["policy", "logger", "estimator"],
    preset: clicks,
    prediction: {
      id: "replay",
      kind: "choice",
      question:
        "Replay keeps the rows whose film is on the new policy’s list, and takes their mean click. The logger showed films by its own scores. What does replay say of the new policy?",
      options: [
        { id: "high", label: "Too much, by more than 0.02" },
        { id: "right", label: "About right" },
        { id: "low", label: "Too little, by more than 0.02" },
      ],
      run: clicks,
      grade: ({ run }) => {
        const gap = of(run, "Replay") - of(run, "Online");
        return {
          answer: gap > 0.02 ? "high" : gap < -0.02 ? "low" : "right",
          because: `Replay says ${three(of(run, "Replay"))}, SNIPS ${three(of(run, "SNIPS"))}; online it is ${three(of(run, "Online"))}.`,
        };
      },
      near: ({ run }) => Math.abs(Math.abs(of(run, "Replay") - of(run, "Online")) - 0.02) < 0.01,
      covers: { metrics: ["Replay", "IPS", "SNIPS", "DM", "DR", "Online"], views: ["table"] },
      explanation: {
        high: "Of the films on the list, the logger showed most often those that it too believed in, and they are clicked more. Replay counts rows, so these films count most. Dividing by the propensity undoes that.",
        right:
          "On this log the films that were shown more often are not clicked more, so counting rows does no harm. With most loggers it does.",
        low: "On this log the films of the list that were shown most often are clicked less than the others. Replay counts rows, so they count most.",
      },
    },
    claims: [
      claim({
        says: "Replay is right only where every film is shown equally often",
        runs: { softmax: clicks, uniform: by("uniform") },
        on: "mean",
        holds: ({ softmax, uniform }) =>
          miss(softmax, "Replay") > 0.03 && Math.abs(miss(uniform, "Replay")) < 0.03,
      }),
      claim({
        says: "IPS, SNIPS and DR come near the truth",
        runs: { softmax: clicks },
        on: "mean",
        holds: ({ softmax }) =>
          ["IPS", "SNIPS", "DR"].every((name) => Math.abs(miss(softmax, name)) < 0.04),
      }),
    ],
  },
  {
    id: "support",
    title: "What goes wrong: a logger without chance",
    claim: "What a logger never shows, no weight can bring back.",
    view: "table",
    settings: ["logger", "policy"],
    preset: by("greedy"),
    prediction: {
      id: "greedy",
      kind: "choice",
      question:
        "The logger shows everybody its first ten films in turn, without chance. Which estimators can still print a number for the new policy?",
      options: [
        { id: "all", label: "All of them" },
        { id: "dm", label: "The direct method only" },
        { id: "none", label: "None" },
      ],
      run: by("greedy"),
      grade: ({ run }) => {
        const said = ["Replay", "IPS", "SNIPS", "DM", "DR"].filter((name) => name in run);
        return {
          answer: said.length === 0 ? "none" : said.join() === "DM" ? "dm" : "all",
          because: `${said.length === 0 ? "None does" : `There is a number of: ${said.join(", ")}`}; online the policy wins ${three(of(run, "Online"))} clicks a visit.`,
        };
      },
      covers: { metrics: ["Replay", "IPS", "SNIPS", "DM", "DR"], views: ["table"] },
      explanation: {
        dm: "Nothing can be divided by a probability that is 0 or not known. The direct method prints a number all the same: for films that were never shown, its model guesses, and nobody can tell how well.",
        all: "These data give every estimator something to divide by; a log without chance should not.",
        none: "Without any number the log says nothing at all of this policy.",
      },
    },
    claims: [
      claim({
        says: "The direct method alone prints a number",
        runs: { greedy: by("greedy"), top: by("top") },
        holds: ({ greedy, top }) =>
          "DM" in greedy.metrics && !("IPS" in greedy.metrics) && "IPS" in top.metrics,
      }),
      claim({
        says: "IPS is too low by what it cannot see",
        runs: { top: by("top") },
        holds: ({ top }) => miss(top, "IPS") < -0.03,
      }),
    ],
  },
  {
    id: "model",
    title: "A model that judges itself",
    claim: "The direct method believes the model that made the policy.",
    view: "table",
    settings: ["prior", "policy"],
    preset: loose,
    prediction: {
      id: "itself",
      kind: "value",
      question:
        "The prior is lowered to 0.005, so the click model believes what a few answers say. What does the direct method say of its lists, in clicks a visit?",
      run: loose,
      metric: "DM",
      range: [0, 1],
      outcome: ({ run }) => (of(run, "DM") > of(run, "Online") + 0.1 ? "high" : "right"),
      covers: { metrics: ["DM", "DR", "Online"], views: ["table"] },
      explanation: {
        high: "The list holds the films that the model overrates most, and the same model judges it. DR adds what the log says of the model’s errors, and takes most of the praise back.",
        right:
          "Here the model’s belief and the truth are near each other. Lower the prior further, or take fewer visits.",
      },
    },
    claims: [
      claim({
        says: "The direct method believes the model that made the policy.",
        runs: { loose, held: clicks },
        holds: ({ loose: run, held }) =>
          miss(run, "DM") > 0.15 &&
          Math.abs(miss(run, "DR")) < miss(run, "DM") / 2 &&
          Math.abs(miss(held, "DM")) < 0.06,
      }),
    ],
  },
  {
    id: "test",
    title: "The test online",
    claim: "Chance decides who sees which arm, so a difference is the arms’ own.",
    view: "test",
    settings: ["rules", "logger"],
  },
  {
    id: "fooled",
    title: "Looking until it is significant",
    claim: "Who stops at the first significant look finds winners among equals.",
    view: "fooled",
    settings: ["seed", "logger"],
  },
  {
    id: "traps",
    title: "Few negatives, few people",
    claim: "Drawn negatives make every number high, and can turn an order.",
    view: "traps",
    settings: ["logger", "visits"],
  },
  {
    id: "asked",
    title: "Which day, which films, which ties",
    claim: "A number without its protocol says nothing: other cases, another number.",
    view: "asked",
    settings: ["logger"],
  },
  {
    id: "rules",
    title: "The rules of the business",
    claim: "Offline numbers without the rules that hold online are of lists that nobody will see.",
    view: "rules",
    settings: ["rules", "policy"],
    preset: { ...clicks, rules: "all" },
    claims: [
      claim({
        says: "Each estimate of a list without the rules is too high",
        runs: { ruled: { ...clicks, rules: "all" } },
        on: "mean",
        holds: ({ ruled }) => miss(ruled, "DR") > 0.02,
      }),
    ],
  },
  {
    id: "bids",
    title: "Bids in the loss",
    claim: "Where a scorer cannot know everything, the weight says what it should know.",
    view: "price",
    settings: ["weight", "hidden"],
    preset: bids("none"),
    prediction: {
      id: "price",
      kind: "winner",
      question:
        "A linear scorer ranks advertisements; the winner pays its bid for a click. One is taught with each click weighing 1, the other with each click weighing its bid, and its AUC is lower. Which earns more?",
      run: bids("price"),
      against: bids("none"),
      metric: "Revenue",
      labels: ["Weighted by the bid", "Not weighted"],
      tie: 0.01,
      covers: { metrics: ["Revenue", "AUC", "Price-weighted AUC"], views: ["price"] },
      explanation: {
        run: "Dear advertisements are clicked for other reasons than cheap ones, and five weights cannot hold both. The bid in the loss makes the scorer learn the reasons that pay.",
        tie: "On these runs both earn the same: here the scorer has room for all reasons.",
        against:
          "On these runs the weight costs more than it wins: a few dear clicks decide too much.",
      },
    },
    claims: [
      claim({
        says: "A linear scorer earns more and its AUC falls",
        runs: { none: bids("none"), price: bids("price"), root: bids("root") },
        quick: true,
        holds: ({ none, price, root }) =>
          value(price, "Revenue") > value(none, "Revenue") + 0.058 &&
          value(price, "AUC") < value(none, "AUC") - 0.04 &&
          value(price, "Price-weighted AUC") > value(none, "Price-weighted AUC") + 0.05 &&
          value(root, "Revenue") > value(none, "Revenue") + 0.03 &&
          value(root, "AUC") > value(price, "AUC"),
      }),
      claim({
        says: "A network that can hold both reasons earns the same with and without",
        runs: { none: bids("none", 32), price: bids("price", 32) },
        quick: true,
        holds: ({ none, price }) =>
          Math.abs(value(price, "Revenue") - value(none, "Revenue")) < 0.02,
      }),
    ],
  },
  {
    id: "undo",
    title: "What the weight does to p",
    claim: "A weight moves the logit by ln w; it can be taken out, and must not be paid twice.",
    view: "price",
    settings: ["weighs", "rank", "weight"],
    preset: bids("price", 32),
    prediction: {
      id: "twice",
      kind: "winner",
      question:
        "A linear scorer was taught with clicks that weigh their bids. Now the auction goes by p times bid, as it did before. Against going by p alone: which earns more?",
      run: { ...bids("price"), rank: "p-bid" },
      against: { ...bids("price"), rank: "p" },
      metric: "Revenue",
      labels: ["p times bid", "p alone"],
      tie: 0.005,
      covers: { metrics: ["Revenue"], views: ["price"] },
      explanation: {
        against:
          "The loss has put the bid into p. To multiply by the bid again counts it twice, and dear advertisements win that nobody clicks.",
        tie: "On these runs the bids differ too little for the fault to show.",
        run: "On these runs counting the bid twice did not cost anything, which chance can do; by the formula it must on the whole.",
      },
    },
    claims: [
      claim({
        says: "counts it twice",
        runs: {
          once: { ...bids("price"), rank: "p" },
          twice: { ...bids("price"), rank: "p-bid" },
        },
        quick: true,
        holds: ({ once, twice }) => value(once, "Revenue") > value(twice, "Revenue") + 0.01,
      }),
    ],
  },
  {
    id: "rows",
    title: "One row of the log",
    claim:
      "Who, what, clicked or not, and with which probability: a row without the last is half a row.",
    view: "rows",
    settings: ["task", "logger"],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Find the model that wins online without asking anybody online.",
    view: "table",
    settings: ["prior", "logger", "visits", "estimator"],
    preset: { ...clicks, estimator: "dr" },
    goal: {
      says: "0.41 clicks a visit online with the logger “softmax”, without rules, with at most 100,000 visits",
      reached: ({ metrics, config }) =>
        config.task === "world" &&
        config.logger === "softmax" &&
        config.rules === "none" &&
        Number(config.visits) <= 100_000 &&
        of(metrics, "Online") >= 0.41,
    },
  },
];
