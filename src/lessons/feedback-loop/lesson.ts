import { defineLesson } from "../../engine/declarations/lesson.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { hyperparameters } from "./settings.ts";
import { steps } from "./steps.ts";

export type { FeedbackConfig } from "./settings.ts";

export default defineLesson({
  slug: "feedback-loop",
  title: "Feedback loop",
  question: "What happens to a model that trains on its own recommendations?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    {
      name: "Clicks per slot",
      help: "Clicks over films shown, in all rounds so far.",
      better: "higher",
      digits: 4,
    },
    {
      name: "Gini",
      help: "How unequally exposure is shared among films, in all rounds so far: 0 if each is shown equally often, near 1 if a few have it all.",
      better: "lower",
      digits: 3,
    },
    {
      name: "Catalogue shown",
      help: "The share of the films that a round has shown to anybody; those of the opening are left out.",
      better: "higher",
      digits: 3,
    },
    {
      name: "Regret",
      help: "Clicks a slot that an oracle, who knows every click probability, expects to have more.",
      better: "lower",
      digits: 4,
    },
    {
      name: "Truth correlation",
      help: "How the believed click probability correlates with the true one, over all pairs that were never shown.",
      better: "higher",
      digits: 3,
    },
  ],
  selectBy: "Rounds",
  curve: "Clicks per slot",
  baseline: "chance",
  protocol:
    "A world with known truth: 300 people and 600 films, whose tastes are a fit of rank 16 to the real ratings; a person clicks with probability σ(−2.2 + 1.2 z). Before the first round everybody is shown the same best-known films. In each round the model trains on the log, makes a list for everybody, and the clicks are added to the log. Nobody is shown a film twice. Whether a person would click a film is drawn once, by the seed, so that runs with the same seed get the same answers.",
  views: [
    { id: "exposure", title: "Who was shown what" },
    { id: "rounds", title: "Clicks" },
    { id: "lorenz", title: "Shares" },
    { id: "belief", title: "Belief" },
    { id: "alike", title: "Alike" },
    { id: "world", title: "The world" },
    ...THREE_VIEWS,
    { id: "you", title: "You" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "Clicks per slot", atLeast: 0.17 },
});
