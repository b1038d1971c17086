/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Yi et al. (2019), sampling-bias-corrected neural modeling",
    rows: [
      {
        setting: "items",
        paper: "videos, tens of millions",
        here: ["dataset"],
        why: "small enough to train while you watch",
      },
      {
        setting: "user tower reads",
        paper: "the video on screen, and the mean of the vectors of those watched",
        here: ["history", "userContent", "userIds"],
        why: "ratings know no video on screen",
      },
      {
        setting: "item tower reads",
        paper: "the id and features of the video",
        here: ["ids", "content"],
        why: "what a film brings along: genres, year, words of its title",
      },
      {
        setting: "negatives",
        paper: "the other rows of the batch",
        here: ["negatives", "extra"],
        why: "uniform ones beside them are a setting (mixed, Yang et al. 2020)",
      },
      {
        setting: "correction",
        paper: "log Q is subtracted in training, not at serving",
        here: ["logq", "corrected"],
        why: "off is a setting, to see what it repairs; so is the form of 2025 that leaves the positive out",
      },
      {
        setting: "Q",
        paper: "estimated from the stream: steps between two sightings of an item",
        here: ["frequency"],
        why: "a small log can also be counted",
      },
      {
        setting: "vectors",
        paper: "of unit length, with a temperature that is tuned",
        here: ["normalise", "temperature", "learnTemperature", "dim"],
        why: "learning it is a setting (PinnerFormer, at least 0.01)",
      },
      {
        setting: "weight of a row",
        paper: "a reward: how much of a video was watched",
        here: () => "1",
        why: "there is no watch time here",
      },
      {
        setting: "no negatives are",
        paper: null,
        here: ["mask"],
        why: "a film that the person watched should not be pushed away",
      },
    ],
  },
  rows: ({ of }, { negatives }) =>
    `One of the ${countText(of)} rows of a step. The films before the target are read, never the target itself. ${
      negatives === "in-batch"
        ? "The films of the other rows are its negatives."
        : negatives === "uniform"
          ? "Films drawn uniformly are its negatives; those of the other rows take no part."
          : "The films of the other rows and some drawn uniformly are its negatives."
    } A number beside a negative is its −log Q.`,
  why: () => ({
    score: "u · v / τ",
    scoreText: valueText,
    evidence: "cosine with the nearest of the films that the user tower reads",
    says: ({ history }) =>
      `Near are films whose tower puts them in the same direction, among the ${history} that are read. The two towers meet only at the dot product, so no film speaks for another: near is evidence, not a cause.`,
  }),
};
