/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, percentText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";
import { WINDOWS } from "./targets.ts";

export const things: ThreeThings = {
  paper: {
    cites: "Sun et al. (2019) and its released code, for MovieLens 1M where it depends on the data",
    rows: [
      {
        setting: "films read",
        paper: "the last 200",
        here: ["length"],
        why: "few people have so many here, and attention grows with the square",
      },
      {
        setting: "width, layers, heads",
        paper: "64 numbers, 2 layers, 2 heads",
        here: ["dim", "blocks", "heads"],
        why: "half as wide, to train without a graphics card",
      },
      {
        setting: "feed-forward network",
        paper: "four times as wide, GELU",
        here: ["activation"],
        why: "as published, four times as wide; ReLU is a setting",
      },
      {
        setting: "LayerNorm",
        paper: "after each layer; in the code also on the input and the projection",
        here: () => "as in the code",
        why: "without it on the projection it learns more slowly",
      },
      {
        setting: "hidden films",
        paper: "20%, once at least; the code hides each history ten times over",
        here: ["rho"],
        why: "short windows: six of twenty; drawn anew at every step",
      },
      {
        setting: "the last film alone",
        paper: "some training sequences, so that the question of the test is met",
        here: ["lastOnly"],
        why: "a share of the windows; 0 and 1 are settings",
      },
      {
        setting: "windows of a history",
        paper: "sliding windows",
        here: () => `${WINDOWS} random ones of each person in an epoch`,
        why: "long histories are seen whole",
      },
      {
        setting: "scores",
        paper: "a projection, the films’ own vectors, a bias a film",
        here: ["projection"],
        why: "as published; without is a setting",
      },
      {
        setting: "loss",
        paper: "softmax over all films",
        here: ["loss"],
        why: "as published; one negative, as SASRec’s paper has it, is a setting",
      },
      {
        setting: "dropout",
        paper: "0.2, on attention weights too",
        here: ["dropout"],
        why: "on films and branches, not on the weights",
      },
      {
        setting: "optimizer",
        paper: "Adam, rate 0.0001 with warm-up and decay, batch 256",
        here: ["lr", "batch", "epochs"],
        why: "few people make few steps an epoch: smaller batches and a higher rate",
      },
      {
        setting: "measured by",
        paper: "the last film among 100 drawn by popularity",
        here: () => "among all films; the paper’s ruler stands beside it",
        why: "a sample flatters, and two samples flatter differently",
      },
    ],
  },
  rows: ({ of, places }, { objective, loss }) => {
    const asked = countText(
      places.filter(({ role }) => role === "target" || role === "masked").length,
    );
    const against =
      loss === "bce"
        ? "One film is drawn against each answer."
        : "All films stand against each answer, so no negatives are drawn.";
    return objective === "cloze"
      ? `One of the ${of} windows of a step. ${asked} of its films are hidden and asked for; the others are read, before and behind. ${against}`
      : `One of the ${of} windows of a step, ${asked} questions: at each place t, which film comes next? ${against}`;
  },
  why: () => ({
    score: "p",
    scoreText: percentText,
    evidence: "how much a film that was read adds to log p",
    says: ({ history }) =>
      `How much likelier a film is with this one among the ${countText(history)} that are read: log p with it less log p without. Beside it the attention of the hidden last place in the last block, which is the same for the whole list and is no explanation by itself.`,
  }),
};
