import { defineLesson } from "../../engine/declarations/lesson.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { hyperparameters } from "./settings.ts";
import { steps } from "./steps.ts";

export type { TargetConfig } from "./settings.ts";

export default defineLesson({
  slug: "target-attention",
  title: "Target attention: DIN and BST",
  question: "Which of your films speak for this one?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    {
      name: "GAUC",
      help: "The mean of people’s own AUCs, weighted by their questions: how often a yes stands above a no of the same person. On the next film, against films by chance.",
      better: "higher",
      digits: 4,
    },
    {
      name: "GAUC popular",
      help: "The same on the next film, against films drawn by popularity: knowing what is popular does not help.",
      better: "higher",
      digits: 4,
    },
    {
      name: "AUC",
      help: "How often any yes scores above any no, whoever was asked; 0.5 is chance. It rewards knowing who says yes often.",
      better: "higher",
      digits: 4,
    },
    {
      name: "Log loss",
      help: "Mean of −log of the probability given to what happened, over the test part.",
      better: "lower",
      digits: 4,
    },
  ],
  selectBy: "Validation AUC",
  curve: "GAUC",
  baseline: "film alone",
  protocol:
    "Next film: each person’s last film is the test, the one before it validation; it stands against 50 films by chance and 50 by popularity that they never watched. Liked: the last tenth of each person’s ratings in time is the test, the tenth before it validation; four stars or more is a yes, and the stars of earlier ratings are known. Planted interests: 2,000 people who were not trained on. The epoch is chosen by AUC on validation. A history holds only what was before the question, and no person has a row of their own.",
  views: [
    { id: "speaks", title: "Who speaks" },
    { id: "readers", title: "Readers" },
    { id: "planted", title: "Planted" },
    { id: "repeat", title: "Repeated" },
    { id: "epochs", title: "Epochs" },
    { id: "bst", title: "BST" },
    { id: "serve", title: "One list" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "GAUC", atLeast: 0.866 },
});
