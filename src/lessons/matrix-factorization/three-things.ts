/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import { say, word } from "../../components/language/say.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: word("He et al. (2017), neural collaborative filtering"),
    rows: [
      {
        setting: word("data"),
        paper: word("MovieLens 1M and Pinterest, every rating an interaction"),
        here: ["dataset"],
        why: word("small enough to train while you watch"),
      },
      {
        setting: word("numbers a vector"),
        paper: word("8 to 64"),
        here: ["dim"],
        why: word("as published"),
      },
      {
        setting: word("score"),
        paper: word("a weighted dot product, an MLP, or both together"),
        here: ["scorer", "biases"],
        why: word("tuned alike, the plain dot product is hard to beat (Rendle et al. 2020)"),
      },
      {
        setting: word("loss"),
        paper: word("binary cross-entropy"),
        here: ["loss"],
        why: word("BPR and squared error are settings, to compare"),
      },
      {
        setting: word("negatives"),
        paper: word("uniform, 4 a positive"),
        here: ["negatives", "numNegatives"],
        why: word("which negatives teach is the question of this lesson"),
      },
      {
        setting: word("optimizer"),
        paper: word("Adam, rate 0.0001 to 0.005, batch 128 to 1,024"),
        here: ["lr", "batch", "epochs"],
        why: word("within what they tried"),
      },
      {
        setting: word("penalty"),
        paper: null,
        here: ["l2"],
        why: word("few ratings a film; too strong a penalty leaves popularity"),
      },
      {
        setting: word("measured by"),
        paper: word("the last film among 100 drawn ones: HR@10, NDCG@10"),
        here: () => say("the last film among all films: NDCG@10, HR@10"),
        why: word("a sample of films flatters, and can turn an order round"),
      },
    ],
  },
  rows: ({ of }, { loss, negatives, numNegatives }) => {
    if (loss === "mse") {
      return say(
        "One of the {of} ratings of a step: the stars less their mean are the target. No negative is drawn.",
        { of: countText(of) },
      );
    }
    if (negatives === "in-batch") {
      return say(
        "One of the {of} rows of a step. The films of the other rows are its negatives; what this person has watched too is masked.",
        { of: countText(of) },
      );
    }
    return negatives === "hard"
      ? say(
          "One of the {of} rows of a step, with its film and the films drawn against it: of every five the one that the model scores highest teaches, so {n} do.",
          { of: countText(of), n: countText(Number(numNegatives)) },
        )
      : say("One of the {of} rows of a step, with its film and the films drawn against it.", {
          of: countText(of),
        });
  },
  why: () => ({
    score: say("score"),
    scoreText: valueText,
    evidence: say("cosine with the nearest films of the history"),
    says: ({ history }) =>
      say(
        "Near are films whose vectors point the same way, among the {n} of the history. The model itself knows only the person’s vector: near is evidence, not a cause.",
        { n: countText(history) },
      ),
  }),
};
