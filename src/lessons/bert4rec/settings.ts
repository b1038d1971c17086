/** What can be turned in this lesson; the names are those of the paper where it has one. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 25, lr: 0.003, batch: 16, l2: 0 });

export const hyperparameters = {
  objective: choice({
    label: "Objective",
    help: "Fill in hidden films from both sides, or predict the next film at every place from what is before it (SASRec).",
    default: "cloze",
    options: [
      { value: "cloze", label: "Cloze, both ways" },
      { value: "next", label: "Next film, one way" },
    ],
    when: "restart",
  }),
  rho: number({
    label: "Hidden share",
    symbol: "ρ",
    help: "The share of films that are hidden in a training sequence.",
    default: 0.3,
    min: 0.05,
    max: 0.9,
    step: 0.05,
    when: "restart",
    onlyWith: { key: "objective", values: ["cloze"] },
  }),
  lastOnly: number({
    label: "Last film only",
    help: "The share of training sequences that hide their last film and no other, as the model will be asked.",
    default: 0.2,
    min: 0,
    max: 1,
    step: 0.05,
    when: "fork",
    onlyWith: { key: "objective", values: ["cloze"] },
  }),
  length: integer({
    label: "Length",
    symbol: "n",
    help: "How many of a user’s last films the model reads, the hidden one among them.",
    default: 20,
    min: 2,
    max: 200,
    scale: "log",
    when: "restart",
  }),
  dim: integer({
    label: "Dimension",
    symbol: "d",
    help: "How many numbers a film and a place have.",
    default: 32,
    min: 2,
    max: 256,
    scale: "log",
    when: "restart",
  }),
  blocks: integer({
    label: "Blocks",
    symbol: "L",
    help: "Transformer layers on top of each other.",
    default: 2,
    min: 1,
    max: 4,
    when: "restart",
  }),
  heads: integer({
    label: "Heads",
    symbol: "h",
    help: "Attentions side by side in a block; they share the dimension, so it must be a multiple.",
    default: 2,
    min: 1,
    max: 8,
    when: "restart",
  }),
  activation: choice({
    label: "Activation",
    help: "Between the two layers of the feed-forward network, and in the projection before the scores.",
    default: "gelu",
    options: [
      { value: "gelu", label: "GELU" },
      { value: "relu", label: "ReLU" },
    ],
    when: "restart",
  }),
  dropout: number({
    label: "Dropout",
    help: "The share of numbers that are set to zero in training, on the films and in each branch of a block.",
    default: 0.2,
    min: 0,
    max: 0.8,
    step: 0.05,
    when: "fork",
  }),
  loss: choice({
    label: "Loss",
    help: "Against which films the right one stands: all, or a single one that is drawn.",
    default: "softmax",
    options: [
      { value: "softmax", label: "Softmax over all films" },
      { value: "bce", label: "BCE, one negative" },
    ],
    when: "fork",
  }),
  projection: toggle({
    label: "Projection",
    help: "A layer of its own between what the blocks give and the scores.",
    default: true,
    when: "restart",
  }),
  task: choice({
    label: "Task",
    help: "Films that people watched, or generated sequences whose truth is known: each item has a few that may follow.",
    default: "films",
    options: [
      { value: "films", label: "Films" },
      { value: "chain", label: "Generated chains" },
    ],
    when: "restart",
  }),
  ...training,
  epochs: { ...training.epochs, help: "How often training draws four windows from every user." },
  batch: { ...training.batch, help: "How many users’ windows share one step." },
  l2: { ...training.l2, help: "How strongly film vectors are pulled towards zero." },
};

export type Bert4recConfig = ConfigOf<typeof hyperparameters>;
