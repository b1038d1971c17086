import { type ConfigOf, choice, integer } from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import {
  CLICK_METRICS,
  CLICK_PROTOCOL,
  clickRuler,
  clickTraining,
  taskSettings,
} from "../../families/clicks/settings.ts";
import { steps } from "./steps.ts";

const hyperparameters = {
  ...taskSettings,
  interaction: choice({
    label: "Interaction",
    help: "What the vectors go through before the top: dot products of all pairs, nothing, or cross layers.",
    default: "dot",
    options: [
      { value: "dot", label: "Dots of all pairs (DLRM)" },
      { value: "concat", label: "None: an MLP on all vectors" },
      { value: "cross", label: "Cross layers (DLRM-DCNv2)" },
    ],
    when: "restart",
  }),
  pairs: choice({
    label: "Dots used",
    help: "Each pair once, as in the paper, or the whole matrix with diagonal and both triangles.",
    default: "once",
    options: [
      { value: "once", label: "Each pair once" },
      { value: "all", label: "The whole matrix" },
    ],
    when: "restart",
    onlyWith: { key: "interaction", values: ["dot"] },
  }),
  bottom: integer({
    label: "Bottom units",
    help: "Width of the hidden layer that turns the numbers of a row into a vector z.",
    default: 32,
    min: 1,
    max: 256,
    when: "restart",
    onlyWith: { key: "task", values: ["movielens"] },
  }),
  deep: integer({
    label: "Top units",
    symbol: "m",
    help: "Width of the first layer of the top, the second is half as wide; 0 leaves a linear map.",
    default: 64,
    min: 0,
    max: 512,
    when: "restart",
  }),
  crossLayers: integer({
    label: "Cross layers",
    symbol: "L",
    help: "How many, where they take the place of the dots.",
    default: 2,
    min: 1,
    max: 6,
    when: "restart",
    onlyWith: { key: "interaction", values: ["cross"] },
  }),
  rank: integer({
    label: "Rank of W",
    symbol: "r",
    help: "W = U Vᵀ with so many columns; 0 is the full matrix.",
    default: 0,
    min: 0,
    max: 64,
    when: "restart",
    onlyWith: { key: "interaction", values: ["cross"] },
  }),
  ...clickTraining,
  // Dots of small vectors are very small at first: the weights have further to go than those of crosses.
  lr: { ...clickTraining.lr, default: 0.005 },
};

export type DlrmConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "dlrm",
  title: "DLRM",
  question: "What do two vectors have to say to each other?",
  minutes: 10,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: CLICK_METRICS,
  selectBy: "Validation loss",
  selectBetter: "lower",
  curve: ({ task }) => (task === "crosses" ? "R2" : "AUC"),
  baseline: "logistic regression",
  protocol: CLICK_PROTOCOL,
  ruler: clickRuler(20),
  views: [
    { id: "network", title: "Network" },
    { id: "dots", title: "Dots" },
    { id: "planted", title: "Planted" },
    { id: "fit", title: "Fit" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "AUC", atLeast: 0.78 },
});
