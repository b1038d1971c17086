/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 8, lr: 0.01, batch: 256, l2: 0 });
const IN_WORLD = { key: "task", values: ["world"] } as const;
const IN_BIDS = { key: "task", values: ["bids"] } as const;

export const POLICIES = [
  { value: "imitate", label: "Clicked against any film" },
  { value: "clicks", label: "Clicked against not clicked" },
  { value: "popular", label: "Most rated" },
] as const;

export const ESTIMATORS = [
  { value: "ndcg", label: "NDCG on the log" },
  { value: "replay", label: "Replay" },
  { value: "ips", label: "IPS" },
  { value: "snips", label: "SNIPS" },
  { value: "dm", label: "Direct method" },
  { value: "dr", label: "Doubly robust" },
] as const;

export const hyperparameters = {
  task: choice({
    label: "Task",
    help: "A world of people and films whose log is read by estimators, or generated auctions with bids.",
    default: "world",
    options: [
      { value: "world", label: "A world with a log" },
      { value: "bids", label: "Auctions" },
    ],
    when: "restart",
  }),
  policy: choice({
    label: "Policy",
    symbol: "π",
    help: "Which model’s lists are estimated offline and shown online: both models learn from the same log in every run.",
    default: "imitate",
    options: POLICIES,
    when: "fork",
    onlyWith: IN_WORLD,
  }),
  logger: choice({
    label: "Logger",
    symbol: "π₀",
    help: "How yesterday’s model chose what is in the log.",
    default: "softmax",
    options: [
      { value: "uniform", label: "Any film, by chance" },
      { value: "softmax", label: "Softmax of its scores" },
      { value: "epsilon", label: "ε-greedy, ε = 0.2" },
      { value: "top", label: "One of its first fifty" },
      { value: "greedy", label: "Its first ten, in turn" },
    ],
    when: "restart",
    onlyWith: IN_WORLD,
  }),
  estimator: choice({
    label: "Estimator",
    help: "The offline number by which one model is chosen to go online.",
    default: "ndcg",
    options: ESTIMATORS,
    when: "fork",
    onlyWith: IN_WORLD,
  }),
  rules: choice({
    label: "Rules online",
    help: "What every list online must obey, whichever model makes it: no film that the person has clicked before, at most two of one main genre, at least three of the newest films.",
    default: "none",
    options: [
      { value: "none", label: "None" },
      { value: "seen", label: "Nothing clicked before" },
      { value: "kinds", label: "At most two of a genre" },
      { value: "new", label: "At least three new films" },
      { value: "all", label: "All three" },
    ],
    when: "fork",
    onlyWith: IN_WORLD,
  }),
  visits: integer({
    label: "Visits",
    symbol: "N",
    help: "How many visits the log has for training; the estimators read as many again.",
    default: 40_000,
    min: 500,
    max: 200_000,
    scale: "log",
    when: "restart",
    onlyWith: IN_WORLD,
  }),
  prior: number({
    label: "Prior",
    help: "How strongly every vector and bias is held at zero, however rarely its film is shown.",
    default: 0.03,
    min: 0,
    max: 1,
    when: "fork",
    onlyWith: IN_WORLD,
  }),
  dim: integer({
    label: "Embedding size",
    symbol: "d",
    help: "How many numbers a person and a film have.",
    default: 16,
    min: 1,
    max: 64,
    when: "restart",
    onlyWith: IN_WORLD,
  }),
  weight: choice({
    label: "Weight of a click",
    symbol: "w",
    help: "What the loss of a clicked impression is multiplied with; one that was not clicked has weight 1.",
    default: "none",
    options: [
      { value: "none", label: "1" },
      { value: "price", label: "The bid" },
      { value: "root", label: "Its square root" },
    ],
    when: "restart",
    onlyWith: IN_BIDS,
  }),
  weighs: choice({
    label: "What is weighted",
    help: "Clicks only, as it should be; all impressions; or clicks, divided by the mean weight of the batch.",
    default: "clicks",
    options: [
      { value: "clicks", label: "Clicks only" },
      { value: "all", label: "All impressions" },
      { value: "batch", label: "Clicks, normalised by batch" },
    ],
    when: "restart",
    onlyWith: IN_BIDS,
  }),
  rank: choice({
    label: "Ranked by",
    help: "What the winner of an auction has most of. The loss’s own: p times the bid, less the part of the bid that the weight has put into p.",
    default: "own",
    options: [
      { value: "own", label: "What the loss calls for" },
      { value: "p", label: "p" },
      { value: "p-bid", label: "p times bid" },
    ],
    when: "fork",
    onlyWith: IN_BIDS,
  }),
  hidden: integer({
    label: "Hidden units",
    symbol: "h",
    help: "Width of the scorer’s two hidden layers; 0 is a linear scorer.",
    default: 0,
    min: 0,
    max: 128,
    when: "restart",
    onlyWith: IN_BIDS,
  }),
  ...training,
  l2: { ...training.l2, help: "How strongly what an example reads is pulled towards zero." },
};

export type OfflineConfig = ConfigOf<typeof hyperparameters>;
