/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 6, lr: 0.003, batch: 128, l2: 0.01 });

/** The four ways to read a history, the weakest first. */
export const READERS = [
  { value: "none", label: "None" },
  { value: "mean", label: "Mean" },
  { value: "din", label: "DIN" },
  { value: "bst", label: "BST" },
] as const;
export type Reader = (typeof READERS)[number]["value"];

export const hyperparameters = {
  task: choice({
    label: "Task",
    help: "Which film comes next; which film gets four stars or more; or planted interests, whose truth is known.",
    default: "next",
    options: [
      { value: "next", label: "Next film" },
      { value: "liked", label: "Liked" },
      { value: "interests", label: "Planted interests" },
    ],
    when: "restart",
  }),
  reader: choice({
    label: "History read by",
    help: "Not at all, as the mean of its films, by DIN’s weights for the candidate, or by BST’s transformer with the candidate in the sequence.",
    default: "din",
    options: READERS,
    when: "restart",
  }),
  beside: choice({
    label: "Trained beside it",
    help: "The same ranker with histories read in other ways, on the same examples, step by step.",
    default: "few",
    options: [
      { value: "none", label: "Nothing" },
      { value: "few", label: "None, mean, DIN" },
      { value: "all", label: "All four readers" },
    ],
    when: "restart",
  }),
  history: integer({
    label: "History",
    symbol: "T",
    help: "How many of the latest films are read.",
    default: 20,
    min: 1,
    max: 50,
    when: "restart",
  }),
  dim: integer({
    label: "Embedding size",
    symbol: "d",
    help: "How many numbers a film has.",
    default: 16,
    min: 2,
    max: 64,
    when: "restart",
  }),
  normalise: toggle({
    label: "Softmax over the weights",
    help: "Off, as DIN’s paper has it: weights may be of any size. On: they sum to 1.",
    default: false,
    when: "restart",
    onlyWith: { key: "reader", values: ["din"] },
  }),
  activation: choice({
    label: "Activation",
    help: "What bends the layers: a kink at 0 (PReLU), or a soft one at the batch’s mean (Dice).",
    default: "prelu",
    options: [
      { value: "prelu", label: "PReLU" },
      { value: "dice", label: "Dice" },
    ],
    when: "restart",
  }),
  regularise: choice({
    label: "L2 on",
    help: "No rows of the film table, all of them in every step, or those of the films in the batch, by 1 / how often each occurs.",
    default: "none",
    options: [
      { value: "none", label: "Nothing" },
      { value: "all", label: "All rows" },
      { value: "batch", label: "Rows of the batch" },
    ],
    when: "fork",
  }),
  numNegatives: integer({
    label: "Negatives a positive",
    symbol: "K",
    help: "Films that did not come next, in turn by chance and by popularity.",
    default: 2,
    min: 1,
    max: 4,
    when: "restart",
    onlyWith: { key: "task", values: ["next"] },
  }),
  blocks: integer({
    label: "Blocks",
    symbol: "b",
    help: "Transformer layers of BST; the paper finds one best.",
    default: 1,
    min: 1,
    max: 3,
    when: "restart",
    onlyWith: { key: "reader", values: ["bst"] },
  }),
  heads: integer({
    label: "Heads",
    symbol: "h",
    help: "How many attentions share a vector of 3 d / 2 numbers.",
    default: 8,
    min: 1,
    max: 8,
    when: "restart",
    onlyWith: { key: "reader", values: ["bst"] },
  }),
  ...training,
  l2: {
    ...training.l2,
    help: "How strongly rows of the film table are pulled to zero.",
    onlyWith: { key: "regularise", values: ["all", "batch"] },
  },
};

export type TargetConfig = ConfigOf<typeof hyperparameters>;
