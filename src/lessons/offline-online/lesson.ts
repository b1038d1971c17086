import { defineLesson } from "../../engine/declarations/lesson.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { hyperparameters } from "./settings.ts";
import { steps } from "./steps.ts";

export type { OfflineConfig } from "./settings.ts";

const value = (name: string, help: string) =>
  ({ name, help, better: "higher", digits: 3 }) as const;

export default defineLesson({
  slug: "offline-online",
  title: "Offline and online",
  question: "Why did the better model lose the A/B test?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: [
    value(
      "Online",
      "Clicks a visit that the policy’s lists win, by the world’s own probabilities.",
    ),
    value(
      "NDCG@10",
      "How high the policy’s model ranks the films that were clicked in the log, among all films.",
    ),
    value("Replay", "Clicks a visit over the rows of the log whose film is on the policy’s list."),
    value(
      "IPS",
      "Inverse propensity scoring: clicks of the log, each weighted by π over π₀, over all visits.",
    ),
    value("SNIPS", "Self-normalised IPS: the same sum over the sum of the weights."),
    value("DM", "Direct method: what a model of clicks believes of the policy’s lists."),
    value("DR", "Doubly robust: the direct method, corrected by IPS of what its model got wrong."),
    value(
      "Online of the choice",
      "Clicks a visit, online, of the model that the chosen estimator puts first.",
    ),
    value(
      "AUC",
      "Auctions: how often a clicked impression scores above one that was not; 0.5 is chance.",
    ),
    value("Price-weighted AUC", "Auctions: the same, clicked impressions counted by their bids."),
    value("Revenue", "Auctions: what the winners are worth, over what an oracle’s would be."),
  ],
  selectBy: "Passes",
  curve: ({ task }) => (task === "bids" ? "Revenue" : "Online"),
  baseline: "chance",
  protocol:
    "A world with known truth: 300 people and 600 films, whose tastes are a fit of rank 16 to the real ratings. Yesterday’s model shows one film a visit; half of its log is for training, the other half for estimates, and no click of the second half was learnt from. A policy has a list of ten for everybody and shows one of them, each as likely; its value is the mean click probability. Auctions: 80,000 generated impressions for training and 40,000 for the test, ten rivals an auction. The last epoch counts: no offline number chooses it.",
  views: [
    { id: "table", title: "Offline, online" },
    { id: "log", title: "The log" },
    { id: "test", title: "A/B test" },
    { id: "fooled", title: "A/A tests" },
    { id: "traps", title: "Traps" },
    { id: "asked", title: "Who is asked" },
    { id: "rules", title: "Rules" },
    { id: "price", title: "By price" },
    ...THREE_VIEWS,
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "Online", atLeast: 0.25 },
});
