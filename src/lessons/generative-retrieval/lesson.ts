import { defineLesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import {
  RETRIEVAL_METRICS,
  RETRIEVAL_PROTOCOL,
  RETRIEVAL_RULER,
} from "../../engine/ranking/retrieval.ts";
import { hyperparameters } from "./settings.ts";
import { steps } from "./steps.ts";

export type { GenerativeConfig } from "./settings.ts";

export default defineLesson({
  slug: "generative-retrieval",
  title: "Generative retrieval",
  question: "Can a model spell the next film?",
  minutes: 30,
  hyperparameters,
  defaultDataset: "movielens-small",
  on: { lessons: ["rq-vae"], onlyWith: { key: "names", values: ["rq-vae"] } },
  metrics: [
    ...RETRIEVAL_METRICS.filter(({ name }) => name !== "Mean popularity@10"),
    {
      name: "Accuracy L1",
      help: "How often the most probable first token is that of the held-out film; L2: the second, given the right first one, and so on.",
      better: "higher",
      digits: 3,
    },
    {
      name: "Accuracy L2",
      help: "How often the most probable second token is that of the held-out film, given its first.",
      better: "higher",
      digits: 3,
    },
    {
      name: "Invalid",
      help: "The share of names in a beam without the constraint that are names of no film; a sample of people.",
      better: "lower",
      digits: 3,
    },
  ],
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  ruler: {
    name: RETRIEVAL_RULER,
    reads: ({ length }) =>
      sentence("the last {n} films, in order, spelled in codes", { n: Number(length) }),
    seconds: 120,
  },
  views: [
    { id: "beam", title: "The beam" },
    { id: "vector", title: "Vector or code" },
    { id: "levels", title: "By token" },
    { id: "checks", title: "Must hold" },
    { id: "ways", title: "Seven names" },
    { id: "new", title: "New film" },
    { id: "renamed", title: "Renamed" },
    { id: "variety", title: "Variety" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.036 },
});
