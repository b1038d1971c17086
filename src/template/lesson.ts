/** What the lesson declares: settings, metrics, views and steps. Data only. */
import type { ConfigOf } from "../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../engine/declarations/lesson.ts";
import { trainingSettings } from "../engine/declarations/settings.ts";
import { RETRIEVAL_METRICS, RETRIEVAL_PROTOCOL } from "../engine/ranking/retrieval.ts";

const hyperparameters = trainingSettings({ epochs: 5, lr: 0.05, batch: 1024, l2: 0 });

export type TemplateConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "template",
  title: "Template",
  question: "What does a model learn that knows nobody?",
  minutes: 5,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: RETRIEVAL_METRICS,
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  views: [
    { id: "shares", title: "Shares" },
    { id: "code", title: "Code" },
  ],
  steps: [
    {
      id: "question",
      title: "What does a model learn that knows nobody?",
      claim: "One number a film, taught by a softmax, is the film’s popularity.",
      view: "shares",
      settings: ["lr", "batch"],
      prediction: {
        id: "above-popularity",
        kind: "value",
        question: "Recommending what is popular is the line to beat. Where does NDCG@10 end?",
        run: {},
        metric: "NDCG@10",
        range: [0, 0.06],
        explanation: "The numbers order the films as their counts do, so the lists are the same.",
      },
    },
  ],
  target: { metric: "NDCG@10", atLeast: 0.015 },
});
