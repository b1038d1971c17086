/** Paper, here, why; from rows to a batch. A film's word and why is a picture of its own. */
import { countText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Rajput et al. (2023), TIGER, section 3 and appendix; the method is Lee et al. (2022)",
    rows: [
      {
        setting: "what is spelled",
        paper: "768 numbers of a sentence encoder that read title, brand, category",
        here: ["vectors"],
        why: "64 numbers of genres, year, title, who watched it with what: no text to read here",
      },
      {
        setting: "encoder",
        paper: "512-256-128, then 32 numbers",
        here: ["hidden", "dim"],
        why: "the input is a twelfth of theirs",
      },
      {
        setting: "codes",
        paper: "3 levels of 256",
        here: ["levels", "codes", "shrink"],
        why: "3,496 films need fewer",
      },
      {
        setting: "commitment β",
        paper: "0.25",
        here: ["beta"],
        why: "as published",
      },
      {
        setting: "codebooks begin",
        paper: "with k-means on the first batch",
        here: ["init"],
        why: "as published, on all films; random is a setting, to see them die",
      },
      {
        setting: "dead codes",
        paper: null,
        here: ["restart"],
        why: "begun anew from a residual of the batch; one of both cures is enough",
      },
      {
        setting: "optimizer",
        paper: "Adagrad, rate 0.4, batch 1,024, 20,000 epochs",
        here: ["lr", "batch", "epochs"],
        why: "Adam is there in a few hundred steps on so few films",
      },
      {
        setting: "same word twice",
        paper: "a fourth token tells them apart",
        here: () => "counted: Generative retrieval adds the token",
        why: "here it is seen how often it happens",
      },
    ],
  },
  rows: ({ of }, { contrast }) =>
    `One of the ${countText(of)} films of a step. No log of people: a film’s numbers are what is read, and what is to be rebuilt. ${
      Number(contrast) > 0
        ? "Its partner was watched shortly before or after it; the other films of the batch stand against the partner."
        : "No negatives are drawn: with the contrastive term there are some."
    }`,
};
