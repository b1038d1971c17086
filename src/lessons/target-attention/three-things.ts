/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, percentText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Zhou et al. (2018, DIN) and its released code; Chen et al. (2019, BST)",
    rows: [
      {
        setting: "question",
        paper: "was the shown ad or product clicked?",
        here: ["task"],
        why: "ratings have no shows: films that were not watched stand for them",
      },
      {
        setting: "weights of films",
        paper: "paper: not normalised; released code: divided by √d, then softmax",
        here: ["normalise"],
        why: "the paper’s text; the other is a switch",
      },
      {
        setting: "activation",
        paper: "paper: PReLU or Dice; released code: sigmoid",
        here: ["activation"],
        why: "the paper’s text",
      },
      {
        setting: "optimizer",
        paper: "released code: SGD with rate 1",
        here: ["lr", "batch", "epochs"],
        why: "Adam needs fewer steps",
      },
      {
        setting: "user id",
        paper: "none in the released code",
        here: () => "none: a person is their history",
        why: "so you can be asked, too, without training",
      },
      {
        setting: "L2",
        paper: "rows of the batch, by 1 / occurrences",
        here: ["regularise", "l2"],
        why: "three choices beside each other",
      },
      {
        setting: "Amazon figure of DIN",
        paper:
          "withdrawn by its authors: batch normalisation was not shared between the passes of the positive and the negative. Corrected GAUC: DeepFM .8683, DIN .8698, DIN with Dice .8711",
        here: () => "one pass for all candidates of a question",
        why: "statistics of the positives alone tell the label",
      },
      {
        setting: "BST: blocks, heads, films",
        paper: "1 block, 8 heads, 20 films",
        here: ["blocks", "heads", "history"],
        why: "as published",
      },
      {
        setting: "BST: positions",
        paper: "time before the candidate, put beside the film’s vector",
        here: ["dim"],
        why: "the same, in buckets that double",
      },
      {
        setting: "BST: other features, layers above",
        paper: "profile, item and context features; 1024, 512, 256 units; dropout 0.2",
        here: () => "none; 64, 32 units; none",
        why: "the data have no such features; small enough to train without a graphics card",
      },
    ],
  },
  rows: ({ of, padded }, { task }) => {
    const about =
      task === "next"
        ? "The film that came next is a yes; the others were drawn, in turn by chance and by popularity."
        : task === "liked"
          ? "Four stars or more are a yes; nothing is drawn."
          : "The first candidate matches one film of the history, the second none.";
    return `One of the ${countText(of)} questions of a step: only what was read before is input. ${about}${padded > 0 ? ` ${padded} places are padding, which nothing looks at.` : ""}`;
  },
  why: () => ({
    score: "p",
    scoreText: percentText,
    evidence: "the films of the history that weigh most for it",
    says: ({ films, history }) =>
      films.some(({ voices }) => voices.length > 0)
        ? `Of ${history} films that are known, those that the reader of the history weighs most for each film of the list. Weights say where it looks, not what would happen without that film.`
        : "Without a history nothing speaks for a film: the list is the same for everybody.",
  }),
};
