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

export type { YoutubeConfig } from "./settings.ts";

export default defineLesson({
  slug: "youtube-dnn",
  title: "Pooling a history: YouTubeDNN",
  question: "What would they have watched next?",
  minutes: 20,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    ...RETRIEVAL_METRICS.filter(({ name }) => name !== "Mean popularity@10"),
    {
      name: "NDCG@10 random",
      help: "The same on a film of each person that was held out at random, with the films around it in time read, before and after.",
      better: "higher",
      digits: 4,
    },
  ],
  selectBy: "Validation NDCG@10",
  protocol: `${RETRIEVAL_PROTOCOL} Beside it a film of each person with five and more is held out of training at random, and looked for in the same way.`,
  ruler: {
    name: RETRIEVAL_RULER,
    reads: ({ history, features, age }) =>
      features !== "films"
        ? sentence("the last {n} films, genres and years", { n: Number(history) })
        : age
          ? sentence("the last {n} films, and the time", { n: Number(history) })
          : sentence("the last {n} films", { n: Number(history) }),
    seconds: 45,
  },
  views: [
    { id: "targets", title: "Targets" },
    { id: "pooling", title: "Pooling" },
    { id: "activity", title: "Whose loss" },
    { id: "age", title: "Age" },
    { id: "correction", title: "Sampled" },
    { id: "serve", title: "Serving" },
    { id: "variants", title: "Both tests" },
    { id: "features", title: "Features" },
    { id: "hits", title: "By popularity" },
    { id: "stars", title: "Stars" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.04 },
});
