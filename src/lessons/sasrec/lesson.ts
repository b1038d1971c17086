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

export default defineLesson({
  slug: "sasrec",
  title: "SASRec and attention",
  question: "Which of the films you watched decides the next one?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: RETRIEVAL_METRICS,
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  ruler: {
    name: RETRIEVAL_RULER,
    unlike: ({ task, protocol, order }) =>
      task !== "films"
        ? sentence("a generated task")
        : protocol !== "last"
          ? sentence("one cut in time for everybody")
          : order === "file"
            ? sentence("another film is hidden")
            : null,
    reads: ({ length }) => sentence("the last {n} films, in order", { n: Number(length) }),
    seconds: 70,
  },
  views: [
    { id: "attention", title: "Attention" },
    { id: "hand", title: "By hand" },
    { id: "next", title: "Next film" },
    ...THREE_VIEWS,
    { id: "you", title: "Your sequence" },
    { id: "distance", title: "Distance" },
    { id: "map", title: "Film map" },
    { id: "parts", title: "Ablations" },
    { id: "rulers", title: "Rulers" },
    { id: "hits", title: "By popularity" },
    { id: "ways", title: "Both ways" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.045 },
});
