/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Covington, Adams and Sargin (2016), deep neural networks for YouTube recommendations",
    rows: [
      {
        setting: "items",
        paper: "a million videos",
        here: ["dataset"],
        why: "small enough to train while you watch",
      },
      {
        setting: "what is pooled",
        paper: "up to 50 videos watched last, and up to 50 searches, each as a mean",
        here: ["history", "pooling"],
        why: "ratings know no searches; other poolings are settings",
      },
      {
        setting: "other features",
        paper: "place, device, sex, age of the person, whether logged in",
        here: ["features"],
        why: "nothing is known of people here but their films",
      },
      {
        setting: "layers",
        paper: "1024, 512, 256 units, ReLU after each; vectors of 256 numbers",
        here: ["depth", "dim"],
        why: "64 units; after the last layer no ReLU, so that a person’s numbers may be negative",
      },
      {
        setting: "target",
        paper: "the next watch",
        here: ["target"],
        why: "the other way is a setting",
      },
      {
        setting: "examples",
        paper: "equally many of each user",
        here: ["perUser"],
        why: "a setting, to see what it does",
      },
      {
        setting: "example age",
        paper: "read in training; 0, or slightly below, at serving",
        here: ["age"],
        why: "people of these data left at different times: the text says what 0 does to them",
      },
      {
        setting: "negatives",
        paper: "several thousand, drawn from the background distribution",
        here: ["drawn"],
        why: "drawn by popularity, fewer for fewer films",
      },
      {
        setting: "importance weights",
        paper: "as in Jean et al. (2015)",
        here: ["logq"],
        why: "off is a setting",
      },
      {
        setting: "no negatives are",
        paper: null,
        here: ["mask"],
        why: "what a person watched should not be pushed away",
      },
      {
        setting: "ranker",
        paper: "logistic regression weighted by watch time",
        here: () => "by hand, weighted by stars",
        why: "there is no watch time here",
      },
    ],
  },
  rows: ({ of, padded }, { target, logq, age }) => {
    const read =
      target === "future"
        ? "Only films before the target are read."
        : "Films before and after the target are read.";
    const weights = logq
      ? " A number beside a negative is its −log(K Q), as is the target’s, which is not shown."
      : "";
    return `One of the ${countText(of)} examples of a step. ${read} The negatives are the same for all of them.${weights}${age ? " The age is the target’s." : ""}${padded > 0 ? ` ${countText(padded)} places are padding, which no pool counts.` : ""}`;
  },
  why: () => ({
    score: "v · u",
    scoreText: valueText,
    evidence: "how much the score falls when a film is taken out of the history",
    says: ({ history }) =>
      `Of ${countText(history)} films that are pooled, each was taken out once and the person’s vector made again. A film above zero raised the score. The falls do not add up to it: in a mean the others count more when one is gone.`,
  }),
};
