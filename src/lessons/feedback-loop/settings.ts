/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 12, lr: 0.02, batch: 256, l2: 0.01 });

export const POLICIES = [
  { value: "greedy", label: "Greedy" },
  { value: "epsilon", label: "ε-greedy, by slot" },
  { value: "mixed", label: "Another model mixed in" },
  { value: "thompson", label: "Thompson sampling" },
  { value: "ucb", label: "Upper confidence bound" },
] as const;

export const hyperparameters = {
  policy: choice({
    label: "Policy",
    help: "How the slots of a round are filled: by the model alone, with some slots left to chance or to a model of content, or by a bandit that knows what it does not know.",
    default: "epsilon",
    options: POLICIES,
    when: "fork",
  }),
  epsilon: number({
    label: "Share of other slots",
    symbol: "ε",
    help: "With this probability a slot is filled by chance, or by the other model.",
    default: 0.2,
    min: 0,
    max: 1,
    step: 0.05,
    when: "fork",
    onlyWith: { key: "policy", values: ["epsilon", "mixed"] },
  }),
  width: number({
    label: "Width",
    symbol: "α",
    help: "How many deviations an upper bound adds, and by how much Thompson’s draws are spread; 1 is Thompson sampling by the book.",
    default: 0.3,
    min: 0,
    max: 3,
    step: 0.05,
    when: "fork",
    onlyWith: { key: "policy", values: ["thompson", "ucb"] },
  }),
  negatives: choice({
    label: "What is a no",
    help: "What stands for “not clicked” in training: a random film of the catalogue, as in Matrix factorization, or the film that was shown and not clicked.",
    default: "catalogue",
    options: [
      { value: "catalogue", label: "Any film" },
      { value: "shown", label: "Shown, not clicked" },
    ],
    when: "fork",
  }),
  world: choice({
    label: "World",
    help: "In a world of tastes a click changes nobody. In one of delayed harm tempting films win clicks and leave people less content, so they click less.",
    default: "tastes",
    options: [
      { value: "tastes", label: "Tastes" },
      { value: "harm", label: "Delayed harm" },
    ],
    when: "restart",
  }),
  limit: integer({
    label: "Tempting films a list",
    help: "At most so many of a list’s films are tempting ones.",
    default: 20,
    min: 0,
    max: 20,
    when: "fork",
    onlyWith: { key: "world", values: ["harm"] },
  }),
  rounds: integer({
    label: "Rounds",
    help: "How often everybody is shown a new list; the rounds are spread evenly over the epochs.",
    default: 12,
    min: 1,
    max: 40,
    when: "fork",
  }),
  slots: integer({
    label: "Slots",
    help: "How many films a list has.",
    default: 10,
    min: 1,
    max: 20,
    when: "restart",
  }),
  ghost: toggle({
    label: "Ghost beside it",
    help: "Trains the same world and seed beside it, without the intervention: greedy, and with no limit.",
    default: true,
    when: "restart",
  }),
  dim: integer({
    label: "Embedding size",
    symbol: "d",
    help: "How many numbers a person and a film have.",
    default: 16,
    min: 1,
    max: 64,
    when: "restart",
  }),
  ...training,
  epochs: {
    ...training.epochs,
    help: "How many times training goes through the log as it is then: once a round, where there are as many as rounds.",
  },
};

export type FeedbackConfig = ConfigOf<typeof hyperparameters>;
