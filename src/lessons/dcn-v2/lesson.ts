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

const crosses = { key: "task", values: ["crosses"] };
const movielens = { key: "task", values: ["movielens"] };

const hyperparameters = {
  ...taskSettings,
  crossLayers: integer({
    label: "Cross layers",
    symbol: "L",
    help: "How many; products of up to one more input come out. 0 leaves the deep part alone.",
    default: 2,
    min: 0,
    max: 6,
    when: "restart",
  }),
  cross: choice({
    label: "Weights of a cross layer",
    symbol: "W",
    help: "A matrix as in DCN-v2, or one vector as in DCN-v1.",
    default: "matrix",
    options: [
      { value: "matrix", label: "Matrix (v2)" },
      { value: "vector", label: "Vector (v1)" },
    ],
    when: "restart",
  }),
  rank: integer({
    label: "Rank of W",
    symbol: "r",
    help: "W = U Vᵀ with so many columns; 0 is the full matrix.",
    default: 0,
    min: 0,
    max: 64,
    when: "restart",
    onlyWith: { key: "cross", values: ["matrix"] },
  }),
  partner: choice({
    label: "Multiplied with",
    help: "What W x + b is multiplied with. Only the first is DCN; the others are mistakes to look at.",
    default: "x0",
    options: [
      { value: "x0", label: "x₀ (DCN)" },
      { value: "xl", label: "x of the layer" },
      { value: "none", label: "Nothing" },
    ],
    when: "restart",
    onlyWith: { key: "cross", values: ["matrix"] },
  }),
  structure: choice({
    label: "Structure",
    help: "The deep part beside the crosses, or on top of them.",
    default: "parallel",
    options: [
      { value: "parallel", label: "Parallel" },
      { value: "stacked", label: "Stacked" },
    ],
    when: "restart",
  }),
  deep: integer({
    label: "Deep units",
    symbol: "m",
    help: "Width of the first deep layer, the second is half as wide; 0 leaves the crosses alone.",
    default: 64,
    min: 0,
    max: 512,
    when: "restart",
    onlyWith: movielens,
  }),
  hidden: integer({
    label: "Hidden units",
    symbol: "h",
    help: "Width of a hidden layer with the crosses, on the generated target; 0 leaves them alone.",
    default: 0,
    min: 0,
    max: 512,
    when: "restart",
    onlyWith: crosses,
  }),
  rivals: choice({
    label: "Trained beside it",
    help: "Plain MLPs that see the same batches, on the generated target.",
    default: "equal",
    options: [
      { value: "none", label: "Nothing" },
      { value: "equal", label: "An MLP of its size" },
      { value: "many", label: "MLPs of six sizes" },
    ],
    when: "restart",
    onlyWith: crosses,
  }),
  ...clickTraining,
};

export type DcnConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "dcn-v2",
  title: "DCN-v2",
  question: "Can a network learn to multiply?",
  minutes: 20,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: CLICK_METRICS,
  selectBy: "Validation loss",
  selectBetter: "lower",
  curve: ({ task }) => (task === "crosses" ? "R2" : "AUC"),
  baseline: "logistic regression",
  protocol: CLICK_PROTOCOL,
  ruler: clickRuler(10),
  views: [
    { id: "network", title: "Network" },
    { id: "planted", title: "Planted" },
    { id: "orders", title: "Orders" },
    { id: "blocks", title: "W by pairs" },
    { id: "hand", title: "One weight" },
    { id: "size", title: "Error by size" },
    { id: "fit", title: "Fit" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "AUC", atLeast: 0.78 },
});
