import { defineLesson } from "../../engine/declarations/lesson.ts";
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
  views: [{ id: "code", title: "Code" }],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.05 },
});
