import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 40, lr: 0.004, batch: 128, l2: 0 });

const hyperparameters = {
  vectors: choice({
    label: "Film vectors",
    help: "Made from content, or what matrix factorization or two towers learnt last in this page.",
    default: "content",
    options: [
      { value: "content", label: "Content" },
      { value: "learnt", label: "Your last model" },
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
    help: "How strongly the weights of both networks are pulled towards zero.",
  },
};

export type RqVaeConfig = ConfigOf<typeof hyperparameters>;

/** How many codes each level has. */
export function codeSizes({
  levels,
  codes,
  shrink,
}: Pick<RqVaeConfig, "levels" | "codes" | "shrink">) {
  return Array.from({ length: levels }, (_, level) =>
    shrink ? Math.max(2, Math.round(codes / 2 ** level)) : codes,
  );
}

export default defineLesson({
  slug: "rq-vae",
  title: "RQ-VAE codebooks",
  question: "Can a film be spelled in three letters?",
  minutes: 25,
  hyperparameters,
  defaultDataset: "movielens-small",
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
  views: [
    { id: "map", title: "Codebook map" },
    { id: "way", title: "One film" },
    { id: "usage", title: "Codes in use" },
    { id: "words", title: "Words" },
    { id: "meaning", title: "Meaning" },
    { id: "compare", title: "Baselines" },
    { id: "own", title: "Your film" },
    { id: "drift", title: "Drift" },
    { id: "code", title: "Code" },
  ],
  steps: [
    {
      id: "question",
      title: "Can a film be spelled in three letters?",
      claim: "A film’s vector becomes a word of three codes, and films alike begin alike.",
      view: "map",
      settings: ["levels", "codes"],
    },
    {
      id: "residual",
      title: "The nearest code, and what is left",
      claim: "Each level describes what the levels before it left over.",
      view: "way",
      settings: ["levels", "codes", "shrink"],
    },
    {
      id: "gradient",
      title: "A gradient that jumps over the choice",
      claim: "Choosing a code has no gradient, so the decoder’s is copied past it.",
      view: "way",
      settings: ["beta", "codebook", "lr"],
    },
    {
      id: "collapse",
      title: "What goes wrong: the codes die",
      claim: "A code that is nearest to no film gets no gradient, and stays where it is.",
      view: "usage",
      settings: ["init", "restart"],
      preset: { init: "random", restart: false },
      prediction: {
        id: "collapse",
        kind: "value",
        question:
          "64 codes a level, drawn without looking at any film, and no repair. How many of level 1 are in use at the end, counted as perplexity?",
        run: { init: "random", restart: false },
        metric: "Perplexity L1",
        range: [0, 64],
        explanation:
          "A few codes happen to lie nearest to the films and are dragged among them; from then on they are nearest to everything. The others wait where they were drawn.",
      },
    },
    {
      id: "start",
      title: "First cure: begin among the films",
      claim:
        "Codes that start at the centres of k-means are nearest to some film from the first step.",
      view: "usage",
      settings: ["init", "restart"],
      preset: { init: "kmeans", restart: false },
      prediction: {
        id: "start-alone",
        kind: "value",
        question: "Only the start is changed: k-means, and still no repair. Perplexity of level 1?",
        run: { init: "kmeans", restart: false },
        metric: "Perplexity L1",
        range: [0, 64],
        explanation:
          "Every code begins with films of its own, so every code gets a gradient and moves with them.",
      },
    },
    {
      id: "restart",
      title: "Second cure: bring the dead back",
      claim: "A dead code put on the residual of some film has at least that film.",
      view: "usage",
      settings: ["restart", "init"],
      preset: { init: "random", restart: true },
      prediction: {
        id: "restart-alone",
        kind: "winner",
        question:
          "The bad start again, but dead codes are restarted after every epoch. Which of the two cures alone ends with the higher perplexity of level 1?",
        run: { init: "random", restart: true },
        against: { init: "kmeans", restart: false },
        metric: "Perplexity L1",
        labels: ["Restart alone", "k-means start alone"],
        tie: 3,
        explanation:
          "Either cure is enough here; up to three codes more or less is what another seed gives.",
      },
    },
    {
      id: "meaning",
      title: "The same bits, without meaning",
      claim: "Hashing gives as many different words; only learnt ones begin with a meaning.",
      view: "compare",
      settings: ["levels", "codes"],
      prediction: {
        id: "purity",
        kind: "value",
        question:
          "Take a film’s first code and guess the most frequent genre of that code. For random codes this is right for about half the films, for eighteen random hyperplanes for about two thirds. For the model?",
        run: {},
        metric: "Purity L1",
        range: [0.4, 1],
        explanation:
          "The first code has to describe most of the vector, and genres are most of what the vector holds.",
      },
    },
    {
      id: "signal",
      title: "Codes that know who watches what",
      claim: "The encoder can take in what k-means cannot: which films people watch in a row.",
      view: "meaning",
      settings: ["contrast", "prefix", "shrink"],
      preset: { contrast: 0.3 },
      prediction: {
        id: "contrast",
        kind: "winner",
        question:
          "A term pulls films together that somebody watched in a row. Measured on pairs that were held out: with or without it, which first codes are shared more often than by chance?",
        run: { contrast: 0.3 },
        against: {},
        metric: "Co-watched L1",
        labels: ["With the term", "Without it"],
        tie: 0.5,
        explanation:
          "The codes have to serve two masters now: fewer words collide, but error and purity pay for it.",
      },
    },
    {
      id: "drift",
      title: "The words do not last",
      claim: "Train the tokenizer again, and nearly every film is spelled anew.",
      view: "drift",
      settings: ["levels", "codes"],
    },
    {
      id: "open-lab",
      title: "Your turn, and what to remember",
      claim: "Reach fewer than 15 % collisions with no more than eighteen bits.",
      view: "own",
      settings: ["vectors", "levels", "codes", "contrast"],
    },
  ],
  target: { metric: "Purity L1", atLeast: 0.9 },
});
