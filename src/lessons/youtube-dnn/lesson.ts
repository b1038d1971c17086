import { defineLesson } from "../../engine/declarations/lesson.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { RETRIEVAL_METRICS, RETRIEVAL_PROTOCOL } from "../../engine/ranking/retrieval.ts";
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
  metrics: RETRIEVAL_METRICS,
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  views: [
    { id: "targets", title: "Targets" },
    { id: "pooling", title: "Pooling" },
    { id: "activity", title: "Whose loss" },
    { id: "age", title: "Age" },
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
  target: { metric: "NDCG@10", atLeast: 0.05 },
});
