import { say } from "../../components/language/say.ts";
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

const ndcg = ({ metrics }: Result) => metrics["NDCG@10"]!;
const hits = ({ metrics }: Result) => metrics["HR@10"]!;
/** The runs of the sections, by what is different in them. */
const STARS = { model: "mean-stars", shrinkage: 0 };
const KNN = { model: "item-knn" };
const RANDOM = { model: "item-knn", split: "random" };
const CUT = { split: "temporal", halfLife: 0 };
const CUT_SHORT = { split: "temporal", halfLife: 1 };

/** The sections of the text, with what the lab shows beside them. */
export const steps: readonly Step[] = [
  {
    id: "question",
    title: "How hard is popularity to beat?",
    claim: "A recommender that ignores the person is already hard to beat.",
    view: "matrix",
    settings: ["model", "batch"],
    claims: [
      claim({
        says: "about half of the ratings",
        runs: { popular: {} },
        quick: true,
        holds: ({ popular: { epochs } }) => {
          const at = (part: number) => epochs.find(({ epoch }) => epoch! >= part)!;
          const valid = (part: number) => at(part)["Validation NDCG@10"]!;
          return valid(0.5) > 1.2 * valid(0.1) && Math.abs(valid(1) - valid(0.5)) < 0.001;
        },
      }),
    ],
  },
  {
    id: "judged",
    title: "How is a list judged?",
    claim: "HR asks whether the film is among the first ten, NDCG how high it is there.",
    view: "judged",
    settings: ["model", "split"],
  },
  {
    id: "tail",
    title: "A few films have most of the ratings",
    claim: "A tenth of the films holds a large part of the ratings; most films have few.",
    view: "tail",
    settings: ["batch", "dataset"],
    prediction: {
      id: "top-tenth",
      kind: "value",
      question: "What share of all training ratings went to the most-rated tenth of the films?",
      run: {},
      metric: "Top 10%",
      range: [0, 1],
      covers: { views: ["tail"] },
      explanation:
        "An even tenth would be 0.1. And this is the gentle end: films with fewer than five ratings were left out before we began.",
    },
    claims: [
      claim({
        says: "A tenth of the films holds a large part of the ratings",
        runs: { popular: {} },
        quick: true,
        holds: ({ popular }) => popular.metrics["Top 10%"]! > 0.35,
      }),
      claim({
        says: "most of the catalogue is never shown",
        runs: { popular: {} },
        quick: true,
        holds: ({ popular }) => popular.metrics["Coverage@10"]! < 0.1,
      }),
    ],
  },
  {
    id: "table",
    title: "A table that is almost empty",
    claim: "Nearly all pairs of user and film are unknown, and the known ones come in bursts.",
    view: "matrix",
    settings: ["batch", "split"],
  },
  {
    id: "counting",
    title: "Counting is training",
    claim: "Popular and well liked are different things, and only one of them predicts.",
    view: "lists",
    settings: ["model", "shrinkage"],
    preset: { model: "mean-stars", shrinkage: 0 },
    prediction: {
      id: "mean-stars",
      kind: "winner",
      question: "Recommend the films with the most ratings, or those with the best mean stars?",
      run: { model: "mean-stars", shrinkage: 0 },
      against: { model: "popularity" },
      metric: "HR@10",
      labels: ["Mean stars", "Most ratings"],
      tie: 0.01,
      explanation: {
        run: "Here the best-liked films are also those that are watched next. On MovieLens it is the other way round: the best mean there belongs to a film with seven ratings.",
        against:
          "The best means belong to films that a handful of people rated, all of them highly. Well liked is not the same as likely to be watched next.",
        tie: "With ratings as few as these, neither counts nor means say much about the next film. On MovieLens the counts are far ahead.",
      },
    },
    claims: [
      claim({
        says: "the list drifts back to popular films",
        runs: { none: STARS, much: { model: "mean-stars", shrinkage: 100 }, popular: {} },
        quick: true,
        holds: ({ none, much, popular }) =>
          much.metrics["Mean popularity@10"]! > 100 &&
          none.metrics["Mean popularity@10"]! < 20 &&
          hits(much) > hits(none) &&
          hits(much) <= hits(popular),
      }),
      claim({
        says: "only one of them predicts",
        runs: { stars: STARS, popular: {} },
        quick: true,
        holds: ({ stars, popular }) => hits(popular) > 0.04 && hits(stars) < 0.01,
      }),
    ],
  },
  {
    id: "neighbours",
    title: "Ask the films beside yours",
    claim: "Item-kNN recommends what was watched by those who watched what you watched.",
    view: "sum",
    settings: ["k", "shrinkage"],
    preset: { model: "item-knn" },
    prediction: {
      id: "knn-wins",
      kind: "winner",
      question: "Same ratings, same question: which of the two ranks the hidden films higher?",
      run: { model: "item-knn" },
      against: { model: "popularity" },
      metric: "NDCG@10",
      labels: ["Item-kNN", "Popularity"],
      tie: 0.005,
      pace: [4],
      explanation: {
        run: "Similarity divides by how often each film is rated, so a neighbour has to be nearer than popularity alone would make it. Knowing the person pays.",
        against:
          "These data are too few for neighbours: a similarity that rests on two or three people is noise, and the counts are not. Try more smoothing.",
        tie: "On these data the neighbours of a film are about its popular neighbours, so both lists find the same films. On MovieLens item-kNN is ahead.",
      },
    },
    claims: [
      claim({
        says: "the person counts",
        runs: { knn: KNN, popular: {} },
        holds: ({ knn, popular }) => ndcg(knn) > ndcg(popular) + 0.005,
      }),
    ],
  },
  {
    id: "split",
    title: "What a split hides",
    claim: "A random split knows the future, and the numbers soar.",
    view: "splits",
    settings: ["split", "model"],
    preset: { model: "item-knn", split: "random" },
    prediction: {
      id: "random-leaks",
      kind: "choice",
      question:
        "Hide a random film of each user instead of the last. What happens to the HR@10 of item-kNN?",
      options: [
        { id: "same", label: "About the same: one film is hidden either way" },
        { id: "up", label: "It rises, but by less than double" },
        { id: "double", label: "It doubles, or more" },
        { id: "down", label: "It falls" },
      ],
      run: { model: "item-knn", split: "random" },
      against: { model: "item-knn" },
      grade: ({ run, against }) => {
        const [random, last] = [run["HR@10"]!, against["HR@10"]!];
        const ratio = random / last;
        const answer = ratio >= 2 ? "double" : ratio > 1.15 ? "up" : ratio < 0.87 ? "down" : "same";
        return {
          answer,
          because: say("HR@10 is {last} with the last film hidden, {random} with a random one.", {
            last: last.toFixed(3),
            random: random.toFixed(3),
          }),
        };
      },
      pace: [4, 4],
      explanation: {
        double:
          "The films rated seconds before and after the hidden one stay in training, and they are its neighbours. The model did not get better, the question got easier.",
        up: "The films rated just before and after the hidden one stay in training, and they are its neighbours. The question got easier, though on these data by less than double.",
        same: "On these data a random film is no easier to find than the last. That happens where the order of the ratings carries little: with times missing, say.",
        down: "On these data the last film is the easier one. Look under Own order at which films are hidden.",
      },
    },
    claims: [
      claim({
        says: "A random split knows the future, and the numbers soar.",
        runs: { last: KNN, random: RANDOM },
        holds: ({ last, random }) => hits(random) > 2 * hits(last),
      }),
    ],
  },
  {
    id: "time",
    title: "Popular when?",
    claim: "Which popularity wins depends on whether the clock is respected.",
    view: "splits",
    settings: ["halfLife", "split"],
    preset: { split: "temporal", halfLife: 1 },
    prediction: {
      id: "half-life",
      kind: "winner",
      question:
        "One cut in time for everybody. Which counts find the films after it: all of them, or with a half-life of a year?",
      run: { split: "temporal", halfLife: 1 },
      against: { split: "temporal", halfLife: 0 },
      metric: "HR@10",
      labels: ["Half-life of a year", "All counts alike"],
      tie: 0.02,
      explanation: {
        run: "What people watch next is what people watch now. After one cut in time all questions are about the same years, so the newest counts answer them best.",
        against:
          "Here what people watched long ago is as good a guide as what they watch now: films stay popular for longer than the half-life.",
        tie: "Here old and new counts agree about what is popular, or the test films are too few to tell them apart.",
      },
    },
    claims: [
      claim({
        says: "there the short memory does not help",
        runs: { all: {}, short: { halfLife: 1 } },
        quick: true,
        holds: ({ all, short }) => ndcg(short) < ndcg(all),
      }),
      claim({
        says: "is lower with it under either split",
        runs: { all: {}, short: { halfLife: 1 }, cut: CUT, cutShort: CUT_SHORT },
        quick: true,
        holds: ({ all, short, cut, cutShort }) =>
          short.metrics.Loss! < all.metrics.Loss! && cutShort.metrics.Loss! < cut.metrics.Loss!,
      }),
      claim({
        says: "Which popularity wins depends on whether the clock is respected.",
        runs: { all: {}, short: { halfLife: 1 }, cut: CUT, cutShort: CUT_SHORT },
        quick: true,
        holds: ({ all, short, cut, cutShort }) =>
          hits(all) > hits(short) && hits(cutShort) > 2 * hits(cut),
      }),
    ],
  },
  {
    id: "sampled",
    title: "A hundred easy films",
    claim: "Ranking among a hundred drawn films makes every model look good.",
    view: "lists",
    settings: ["model", "split"],
    prediction: {
      id: "sampled-hr",
      kind: "value",
      question:
        "Popularity again, but the hidden film competes with only 100 films drawn uniformly. HR@10?",
      run: { model: "popularity" },
      metric: "Sampled HR@10",
      range: [0, 1],
      explanation:
        "Most of the hundred come from the long tail, where nearly every hidden film is more popular than they are.",
    },
    claims: [
      claim({
        says: "Ranking among a hundred drawn films makes every model look good.",
        runs: { popular: {}, stars: STARS, knn: KNN },
        holds: (runs) =>
          Object.values(runs).every(
            (run) => run.metrics["Sampled HR@10"]! > 5 * run.metrics["HR@10"]!,
          ),
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.037 without training anything.",
    view: "you",
    settings: ["model", "k", "shrinkage"],
    preset: { model: "item-knn" },
    goal: {
      says: "NDCG@10 of 0.037 with the last film hidden",
      reached: ({ metrics, config }) => metrics["NDCG@10"]! >= 0.037 && config.split === "last",
    },
    claims: [
      claim({
        says: "Reach NDCG@10 of 0.037 without training anything.",
        runs: { one: { model: "item-knn", k: 200, shrinkage: 20 } },
        holds: ({ one }) => ndcg(one) > 0.037,
      }),
    ],
  },
];
