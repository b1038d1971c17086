/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 12, lr: 0.005, batch: 1024, l2: 0.01 });

/** The seven ways to hold a film, with what they are called. */
export const WAYS = [
  { value: "id", label: "Own row" },
  { value: "hash", label: "Random hash" },
  { value: "codes", label: "Codes, summed" },
  { value: "ngrams", label: "Prefix n-grams" },
  { value: "content", label: "Content vector" },
  { value: "id+codes", label: "Row and codes" },
  { value: "id+content", label: "Row and content" },
] as const;
export type Way = (typeof WAYS)[number]["value"];

export const hyperparameters = {
  film: choice({
    label: "A film is",
    help: "What the ranker looks up for a film: a row of its own, rows that it shares, or a layer over its content.",
    default: "codes",
    options: WAYS,
    when: "restart",
  }),
  beside: choice({
    label: "Trained beside it",
    help: "The same ranker with films held in other ways, on the same ratings, step by step.",
    default: "few",
    options: [
      { value: "none", label: "Nothing" },
      { value: "few", label: "Own row, hash, codes" },
      { value: "all", label: "All seven ways" },
    ],
    when: "restart",
  }),
  rows: integer({
    label: "Rows",
    symbol: "R",
    help: "How many rows the tables of a hash and of n-grams have; 192 are as many as three levels of 64 codes.",
    default: 192,
    min: 3,
    max: 20_000,
    scale: "log",
    when: "restart",
  }),
  by: choice({
    label: "Codes by",
    help: "Where codes come from: a run of RQ-VAE beneath, k-means on residuals, or chance.",
    default: "rq-vae",
    options: [
      { value: "rq-vae", label: "RQ-VAE beneath" },
      { value: "k-means", label: "Residual k-means" },
      { value: "random", label: "Chance" },
    ],
    when: "restart",
  }),
  codes: integer({
    label: "Codes a level",
    symbol: "K",
    help: "How many codes each of the three levels has; RQ-VAE’s run has its own.",
    default: 64,
    min: 2,
    max: 512,
    scale: "log",
    when: "restart",
    onlyWith: { key: "by", values: ["k-means", "random"] },
  }),
  keyed: choice({
    label: "An n-gram’s hash holds",
    help: "The whole prefix, as published; the level and its code; or the code alone, a mistake to look at.",
    default: "prefix",
    options: [
      { value: "prefix", label: "The prefix" },
      { value: "level", label: "Level and code" },
      { value: "none", label: "The code alone" },
    ],
    when: "restart",
    onlyWith: { key: "film", values: ["ngrams"] },
  }),
  arriving: number({
    label: "Seen as just arrived",
    help: "In which share of the examples a film’s codes and content leave out who watched it, as they will for a new film.",
    default: 0.5,
    min: 0,
    max: 1,
    step: 0.05,
    when: "fork",
    onlyWith: { key: "film", values: ["codes", "ngrams", "id+codes", "content", "id+content"] },
  }),
  share: number({
    label: "Training ratings",
    help: "Which share of the ratings for training is used.",
    default: 1,
    min: 0.02,
    max: 1,
    step: 0.01,
    when: "restart",
  }),
  hidden: integer({
    label: "Hidden films",
    help: "So many films are never seen in training, a fifth of the catalogue at most.",
    default: 300,
    min: 0,
    max: 2000,
    when: "restart",
  }),
  dim: integer({
    label: "Embedding size",
    symbol: "d",
    help: "How many numbers a row has, beside its bias.",
    default: 16,
    min: 1,
    max: 64,
    when: "restart",
  }),
  crossLayers: integer({
    label: "Cross layers",
    symbol: "L",
    help: "Layers of DCN-v2 over person and film, beside their dot product; none unless asked for, as they gain nothing here.",
    default: 0,
    min: 0,
    max: 4,
    when: "restart",
  }),
  ...training,
  l2: { ...training.l2, help: "How strongly the rows of people and films are pulled to zero." },
};

export type SemanticConfig = ConfigOf<typeof hyperparameters>;
