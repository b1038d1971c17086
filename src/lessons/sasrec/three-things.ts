/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, percentText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites:
      "Kang and McAuley (2018) and its released code, for MovieLens 1M where it depends on the data",
    rows: [
      {
        setting: "films read",
        paper: "the last 200",
        here: ["length"],
        why: "few people have so many here, and attention grows with the square",
      },
      {
        setting: "width, blocks, heads",
        paper: "50 numbers, 2 blocks, 1 head",
        here: ["dim", "blocks", "heads"],
        why: "small enough to train without a graphics card",
      },
      {
        setting: "loss",
        paper: "binary cross-entropy, one drawn negative at each place",
        here: ["loss", "numNegatives"],
        why: "a small catalogue can stand in the softmax whole, and that is worth more than any part of the network; BCE is a setting",
      },
      {
        setting: "windows",
        paper: "the last films of each user",
        here: () => "a random window of each user, anew in each epoch",
        why: "long histories are seen whole",
      },
      {
        setting: "LayerNorm",
        paper: "before each layer; in the code on queries only",
        here: () => "before each layer",
        why: "the paper’s text",
      },
      {
        setting: "film vectors",
        paper: "shared by input and output",
        here: ["shared", "bias"],
        why: "as published; unshared is a setting",
      },
      {
        setting: "positions",
        paper: "learnt, added",
        here: ["positions"],
        why: "as published; off is a setting",
      },
      {
        setting: "dropout",
        paper: "0.2 (0.5 on sparse data)",
        here: ["dropout"],
        why: "as published",
      },
      {
        setting: "optimizer",
        paper: "Adam, rate 0.001, batch 128",
        here: ["lr", "batch", "epochs"],
        why: "few people make few steps an epoch: smaller batches",
      },
      {
        setting: "measured by",
        paper: "the last film among 100 drawn ones",
        here: ["protocol"],
        why: "among all films: a sample flatters, and hides what the loss does (Rulers)",
      },
    ],
  },
  rows: ({ of, places }, { objective, loss }) => {
    const questions = countText(
      places.filter(({ role }) => role === "target" || role === "masked").length,
    );
    const against =
      loss === "softmax"
        ? "All films stand against each answer, so no negatives are drawn."
        : loss === "bce"
          ? "One film is drawn against each answer."
          : "The drawn films stand against every answer of the batch.";
    return objective === "next"
      ? `One of the ${of} windows of a step, ${questions} questions: at each place t, which film comes next? The row that is read at t + 1 is the target at t. ${against}`
      : `One of the ${of} windows of a step: the masked films are hidden and asked for, ${questions} of them. ${against}`;
  },
  why: () => ({
    score: "p",
    scoreText: percentText,
    evidence: "how much a film that was read adds to log p",
    says: ({ history }) =>
      `How much likelier a film is with this one among the ${countText(history)} that are read: log p with it less log p without. Beside it the attention of the last place in the last block, which is the same for the whole list and is no explanation by itself.`,
  }),
};
