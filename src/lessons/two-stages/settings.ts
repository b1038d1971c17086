/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

export const RETRIEVERS = [
  { value: "beneath", label: "The run beneath" },
  { value: "knn", label: "Item to item" },
  { value: "popularity", label: "Popularity" },
] as const;
export type RetrieverName = (typeof RETRIEVERS)[number]["value"];

export const TEACHES = [
  { value: "random", label: "Random films" },
  { value: "candidates", label: "Candidates" },
  { value: "both", label: "Half and half" },
] as const;
export type Teach = (typeof TEACHES)[number]["value"];

export const hyperparameters = {
  retriever: choice({
    label: "Stage one",
    help: "What throws most films away: a trained run of another lesson, item-to-item neighbours, or what is popular.",
    default: "beneath",
    options: RETRIEVERS,
    when: "restart",
  }),
  candidates: integer({
    label: "Candidates",
    symbol: "C",
    help: "How many films stage one passes on.",
    default: 100,
    min: 10,
    max: 1000,
    scale: "log",
    when: "restart",
  }),
  teach: choice({
    label: "Negatives",
    help: "What stands against the film that was watched when stage two is taught: any films, those that stage one sends, or half of each.",
    default: "candidates",
    options: TEACHES,
    when: "restart",
  }),
  outside: choice({
    label: "Positives that stage one missed",
    help: "Films that were watched and are not among the candidates: left out of the lessons, or taught all the same, against candidates.",
    default: "out",
    options: [
      { value: "out", label: "Left out" },
      { value: "kept", label: "Taught all the same" },
    ],
    when: "restart",
    onlyWith: { key: "teach", values: ["candidates", "both"] },
  }),
  numNegatives: integer({
    label: "Negatives a positive",
    symbol: "K",
    help: "How many films stand against each film that was watched, drawn once and kept.",
    default: 20,
    min: 1,
    max: 100,
    scale: "log",
    when: "restart",
  }),
  leak: toggle({
    label: "Own watching counted",
    help: "A mistake to look at: what neighbours say of a film for training counts that this person has watched it.",
    default: false,
    when: "restart",
  }),
  hidden: integer({
    label: "Hidden units",
    help: "Of the small network of stage two; 0 leaves a weighted sum of the features.",
    default: 32,
    min: 0,
    max: 256,
    when: "restart",
  }),
  ...trainingSettings({ epochs: 6, lr: 0.005, batch: 256, l2: 0 }),
};

export type TwoStagesConfig = ConfigOf<typeof hyperparameters>;
