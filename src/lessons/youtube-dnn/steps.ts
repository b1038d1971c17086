/** The story of the lesson: one claim a step, what the lab does beside it, and what its sentences are held to. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";
import { EQUAL } from "./variants.ts";

/** Two runs that end closer than this may have changed places by chance (three seeds; see the prose). */
const BAND = 0.006;
/** Where a seed moves both runs alike, as with other weights or features. */
const ALIKE = 0.003;
const of =
  (name: string) =>
  ({ metrics }: Pick<Result, "metrics">) =>
    metrics[name] ?? 0;
const next = of("NDCG@10");
const random = of("NDCG@10 random");
const popularity = of("Mean popularity@10");
const coverage = of("Coverage@10");
const light = of("NDCG@10 light");
const heavy = of("NDCG@10 heavy");
const seen = (metrics: Outcome["run"]) => ({ metrics });
const three = (value: number) => value.toFixed(3);

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "What would they have watched next?",
    claim: "A history becomes one vector, and the next film lies near it.",
    view: "targets",
    settings: ["history", "dim"],
  },
  {
    id: "tower",
    title: "A pool, a network, a softmax",
    claim: "Every film is a class, and a person is what they have watched.",
    view: "pooling",
    settings: ["history", "depth", "dim"],
  },
  {
    id: "pooling",
    title: "Mean, sum, maximum, attention",
    claim: "Four ways to make one vector of many films; only the sum says how many there are.",
    view: "pooling",
    settings: ["pooling", "history"],
    prediction: {
      id: "attention",
      kind: "winner",
      question:
        "Attention may learn which films count, the mean may not. Neither knows which film is asked for. Which ranks the next film better?",
      run: { pooling: "attention" },
      against: {},
      metric: "NDCG@10",
      labels: ["Attention", "The mean"],
      tie: BAND,
      covers: { views: ["variants"] },
      explanation: {
        run: "Weights helped on these runs: some films say more of a person than others.",
        tie: "No difference beyond the seeds. Weights that do not know which film is asked for can only say that some films count less for everybody.",
        against:
          "The mean did better: weights that do not know which film is asked for can only say that some films count less for everybody, and they must be learnt.",
      },
    },
    claims: [
      claim({
        says: "On the next film the sum is above the mean on every seed, and max is below it.",
        runs: { mean: {}, sum: { pooling: "sum" }, max: { pooling: "max" } },
        holds: ({ mean, sum, max }) => next(sum) > next(mean) && next(max) < next(mean),
      }),
      claim({
        says: "With twice the epochs the mean comes to the same",
        runs: { long: { epochs: 16 }, sum: { pooling: "sum" } },
        on: "mean",
        holds: ({ long, sum }) => Math.abs(next(long) - next(sum)) <= BAND,
      }),
      claim({
        says: "No difference beyond the seeds.",
        runs: { mean: {}, attention: { pooling: "attention" } },
        on: "mean",
        holds: ({ mean, attention }) => Math.abs(next(attention) - next(mean)) <= BAND,
      }),
    ],
  },
  {
    id: "target",
    title: "The next film, or one held out at random",
    claim: "A random held-out film is found far more easily, and says little of the next.",
    view: "targets",
    settings: ["target", "pooling", "history"],
    preset: { pooling: "sum" },
    prediction: {
      id: "target",
      kind: "choice",
      question:
        "Films are pooled by sum. One model is trained on random held-out films, another on the next film. Each takes its own kind of test, then both are asked for the next film. Whose numbers are higher?",
      options: [
        { id: "random", label: "The random one’s, on both" },
        {
          id: "flatters",
          label: "The random one’s on its own test; on the next film no difference",
        },
        { id: "apart", label: "The random one’s on its own test, the other’s on the next film" },
        { id: "future", label: "The other’s, on both" },
      ],
      run: { pooling: "sum", target: "random" },
      against: { pooling: "sum" },
      grade: ({ run, against }) => {
        const [own, its] = [random(seen(run)), next(seen(against))];
        const gap = next(seen(run)) - next(seen(against));
        const answer =
          own < its ? "future" : Math.abs(gap) <= BAND ? "flatters" : gap > 0 ? "random" : "apart";
        return {
          answer,
          because: `On its own test the random one has NDCG@10 of ${three(own)}, the other ${three(its)}. On the next film: ${three(next(seen(run)))} and ${three(next(seen(against)))}.`,
        };
      },
      near: ({ run, against }) =>
        Math.abs(Math.abs(next(seen(run)) - next(seen(against))) - BAND) < BAND,
      covers: { views: ["variants"], metrics: ["NDCG@10 random"] },
      explanation: {
        flatters:
          "The films around a target give it away, since they were rated in the same minutes. That makes a high number offline. It is not worth more on the next film, which has nothing after it; with three seeds it is worth less.",
        apart:
          "The films around a target give it away, since they were rated in the same minutes. On the next film there is nothing after it, and the model that was trained for that does better: as the paper found.",
        random:
          "The films around a target give it away. That it also did better on the next film is not what the mean of three seeds shows.",
        future:
          "Here films around a target did not give it away; these data may have no sittings in which many films are rated.",
      },
    },
    claims: [
      claim({
        says: "A random held-out film is found far more easily",
        runs: { random: { pooling: "sum", target: "random" }, future: { pooling: "sum" } },
        holds: ({ random: other, future }) => random(other) > 2 * next(future),
      }),
      claim({
        says: "on every seed the one that was trained for it is ahead",
        runs: { random: { pooling: "sum", target: "random" }, future: { pooling: "sum" } },
        holds: ({ random: other, future }) => next(future) > next(other),
      }),
      claim({
        says: "With the mean they do not differ beyond the seeds",
        runs: { random: { target: "random" }, future: {} },
        on: "mean",
        holds: ({ random: other, future }) => Math.abs(next(other) - next(future)) <= BAND,
      }),
    ],
  },
  {
    id: "equal",
    title: "Equally many examples from everybody",
    claim: "With each film an example, the loss is about those who watch most.",
    view: "activity",
    settings: ["perUser", "epochs"],
    prediction: {
      id: "equal",
      kind: "choice",
      question: `Every person gives ${EQUAL} examples an epoch, the mean number of films, in place of one for each film. What becomes of the NDCG@10 of the half who watched less?`,
      options: [
        { id: "better", label: "It rises: the loss is about them, too" },
        { id: "same", label: "It stays, within 0.006" },
        { id: "worse", label: "It falls" },
      ],
      run: { perUser: EQUAL },
      against: {},
      grade: ({ run, against }) => {
        const gap = light(seen(run)) - light(seen(against));
        return {
          answer: Math.abs(gap) <= BAND ? "same" : gap > 0 ? "better" : "worse",
          because: `The half who watched less: ${three(light(seen(against)))} with each film an example, ${three(light(seen(run)))} with equal examples. The half who watched more: ${three(heavy(seen(against)))} and ${three(heavy(seen(run)))}.`,
        };
      },
      near: ({ run, against }) =>
        Math.abs(Math.abs(light(seen(run)) - light(seen(against))) - BAND) < BAND,
      explanation: {
        better:
          "The loss is about them as much as about others now. The many films of those who watch most are seen less often for it.",
        same: "Their share of the loss has grown, and their lists are no better: it is made of the same twenty films again and again.",
        worse:
          "Their share of the loss has grown, but it is made of the same twenty films again and again, while most of the log, which has taught what goes with what, is seen less. The paper has so many people that it can leave films out.",
      },
    },
    claims: [
      claim({
        says: "Beyond the seeds NDCG@10 stays as it is, for both halves.",
        runs: { equal: { perUser: EQUAL }, each: {} },
        on: "mean",
        holds: ({ equal, each }) =>
          [next, light, heavy].every((part) => Math.abs(part(equal) - part(each)) <= BAND),
      }),
      claim({
        says: "What changes on every seed is the list",
        runs: { equal: { perUser: EQUAL }, each: {} },
        holds: ({ equal, each }) =>
          popularity(equal) < 0.95 * popularity(each) && coverage(equal) > coverage(each) + 0.02,
      }),
    ],
  },
  {
    id: "age",
    title: "How old is an example?",
    claim: "An input that is always 0 at serving takes up what depends on time.",
    view: "age",
    settings: ["age", "moment"],
    preset: { age: true },
    prediction: {
      id: "age",
      kind: "winner",
      question:
        "At serving the age is 0. People of these data left between 1996 and 2016, and each is asked for their own last film. With example age or without: whose NDCG@10 is higher?",
      run: { age: true },
      against: {},
      metric: "NDCG@10",
      labels: ["With example age", "Without"],
      tie: BAND,
      covers: { views: ["variants"] },
      explanation: {
        against:
          "Somebody who left in 1997 is told that it is 2016, and gets films that they could not have seen. The input works; the test is not of now.",
        tie: "On these runs it came to the same. On seeds 1 to 3 age 0 costs much: somebody who left in 1997 gets films that they could not have seen.",
        run: "On these runs it helped, although most people left long before now. Look at what is recommended at other ages.",
      },
    },
    claims: [
      claim({
        says: "above the run without age on every seed",
        runs: { own: { age: true, moment: "own" }, plain: {} },
        holds: ({ own, plain }) => next(own) > next(plain),
      }),
      claim({
        says: "is told that it is 2016, and gets films that they could not have seen",
        runs: { now: { age: true }, plain: {} },
        on: "mean",
        holds: ({ now, plain }) => next(now) < next(plain) - 0.004,
      }),
    ],
  },
  {
    id: "sampled",
    title: "Some films stand for all",
    claim: "A drawn negative counts 1 / (K Q); the positive was not drawn.",
    view: "correction",
    settings: ["drawn", "logq", "corrected"],
    prediction: {
      id: "logq",
      kind: "winner",
      question:
        "Negatives are drawn by popularity. With importance weights or without: which ranks the next film better, among all films?",
      run: {},
      against: { logq: false },
      metric: "NDCG@10",
      labels: ["With weights", "Without"],
      tie: ALIKE,
      covers: { metrics: ["Coverage@10"], views: ["variants"] },
      explanation: {
        run: "Without weights popular films are pushed down as often as they are drawn, and the list is of rarer films. What people watch next is mostly popular.",
        tie: "On these runs it came to the same, though the lists are quite different: look at Both tests.",
        against:
          "On these runs the rarer films won; with three seeds they do not. Look at Both tests.",
      },
    },
    claims: [
      claim({
        says: "Without weights popular films are pushed down",
        runs: {
          weights: { epochs: 1, dim: 8, drawn: 64 },
          none: { epochs: 1, dim: 8, drawn: 64, logq: false },
        },
        quick: true,
        holds: ({ weights, none }) => popularity(weights) > 1.2 * popularity(none),
      }),
      claim({
        says: "Without weights popular films are pushed down as often as they are drawn",
        runs: { weights: {}, none: { logq: false } },
        holds: ({ weights, none }) =>
          popularity(weights) > 1.5 * popularity(none) && next(weights) > next(none),
      }),
      claim({
        says: "In NDCG@10 that is no difference",
        runs: { weights: {}, corrected: { corrected: true } },
        on: "mean",
        holds: ({ weights, corrected }) => Math.abs(next(corrected) - next(weights)) <= BAND,
      }),
    ],
  },
  {
    id: "serving",
    title: "The softmax is dropped",
    claim: "Nearest neighbours of a person’s vector are the softmax’s first films, to the digit.",
    view: "serve",
    settings: ["features", "depth"],
    prediction: {
      id: "features",
      kind: "winner",
      question:
        "Beside the pooled films the network may read their mean genres and years, and how many there are. Whose NDCG@10 is higher?",
      run: { features: "all" },
      against: {},
      metric: "NDCG@10",
      labels: ["All features", "Films alone"],
      tie: ALIKE,
      covers: { views: ["features"] },
      explanation: {
        run: "They helped. The vectors of films know much of their genres already, and nothing else is known of people here. YouTube knew what they searched for, where, and when.",
        tie: "On each of seeds 1 to 3 they help a little, by less than the seeds differ. The vectors of films know much of their genres already; YouTube knew what people searched for, where, and when.",
        against:
          "They did not help on these runs; on seeds 1 to 3 they help a little. The vectors of films know much of their genres already; YouTube knew what people searched for, where, and when.",
      },
    },
    claims: [
      claim({
        says: "Here a single linear map does as well",
        runs: { flat: { depth: 0 }, one: {} },
        on: "mean",
        holds: ({ flat, one }) => Math.abs(next(flat) - next(one)) <= BAND,
      }),
      claim({
        says: "On each of seeds 1 to 3 they help a little",
        runs: { all: { features: "all" }, films: {} },
        holds: ({ all, films }) => next(all) > next(films) && next(all) - next(films) < 0.01,
      }),
    ],
  },
  {
    id: "stars",
    title: "The second stage: odds as expected time",
    claim:
      "Yeses that count their watch time make odds of expected watch time, while yeses are rare.",
    view: "stars",
    settings: ["features", "depth"],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.06 on the next film.",
    view: "you",
    settings: ["pooling", "history", "dim", "depth", "epochs"],
    goal: {
      says: "NDCG@10 of 0.06 on the next film",
      reached: ({ metrics }) => metrics["NDCG@10"]! >= 0.06,
    },
  },
];
