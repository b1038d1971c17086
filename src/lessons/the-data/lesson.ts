import {
  type ConfigOf,
  choice,
  integer,
  number,
} from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { RETRIEVAL_METRICS, RETRIEVAL_RULER } from "../../engine/ranking/retrieval.ts";
import { steps } from "./steps.ts";

/**
 * There is no `epochs`, `lr` or `l2` here: nothing is trained by gradient. The history is read once, in
 * the order in which it was written.
 */
const hyperparameters = {
  model: choice({
    label: "Model",
    help: "What is made of the ratings that have been read.",
    default: "popularity",
    options: [
      { value: "popularity", label: "Popularity" },
      { value: "mean-stars", label: "Mean stars" },
      { value: "item-knn", label: "Item-kNN" },
    ],
    when: "restart",
  }),
  k: integer({
    label: "Neighbours",
    symbol: "k",
    help: "How many of the most similar films may speak for a film.",
    default: 100,
    min: 1,
    max: 2000,
    scale: "log",
    when: "fork",
    onlyWith: { key: "model", values: ["item-knn"] },
  }),
  shrinkage: number({
    label: "Shrinkage",
    symbol: "β",
    help: "How many ratings’ worth of doubt is added before a film or a pair is believed.",
    default: 10,
    min: 0,
    max: 500,
    step: 1,
    when: "fork",
    onlyWith: { key: "model", values: ["item-knn", "mean-stars"] },
  }),
  halfLife: number({
    label: "Half-life",
    symbol: "h",
    help: "After so many years a rating counts half; 0 never forgets.",
    default: 0,
    min: 0,
    max: 20,
    step: 0.5,
    when: "restart",
    onlyWith: { key: "model", values: ["popularity"] },
  }),
  split: choice({
    label: "Split",
    help: "Which films are hidden from the model, and asked for.",
    default: "last",
    options: [
      { value: "last", label: "Leave the last out" },
      { value: "random", label: "Leave a random one out" },
      { value: "temporal", label: "One cut in time" },
    ],
    when: "restart",
  }),
  batch: integer({
    label: "Ratings at a time",
    symbol: "B",
    help: "How many ratings are read before the counts are brought up to date.",
    default: 512,
    min: 8,
    max: 8192,
    scale: "log",
    when: "restart",
  }),
};

export type DataConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "the-data",
  title: "The data",
  question: "How hard is popularity to beat?",
  minutes: 12,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    ...RETRIEVAL_METRICS.filter(({ name }) => name !== "Mean popularity@10"),
    {
      name: "Sampled HR@10",
      help: "HR@10 when the held-out film competes with 100 films drawn uniformly, not with the catalogue.",
      better: "higher",
      digits: 3,
    },
    {
      name: "Top 10%",
      help: "The share of the ratings read so far that went to the most-rated tenth of the films.",
      better: "lower",
      digits: 3,
    },
  ],
  selectBy: "Ratings read",
  curve: "Validation NDCG@10",
  protocol:
    "One film of each user is the test, another validation, by the chosen split; films of the same second stand in the order of the file (in MovieLens, of their ids). The whole catalogue is ranked, films seen in training left out; ties go to the lower id. The result is that of the whole training part.",
  ruler: {
    name: RETRIEVAL_RULER,
    unlike: ({ split }) => (split === "last" ? null : sentence("another film is hidden")),
    reads: ({ model }) =>
      model === "item-knn"
        ? sentence("all films of the person, in no order")
        : sentence("nothing of the person"),
    seconds: 2,
  },
  views: [
    { id: "judged", title: "One list" },
    { id: "tail", title: "Long tail" },
    { id: "matrix", title: "User × film" },
    { id: "people", title: "Who and when" },
    { id: "sets", title: "Data sets" },
    { id: "splits", title: "What is hidden" },
    { id: "lists", title: "Two lists" },
    { id: "sum", title: "Why this film" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.02 },
});
