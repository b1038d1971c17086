/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

/** The ways to make one vector of a history. */
export const POOLINGS = [
  { value: "mean", label: "Mean" },
  { value: "max", label: "Max" },
  { value: "sum", label: "Sum" },
  { value: "attention", label: "Attention" },
] as const;
export type Pooling = (typeof POOLINGS)[number]["value"];

export const TARGETS = [
  { value: "future", label: "The next film" },
  { value: "random", label: "A random one" },
] as const;
export type Target = (typeof TARGETS)[number]["value"];

/** What the network reads beside the pooled films, each with what stands before it. */
export const FEATURES = [
  { value: "films", label: "Films" },
  { value: "genres", label: "+ genres, years" },
  { value: "all", label: "+ how many" },
] as const;

export const hyperparameters = {
  pooling: choice({
    label: "Pooling",
    help: "How the vectors of the last films become one: number by number their mean, largest or sum, or a mean with learnt weights.",
    default: "mean",
    options: POOLINGS,
    when: "restart",
  }),
  target: choice({
    label: "Target",
    help: "Which film is asked for in training: the one after those that are read, or one held out at random, with films before and after it read.",
    default: "future",
    options: TARGETS,
    when: "restart",
  }),
  perUser: integer({
    label: "Examples a person",
    help: "How many examples each person gives in an epoch, the same for all; 0: one for each film they watched.",
    default: 0,
    min: 0,
    max: 500,
    when: "restart",
  }),
  age: toggle({
    label: "Example age",
    help: "Training reads how old an example is; the model is asked with age 0, now.",
    default: false,
    when: "restart",
  }),
  moment: choice({
    label: "Asked with age",
    help: "0, now, for everybody, as the paper serves; or how old each person's last film is.",
    default: "now",
    options: [
      { value: "now", label: "0: now" },
      { value: "own", label: "The person's own" },
    ],
    when: "fork",
    onlyWith: { key: "age", values: [true] },
  }),
  history: integer({
    label: "History",
    symbol: "H",
    help: "How many films are pooled.",
    default: 20,
    min: 1,
    max: 100,
    scale: "log",
    when: "restart",
  }),
  features: choice({
    label: "It reads",
    help: "The pooled films alone; with their mean genres and years; and with how many films the person has watched.",
    default: "films",
    options: FEATURES,
    when: "restart",
  }),
  depth: integer({
    label: "Depth",
    help: "Hidden layers, 64 wide; 0 leaves one linear map.",
    default: 1,
    min: 0,
    max: 4,
    when: "restart",
  }),
  dim: integer({
    label: "Dimension",
    symbol: "d",
    help: "How many numbers a film and a person have.",
    default: 32,
    min: 1,
    max: 256,
    scale: "log",
    when: "restart",
  }),
  drawn: integer({
    label: "Drawn negatives",
    symbol: "K",
    help: "Films drawn by popularity, which all examples of a step share.",
    default: 256,
    min: 1,
    max: 4096,
    scale: "log",
    when: "fork",
  }),
  logq: toggle({
    label: "Importance weights",
    symbol: "−log Q",
    help: "Takes back how often a film is drawn as a negative.",
    default: true,
    when: "fork",
  }),
  corrected: toggle({
    label: "Positive left out",
    symbol: "1 − p",
    help: "The film that is asked for was not drawn: it has no importance weight, leaves the sum, and the loss counts 1 − p.",
    default: false,
    when: "fork",
    onlyWith: { key: "logq", values: [true] },
  }),
  mask: choice({
    label: "Left out as negatives",
    help: "Drawn films that are no negatives: those of the example's person, or only the film that is asked for.",
    default: "watched",
    options: [
      { value: "watched", label: "What the person watched" },
      { value: "same", label: "The same film" },
    ],
    when: "fork",
  }),
  ...trainingSettings({ epochs: 8, lr: 0.002, batch: 256, l2: 0 }),
};

export type YoutubeConfig = ConfigOf<typeof hyperparameters>;
