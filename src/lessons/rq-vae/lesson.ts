import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";
import { THREE_VIEWS } from "../../engine/declarations/three-views.ts";
import { steps } from "./steps.ts";

const training = trainingSettings({ epochs: 40, lr: 0.004, batch: 128, l2: 0 });

const hyperparameters = {
  vectors: choice({
    label: "Film vectors",
    help: "Made from content, or learnt by another model, whose run is trained first.",
    default: "content",
    options: [
      { value: "content", label: "Content" },
      { value: "learnt", label: "Learnt" },
    ],
    when: "restart",
  }),
  levels: integer({
    label: "Levels",
    symbol: "L",
    help: "How many codes a film’s word has.",
    default: 3,
    min: 1,
    max: 6,
    when: "restart",
  }),
  codes: integer({
    label: "Codes a level",
    symbol: "K",
    help: "How many codes each level can choose from.",
    default: 64,
    min: 2,
    max: 512,
    scale: "log",
    when: "restart",
  }),
  shrink: toggle({
    label: "Shrinking codebooks",
    help: "Each level has half as many codes as the one before it.",
    default: false,
    when: "restart",
  }),
  init: choice({
    label: "First codes",
    help: "By k-means on what the untrained encoder makes of the films, or drawn without looking at them.",
    default: "kmeans",
    options: [
      { value: "kmeans", label: "k-means" },
      { value: "random", label: "Random" },
    ],
    when: "restart",
  }),
  restart: toggle({
    label: "Restart dead codes",
    help: "After an epoch, a code that no film has gets the residual of a random film.",
    default: true,
    when: "fork",
  }),
  beta: number({
    label: "Commitment",
    symbol: "β",
    help: "How strongly residuals are pulled to their codes.",
    default: 0.25,
    min: 0,
    max: 4,
    when: "fork",
  }),
  codebook: choice({
    label: "Codebooks learn by",
    help: "A gradient every step, or a moving average of their films once an epoch.",
    default: "gradient",
    options: [
      { value: "gradient", label: "Gradient" },
      { value: "ema", label: "Moving average" },
    ],
    when: "fork",
  }),
  prefix: toggle({
    label: "Prefix masking",
    help: "While training, each film sends only its first one, two, ... codes, drawn at random.",
    default: false,
    when: "fork",
  }),
  contrast: number({
    label: "Contrastive weight",
    symbol: "γ",
    help: "How strongly films that a person watched in a row are pulled together.",
    default: 0,
    min: 0,
    max: 2,
    when: "fork",
  }),
  dim: integer({
    label: "Latent dimension",
    symbol: "d",
    help: "How many numbers the encoder ends in.",
    default: 32,
    min: 2,
    max: 128,
    scale: "log",
    when: "restart",
  }),
  hidden: integer({
    label: "Hidden units",
    symbol: "h",
    help: "Size of the hidden layer of encoder and decoder.",
    default: 128,
    min: 8,
    max: 512,
    scale: "log",
    when: "restart",
  }),
  ...training,
  batch: { ...training.batch, help: "How many films share one step." },
  l2: {
    ...training.l2,
    help: "How strongly the codes that a film reads, one a level, are pulled towards zero.",
  },
  drift: number({
    label: "Drift",
    help: "Which share of the energy of the film vectors is new: noise, as if they had moved.",
    default: 0,
    min: 0,
    max: 1,
    step: 0.01,
    when: "restart",
  }),
};

export type RqVaeConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "rq-vae",
  title: "RQ-VAE codebooks",
  question: "Can a film be spelled in three letters?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
  on: {
    lessons: ["matrix-factorization", "two-tower", "sasrec"],
    onlyWith: { key: "vectors", values: ["learnt"] },
  },
  metrics: [
    {
      name: "MSE",
      help: "Mean squared difference between a film’s vector and what its word decodes to; 1 is what knowing nothing gives.",
      better: "lower",
      digits: 3,
    },
    {
      name: "Unique IDs",
      help: "How many different words the catalogue has.",
      better: "higher",
      digits: 0,
    },
    {
      name: "Collisions",
      help: "The share of films whose whole word another film has too.",
      better: "lower",
      digits: 3,
    },
    ...[1, 2, 3].map(
      (level) =>
        ({
          name: `Perplexity L${level}`,
          help: `How many codes of level ${level} are in use, counted by their share: all when all have as many films.`,
          better: "higher",
          digits: 1,
        }) as const,
    ),
    {
      name: "Purity L1",
      help: "The share of films that have the most frequent genre of their level-1 code.",
      better: "higher",
      digits: 3,
    },
  ],
  selectBy: "MSE",
  selectBetter: "lower",
  protocol:
    "All films of the catalogue are learnt from and measured. The epoch is the one with the lowest reconstruction error.",
  ruler: {
    name: "rebuilding what films are",
    unlike: ({ vectors }) => (vectors === "content" ? null : sentence("other vectors are rebuilt")),
    reads: () => sentence("64 numbers of a film, and nobody"),
    seconds: 10,
  },
  views: [
    { id: "map", title: "Codebook map" },
    { id: "way", title: "One film" },
    { id: "walk", title: "The walk" },
    { id: "through", title: "Two ways back" },
    { id: "usage", title: "Codes in use" },
    { id: "words", title: "Words" },
    { id: "meaning", title: "Meaning" },
    { id: "compare", title: "Baselines" },
    { id: "own", title: "Your film" },
    { id: "drift", title: "Drift" },
    ...THREE_VIEWS,
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "Purity L1", atLeast: 0.9 },
});
