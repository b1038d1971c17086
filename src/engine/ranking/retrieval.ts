/** What all retrieval lessons declare alike: the metrics, the protocol, and what is said of both. */
import type { MetricDeclaration } from "../declarations/lesson.ts";

export const RETRIEVAL_METRICS: readonly MetricDeclaration[] = [
  {
    name: "NDCG@10",
    help: "Normalised discounted cumulative gain: 1 / log2(rank + 1) when the held-out film is among the first ten, else 0; mean over users.",
    better: "higher",
    digits: 4,
  },
  {
    name: "HR@10",
    help: "Hit rate: the share of users whose held-out film is among the first ten.",
    better: "higher",
    digits: 4,
  },
  {
    name: "MRR",
    help: "Mean reciprocal rank of the held-out film.",
    better: "higher",
    digits: 4,
  },
  {
    name: "Coverage@10",
    help: "The share of the catalogue that is in anybody's first ten.",
    better: "higher",
    digits: 3,
  },
  {
    name: "Mean popularity@10",
    help: "How many training ratings the films in the first tens have, on average.",
    better: "lower",
    digits: 0,
  },
];

export const RETRIEVAL_PROTOCOL =
  "Leave-one-out by time: the last film of each user is the test, the one before it validation, films of the same second in the order of their ids. The whole catalogue is ranked, films seen in training left out; ties never favour the held-out film. The epoch is chosen on validation.";

/** What retrieval lessons share with each other and nobody else. */
export const RETRIEVAL_RULER = "the last film of each person among all films";
