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

export type { Bert4recConfig } from "./settings.ts";

export default defineLesson({
  slug: "bert4rec",
  title: "BERT4Rec and the cloze task",
  question: "Can a film be guessed from both sides?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    ...RETRIEVAL_METRICS.filter(({ name }) => name !== "Mean popularity@10"),
    {
      name: "NDCG@10 filled",
      help: "NDCG@10 of a film of each person that was held out at random, with the films around it read, before and after.",
      better: "higher",
      digits: 4,
    },
    {
      name: "NDCG@10 before",
      help: "The same film, with only what was before it read: as many films as from both sides.",
      better: "higher",
      digits: 4,
    },
  ],
  selectBy: "Validation NDCG@10",
  protocol: `${RETRIEVAL_PROTOCOL} Beside it a film of each person with five and more is held out of training at random, and looked for with the films around it.`,
  ruler: {
    name: RETRIEVAL_RULER,
    unlike: ({ task }) => (task !== "films" ? sentence("a generated task") : null),
    reads: ({ length, objective }) =>
      sentence("the last {n} films, in order", {
        n: Number(length) - (objective === "cloze" ? 1 : 0),
      }),
    seconds: 35,
  },
  views: [
    { id: "masks", title: "Hide a film" },
    { id: "sides", title: "Sides" },
    { id: "ways", title: "Both ways" },
    { id: "maskings", title: "Maskings" },
    { id: "targets", title: "Asked for" },
    { id: "changes", title: "Changes" },
    { id: "hits", title: "By popularity" },
    ...THREE_VIEWS,
    { id: "you", title: "Your films" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.03 },
});
