/** Paper, here, why; from rows to a batch; this person, this list, why. */
import { countText, valueText } from "../../components/charts/number-text.ts";
import type { ThreeThings } from "../../components/session/three-views.tsx";

export const things: ThreeThings = {
  paper: {
    cites: "Burges et al. (2005), RankNet; LambdaRank where it is another",
    rows: [
      {
        setting: "lists",
        paper: "17,004 queries of a search engine, documents judged by people",
        here: ["task"],
        why: "a person stands for a query, their stars for judgements",
      },
      {
        setting: "grades",
        paper: "5 grades of relevance",
        here: () => "0 to 4, of stars",
        why: "as published",
      },
      {
        setting: "features",
        paper: "569 of query and document",
        here: () => "10 of person and film",
        why: "from half of everybody’s ratings, so that no label is a feature",
      },
      {
        setting: "scorer",
        paper: "one layer, or two with 10 hidden units",
        here: ["hidden"],
        why: "a few features need few units",
      },
      {
        setting: "loss",
        paper: "cross entropy of P(i above j); LambdaRank: its gradient times |ΔNDCG|",
        here: ["loss", "measure"],
        why: "all pairs of a list at once; the other losses are settings",
      },
      {
        setting: "films of a list",
        paper: null,
        here: ["listLength"],
        why: "pairs grow with the square of a list",
      },
      {
        setting: "optimizer",
        paper: "gradient descent, one example after the other",
        here: ["lr", "batch", "epochs"],
        why: "Adam on many lists at once",
      },
    ],
  },
  rows: ({ of }, { task }) =>
    task === "top-heavy"
      ? `One of the ${countText(of)} generated lists of a step: two numbers and a grade a film; there is no log.`
      : `One of the ${countText(of)} lists of a step: ratings of one person. The numbers come from other ratings, the grade from the stars; films of lower grade are the negatives of those of higher.`,
  why: () => ({
    score: "s",
    scoreText: valueText,
    evidence: "what a feature does to s",
    says: ({ history }) =>
      `What a feature does: s less what s would be with this feature at its mean, by a history of ${countText(history)} ratings. Features work together, so the parts need not add up to s.`,
  }),
};
