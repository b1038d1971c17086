/** What can be turned in this lesson; the names are those of the paper where it has one. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 24, lr: 0.003, batch: 16, l2: 0 });

export const hyperparameters = {
  length: integer({
    label: "Length",
    symbol: "n",
    help: "How many of a user’s last films the model reads.",
    default: 20,
    min: 2,
    max: 200,
    scale: "log",
    when: "restart",
  }),
  dim: integer({
    label: "Dimension",
    symbol: "d",
    help: "How many numbers a film and a position have.",
    default: 32,
    min: 2,
    max: 256,
    scale: "log",
    when: "restart",
  }),
  blocks: integer({
    label: "Blocks",
    symbol: "b",
    help: "Attention and feed-forward layers on top of each other; 0 reads the last film only.",
    default: 2,
    min: 0,
    max: 4,
    when: "restart",
  }),
  heads: integer({
    label: "Heads",
    help: "Attentions side by side in a block; they share the dimension, so it must be a multiple.",
    default: 1,
    min: 1,
    max: 8,
    when: "restart",
    onlyWith: { key: "encoder", values: ["attention"] },
  }),
  dropout: number({
    label: "Dropout",
    help: "The share of numbers that are set to zero in training, on the films and in each residual branch.",
    default: 0.2,
    min: 0,
    max: 0.8,
    step: 0.05,
    when: "fork",
  }),
  loss: choice({
    label: "Loss",
    help: "Against which films the next one stands: all, some drawn for the batch, or a single one.",
    default: "softmax",
    options: [
      { value: "softmax", label: "Softmax over all films" },
      { value: "sampled", label: "Sampled softmax" },
      { value: "bce", label: "BCE, one negative" },
    ],
    when: "fork",
  }),
  numNegatives: integer({
    label: "Sampled films",
    symbol: "S",
    help: "Films drawn for a batch, uniformly, that stand against every position’s next film.",
    default: 256,
    min: 1,
    max: 2048,
    scale: "log",
    when: "fork",
    onlyWith: { key: "loss", values: ["sampled"] },
  }),
  encoder: choice({
    label: "Reads the history by",
    help: "Self-attention, or one of the two it is held against.",
    default: "attention",
    options: [
      { value: "attention", label: "Self-attention" },
      { value: "average", label: "Average pooling" },
      { value: "last", label: "The last film alone" },
    ],
    when: "restart",
  }),
  order: choice({
    label: "Order",
    help: "In which order training sees a user’s films; by file also decides which film is held out.",
    default: "time",
    options: [
      { value: "time", label: "By time" },
      { value: "shuffled", label: "Shuffled" },
      { value: "file", label: "By film id, as the file has it" },
    ],
    when: "restart",
  }),
  objective: choice({
    label: "Objective",
    help: "Predict the next film at every position, or fill in hidden films from both sides (BERT4Rec).",
    default: "next",
    options: [
      { value: "next", label: "Next film" },
      { value: "cloze", label: "Cloze" },
    ],
    when: "restart",
  }),
  hidden: number({
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
  positions: toggle({
    label: "Positions",
    help: "A vector for each place in the sequence is added to its film.",
    default: true,
    when: "restart",
  }),
  shared: toggle({
    label: "Shared embeddings",
    help: "The vectors that are read are also those that score; else there is a second table.",
    default: true,
    when: "restart",
  }),
  genres: toggle({
    label: "Genres",
    help: "The mean vector of a film’s genres is added to the film’s own where it is read. Not in the paper.",
    default: false,
    when: "restart",
    onlyWith: { key: "task", values: ["films"] },
  }),
  residuals: toggle({
    label: "Residuals",
    help: "Each layer adds to what it was given, instead of replacing it.",
    default: true,
    when: "restart",
  }),
  bias: toggle({
    label: "Film bias",
    help: "A number a film, added to its score: how popular it is for everybody. Not in the paper.",
    default: true,
    when: "restart",
  }),
  causal: toggle({
    label: "Causal mask",
    help: "A position sees no film after it. Off is a mistake to look at: each position reads its answer.",
    default: true,
    when: "restart",
    onlyWith: { key: "objective", values: ["next"] },
  }),
  protocol: choice({
    label: "Split",
    help: "Which films are held out: everybody’s last, or the last after one cut in time for all.",
    default: "last",
    options: [
      { value: "last", label: "Leave one out" },
      { value: "temporal", label: "Global temporal" },
    ],
    when: "restart",
  }),
  task: choice({
    label: "Task",
    help: "Films that people watched, or generated sequences where the right attention is known.",
    default: "films",
    options: [
      { value: "films", label: "Films" },
      { value: "markov", label: "The last one decides" },
      { value: "two-back", label: "Two steps back decides" },
    ],
    when: "restart",
  }),
  ...training,
  epochs: { ...training.epochs, help: "How often training draws a window from every user." },
  batch: { ...training.batch, help: "How many users’ windows share one step." },
  l2: { ...training.l2, help: "How strongly film vectors are pulled towards zero." },
};

export type SasrecConfig = ConfigOf<typeof hyperparameters>;

/** Generated items have no genres. */
export const readsGenres = ({ genres, task }: Pick<SasrecConfig, "genres" | "task">) =>
  genres && task === "films";
