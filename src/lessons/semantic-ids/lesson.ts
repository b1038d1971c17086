import { defineLesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { hyperparameters } from "./settings.ts";
import { steps } from "./steps.ts";

export type { SemanticConfig } from "./settings.ts";

const auc = (name: string, of: string) => ({
  name,
  help: `How often a liked one of the ratings ${of} scores above one that is not; 0.5 is chance.`,
  better: "higher" as const,
  digits: 4,
});

export default defineLesson({
  slug: "semantic-ids",
  title: "Semantic IDs in ranking",
  question: "Must every film have a row of its own?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  on: { lessons: ["rq-vae"], onlyWith: { key: "by", values: ["rq-vae"] } },
  metrics: [
    auc("AUC", "for the test"),
    auc("AUC tail", "for the test of films with at most 10 ratings in training"),
    auc("AUC unseen", "of films hidden from training"),
    {
      name: "GAUC",
      help: "The mean of people’s own AUCs, weighted by their ratings: it cannot be raised by knowing who is easily pleased.",
      better: "higher",
      digits: 4,
    },
    {
      name: "Log loss",
      help: "Mean of −log of the probability given to what happened, over the test part.",
      better: "lower",
      digits: 4,
    },
    {
      name: "Table",
      help: "How many numbers hold the films: rows with their biases, a layer over content, the mean film.",
      better: "lower",
      digits: 0,
    },
  ],
  selectBy: "Validation loss",
  selectBetter: "lower",
  curve: "AUC",
  baseline: "person alone",
  protocol:
    "Liked means four stars or more. By the seed, films are hidden from training, and of all ratings 80 % are for training, 10 % for validation, 10 % for the test; none of a hidden film is trained on or validated with. Unseen is measured on all ratings of hidden films. The epoch is chosen on validation. Content vectors and codes read who watched what (not how they liked it) from the split of RQ-VAE’s lesson, except those of hidden films: these are of a film that nobody has watched.",
  ruler: {
    name: "four stars or more, some films hidden",
    reads: () => sentence("who the person is, and how a film is held"),
    seconds: 9,
  },
  views: [
    { id: "ways", title: "Seven ways" },
    { id: "lookup", title: "One film" },
    { id: "buckets", title: "By popularity" },
    { id: "size", title: "Training size" },
    { id: "fit", title: "Fit" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "AUC", atLeast: 0.743 },
});
