/** The story of the lesson: one claim a step, what the lab does beside it, and what its sentences are held to. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";
import { NETWORK, SASREC, SOFTMAX } from "./variants.ts";

/** Two runs that end closer than this may have changed places by chance: three seeds differ by as much. */
const BAND = 0.006;
/** Generated chains are learnt at a lower rate, and for longer. */
const CHAIN = { task: "chain", lr: 0.001, epochs: 60 } as const;

const of =
  (name: string) =>
  ({ metrics }: Pick<Result, "metrics">) =>
    metrics[name] ?? 0;
const ndcg = of("NDCG@10");
const filled = of("NDCG@10 filled");
const before = of("NDCG@10 before");
const popular = of("HR@10, 100 popular");
/** NDCG@10 after so many epochs, whichever validation has chosen. */
const atEpoch = ({ epochs }: Result, epoch: number) =>
  epochs.find((row) => Math.round(row.epoch!) === epoch)!["NDCG@10"]!;
const three = (value: number | undefined) => (value ?? 0).toFixed(3);

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Can a film be guessed from both sides?",
    claim: "A model that looks both ways is asked for what stands in the middle.",
    view: "masks",
    settings: ["rho", "length"],
  },
  {
    id: "cloze",
    title: "Hide, and fill in",
    claim: "What would give the answer away is hidden; the hidden films are the questions.",
    view: "masks",
    settings: ["rho", "lastOnly"],
  },
  {
    id: "sides",
    title: "What the other side is worth",
    claim: "A film from the middle is found more easily from both sides.",
    view: "sides",
    settings: ["rho", "length"],
    prediction: {
      id: "sides",
      kind: "choice",
      question:
        "One film of each person was never learnt from. The trained model looks for it with what was watched before it, then with both sides. What does NDCG@10 do?",
      options: [
        { id: "less", label: "It falls: later films mislead" },
        { id: "same", label: "It stays within a tenth" },
        { id: "more", label: "It rises by a tenth to a half" },
        { id: "half", label: "It rises by more than a half" },
      ],
      run: {},
      covers: { metrics: ["NDCG@10 filled", "NDCG@10 before"], views: ["sides", "masks"] },
      grade: ({ run }) => {
        const [one, both] = [run["NDCG@10 before"]!, run["NDCG@10 filled"]!];
        const gain = both / Math.max(1e-9, one) - 1;
        return {
          answer: gain < -0.1 ? "less" : gain <= 0.1 ? "same" : gain <= 0.5 ? "more" : "half",
          because: `NDCG@10 of that film: ${three(one)} from what is before it, ${three(both)} from both sides.`,
        };
      },
      explanation: {
        less: "In this run the films behind it mislead. On three seeds of MovieLens they help.",
        same: "In this run the films behind it say little. On three seeds of MovieLens they help.",
        more: "People rate a page of films in one sitting, so a film’s neighbours on either side lie on the same page. The ones before it say most of that already.",
        half: "People rate a page of films in one sitting, so a film’s neighbours on either side lie on the same page, and each says something that the others do not.",
      },
    },
    claims: [
      claim({
        says: "A film from the middle is found more easily from both sides.",
        runs: { cloze: {} },
        holds: ({ cloze }) => filled(cloze) > 1.05 * before(cloze),
      }),
      claim({
        says: "It sees one side only, and finds the same film more often",
        runs: { cloze: {}, oneWay: SOFTMAX },
        holds: ({ cloze, oneWay }) => before(oneWay) > filled(cloze),
      }),
    ],
  },
  {
    id: "network",
    title: "Everybody looks at everybody",
    claim: "The triangle of SASRec fills to a square.",
    view: "ways",
    settings: ["heads", "activation", "blocks"],
  },
  {
    id: "examples",
    title: "Many questions from one history",
    claim: "Twenty films can be hidden in tens of thousands of ways.",
    view: "maskings",
    settings: ["rho", "length"],
  },
  {
    id: "targets",
    title: "Count what is asked, not epochs",
    claim:
      "An epoch of cloze asks for a quarter of what an epoch of the next film does: count questions.",
    view: "targets",
    settings: ["objective", "epochs"],
    prediction: {
      id: "objective",
      kind: "winner",
      question:
        "The same network and loss, equally many epochs: one model fills in from both sides, the other predicts the next film at every place. Which ranks the next film better?",
      run: {},
      against: NETWORK,
      metric: "NDCG@10",
      labels: ["Cloze, both ways", "Next film, one way"],
      tie: BAND,
      covers: { views: ["changes"] },
      explanation: {
        run: "Here cloze is ahead, with fewer films asked for.",
        against:
          "Here the next film is ahead: it asks at every place, and always what the test asks.",
        tie: "Within what seeds do. Cloze has asked for fewer films, and mostly for other ones than the test does.",
      },
    },
    claims: [
      claim({
        says: "the next film is ahead",
        runs: { cloze: {}, next: NETWORK },
        on: "mean",
        holds: ({ cloze, next }) => ndcg(cloze) < ndcg(next),
      }),
      claim({
        says: "At equally many questions",
        runs: { cloze: {}, next: NETWORK },
        on: "mean",
        holds: ({ cloze, next }) => Math.abs(atEpoch(cloze, 25) - atEpoch(next, 6)) < 0.01,
      }),
    ],
  },
  {
    id: "rising",
    title: "Still rising",
    claim: "A flat loss is no reason to stop: look at the metric.",
    view: "targets",
    settings: ["epochs", "lr"],
    prediction: {
      id: "longer",
      kind: "value",
      question: "Three times as many epochs. Where does NDCG@10 of BERT4Rec end?",
      run: { epochs: 75 },
      metric: "NDCG@10",
      range: [0, 0.08],
      outcome: ({ run, baseline }) =>
        run["NDCG@10"]! > 2.2 * (baseline["NDCG@10"] ?? 0) ? "up" : "low",
      explanation: {
        up: "It goes on learning. Whoever compares models after equally many epochs, or after an hour, compares how fast they learn.",
        low: "In this run it did not get far, however long it was trained.",
      },
    },
    claims: [
      claim({
        says: "it goes on rising",
        runs: { longer: { epochs: 75 }, cloze: {} },
        on: "mean",
        holds: ({ longer, cloze }) => ndcg(longer) > ndcg(cloze) && filled(longer) > filled(cloze),
      }),
    ],
  },
  {
    id: "last",
    title: "What the test will ask",
    claim: "Training asks in the middle, the test at the end: a share of both serves best.",
    view: "maskings",
    settings: ["lastOnly", "rho"],
    prediction: {
      id: "last-only",
      kind: "winner",
      question:
        "The test hides the last film alone. Train on that and nothing else, or as it is, with a fifth of the windows so?",
      run: { lastOnly: 1 },
      against: {},
      metric: "NDCG@10",
      labels: ["Always the last film", "A fifth of the windows"],
      tie: BAND,
      covers: { views: ["changes"] },
      explanation: {
        run: "Here asking what the test asks was enough, although each window has one question in place of six.",
        against:
          "Each window has one question in place of six, and the films in the middle are never asked for. The right question seldom teaches less than a near one often.",
        tie: "Within what seeds do: fewer questions, but the right ones.",
      },
    },
    claims: [
      claim({
        says: "a share of both serves best",
        runs: { always: { lastOnly: 1 }, fifth: {} },
        holds: ({ always, fifth }) => ndcg(always) < ndcg(fifth),
      }),
      claim({
        says: "never so",
        runs: { never: { lastOnly: 0 }, fifth: {} },
        on: "mean",
        holds: ({ never, fifth }) => Math.abs(ndcg(never) - ndcg(fifth)) < BAND,
      }),
      claim({
        says: "shares of 0.15 and 0.6",
        runs: { few: { rho: 0.15 }, many: { rho: 0.6 }, third: {} },
        on: "mean",
        holds: ({ few, many, third }) =>
          [few, many].every((run) => Math.abs(ndcg(run) - ndcg(third)) < BAND),
      }),
    ],
  },
  {
    id: "changes",
    title: "One change at a time",
    claim: "From SASRec to BERT4Rec four things change; the loss is the one that counts.",
    view: "changes",
    settings: ["objective", "loss", "activation"],
    preset: SASREC,
    prediction: {
      id: "same-loss",
      kind: "winner",
      question:
        "SASRec with its own loss, one negative, is the paper’s rival. Give it BERT4Rec’s loss, a softmax over all films, and nothing else. Which ranks better, it or BERT4Rec?",
      run: SOFTMAX,
      against: {},
      metric: "NDCG@10",
      labels: ["SASRec with the softmax", "BERT4Rec"],
      tie: BAND,
      covers: { views: ["targets"] },
      explanation: {
        run: "The loss was most of the difference. With it, the older model is ahead.",
        against: "Here BERT4Rec stays ahead with the loss alike.",
        tie: "With the loss alike, the two are within what seeds do.",
      },
    },
    claims: [
      claim({
        says: "the loss is the one that counts",
        runs: { negative: SASREC, softmax: SOFTMAX },
        holds: ({ negative, softmax }) => ndcg(softmax) > 1.2 * ndcg(negative),
      }),
      claim({
        says: "after 75 it is, as its paper has it",
        runs: { negative: SASREC, bert: {}, longer: { epochs: 75 } },
        on: "mean",
        holds: ({ negative, bert, longer }) =>
          ndcg(bert) < ndcg(negative) + BAND / 2 && ndcg(longer) > ndcg(negative),
      }),
      claim({
        says: "By the paper’s own ruler they tie",
        runs: { negative: SASREC, bert: {} },
        on: "mean",
        holds: ({ negative, bert }) => Math.abs(popular(bert) - popular(negative)) < 0.03,
      }),
      claim({
        says: "SASRec is ahead on every seed",
        runs: { softmax: SOFTMAX, bert: {} },
        holds: ({ softmax, bert }) => ndcg(softmax) > ndcg(bert),
      }),
      claim({
        says: "about as good as popularity",
        runs: { one: { loss: "bce" } },
        on: "mean",
        holds: ({ one }) => ndcg(one) < 1.3 * one.baselines.popularity!["NDCG@10"]!,
      }),
      claim({
        says: "its network is no gain for the next film",
        runs: { plain: SOFTMAX, network: NETWORK },
        holds: ({ plain, network }) => ndcg(plain) > ndcg(network),
      }),
    ],
  },
  {
    id: "known",
    title: "A case where the right answer is known",
    claim: "In generated chains the best possible guess is known, from one side and from both.",
    view: "sides",
    settings: ["task", "objective"],
    preset: CHAIN,
    prediction: {
      id: "chain",
      kind: "winner",
      question:
        "Chains in which each item has a few that may follow. Which finds the next one better, cloze or the next item, after as many epochs?",
      run: CHAIN,
      against: { ...CHAIN, ...NETWORK },
      metric: "NDCG@10",
      labels: ["Cloze, both ways", "Next item, one way"],
      tie: 0.02,
      explanation: {
        run: "Here cloze is ahead.",
        against:
          "A place that is asked for the next item holds the item that decides: the residual carries it up. A hidden place holds [mask], and must first learn to look one place to the left, wherever it stands.",
        tie: "Both have found what decides.",
      },
    },
    claims: [
      claim({
        says: "from both sides",
        runs: { cloze: CHAIN },
        holds: ({ cloze }) => filled(cloze) > 1.1 * before(cloze),
      }),
      claim({
        says: "must first learn to look",
        runs: { cloze: CHAIN, next: { ...CHAIN, ...NETWORK } },
        holds: ({ cloze, next }) => ndcg(cloze) < ndcg(next) - 0.05,
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Hide films of your own, and reach NDCG@10 of 0.055 with cloze.",
    view: "you",
    settings: ["rho", "lastOnly", "dim"],
    goal: {
      says: "NDCG@10 of 0.055 with the cloze objective, on films",
      reached: ({ metrics, config }) =>
        metrics["NDCG@10"]! >= 0.055 && config.task === "films" && config.objective === "cloze",
    },
  },
];
