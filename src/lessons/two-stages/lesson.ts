import { defineLesson } from "../../engine/declarations/lesson.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { RETRIEVAL_METRICS, RETRIEVAL_PROTOCOL } from "../../engine/ranking/retrieval.ts";
import { hyperparameters } from "./settings.ts";
import { steps } from "./steps.ts";

export type { TwoStagesConfig } from "./settings.ts";

export default defineLesson({
  slug: "two-stages",
  title: "Two stages and the last one",
  question: "What if scoring everything is too slow?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  on: {
    lessons: ["two-tower", "matrix-factorization", "sasrec", "youtube-dnn"],
    onlyWith: { key: "retriever", values: ["beneath"] },
  },
  metrics: [
    ...RETRIEVAL_METRICS.filter(({ name }) => name !== "Mean popularity@10"),
    {
      name: "Recall@C",
      help: "The share of people whose held-out film is among the candidates of stage one: the pipeline’s HR@10 cannot be higher.",
      better: "higher",
      digits: 3,
    },
  ],
  selectBy: "Validation NDCG@10",
  baseline: "stage one",
  protocol: `${RETRIEVAL_PROTOCOL} What stage one does not pass on is not found. Beside it: how often the held-out film scores above a film drawn from all (AUC random), and above another candidate where it is one (AUC candidates); and NDCG@10 of stage two asked about every film.`,
  views: [
    { id: "funnel", title: "The funnel" },
    { id: "ceiling", title: "Ceiling" },
    { id: "slope", title: "Re-ranked" },
    { id: "teach", title: "Taught on" },
    { id: "blend", title: "Blending" },
    { id: "budgets", title: "Budgets" },
    { id: "adjust", title: "At serving" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.06 },
});
