/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import { say, word } from "../../components/language/say.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: word("Sarwar et al. (2001), item-based collaborative filtering"),
    rows: [
      {
        setting: word("data"),
        paper: word("MovieLens: 943 people, 1,682 films, 100,000 ratings"),
        here: ["dataset"],
        why: word("a later cut of the same service, whose terms let it be shipped"),
      },
      {
        setting: word("split"),
        paper: word("80% of the ratings, at random, to learn from"),
        here: ["split"],
        why: word("a service is asked what comes next; the random cut is a setting"),
      },
      {
        setting: word("similarity"),
        paper: word("cosine, correlation and, best, adjusted cosine of the stars"),
        here: ({ shrinkage }) => `n_ij / (√(n_i n_j) + ${shrinkage})`,
        why: word("that somebody chose a film says enough; β is doubt about pairs seen rarely"),
      },
      {
        setting: word("neighbours"),
        paper: word("30 films"),
        here: ["k"],
        why: word("a list needs a score for many films, not for one; chosen on validation"),
      },
      {
        setting: word("measured by"),
        paper: word("mean absolute error of the predicted stars"),
        here: () => say("rank of the hidden film: NDCG@10, HR@10"),
        why: word("a reader sees the first ten films, not predicted stars"),
      },
      {
        setting: word("held against"),
        paper: word("nearest neighbours among people"),
        here: () => say("popularity"),
        why: word("it is the line that a list has to beat first"),
      },
    ],
  },
  rows: ({ places }) =>
    say(
      "A rating is read: it counts for its film, and for the pair with each of the {n} films that this person has rated before. Their last films stay hidden. No negative is drawn, and no gradient: the counts are the model.",
      {
        n: countText(places.filter(({ item, value }) => item >= 0 && value === "n_ij + 1").length),
      },
    ),
  why: () => ({
    score: say("score"),
    scoreText: valueText,
    evidence: say("similarity to films that they rated"),
    says: ({ films, history }) =>
      films.some(({ voices }) => voices.some(({ item }) => item >= 0))
        ? say(
            "Each score is a sum of similarities to the {n} films of the history; the three loudest are shown.",
            { n: countText(history) },
          )
        : say(
            "No film of the history speaks here: everybody gets this list, less what they have seen. Item-kNN has reasons.",
          ),
  }),
};
