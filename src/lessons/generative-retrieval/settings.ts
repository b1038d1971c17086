/** What can be turned in this lesson. */
import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";

const training = trainingSettings({ epochs: 8, lr: 0.0015, batch: 16, l2: 0 });
/** Names of as many codes as the reader likes; the others have the length that they have. */
const coded = {
  key: "names",
  values: ["k-means", "lsh", "random", "collaborative"],
} as const;

export const hyperparameters = {
  names: choice({
    label: "Names",
    help: "What a film is called: the words that the model learns to spell.",
    default: "serial",
    options: [
      { value: "rq-vae", label: "RQ-VAE codes" },
      { value: "k-means", label: "Residual k-means" },
      { value: "lsh", label: "Hyperplanes" },
      { value: "random", label: "Random codes" },
      { value: "collaborative", label: "Who watched what" },
      { value: "serial", label: "Group and serial" },
      { value: "digits", label: "Digits" },
    ],
    when: "restart",
  }),
  levels: integer({
    label: "Levels",
    symbol: "m",
    help: "How many codes a name has, before the token that tells equal ones apart.",
    default: 3,
    min: 1,
    max: 6,
    when: "restart",
    onlyWith: coded,
  }),
  codes: integer({
    label: "Codes",
    symbol: "K",
    help: "How many codes a level has; clusters of who watched what take as many as split the catalogue evenly, hyperplanes the nearest power of two.",
    default: 64,
    min: 2,
    max: 512,
    scale: "log",
    when: "restart",
    onlyWith: coded,
  }),
  length: integer({
    label: "Length",
    symbol: "n",
    help: "How many of somebody’s last films are read.",
    default: 20,
    min: 1,
    max: 100,
    scale: "log",
    when: "restart",
  }),
  architecture: choice({
    label: "Architecture",
    help: "One stack that reads and spells, or an encoder that reads and a decoder that spells (TIGER).",
    default: "decoder",
    options: [
      { value: "decoder", label: "Decoder-only" },
      { value: "encoder-decoder", label: "Encoder-decoder" },
    ],
    when: "restart",
  }),
  dim: integer({
    label: "Dimension",
    symbol: "d",
    help: "How many numbers a token and a place have; a multiple of the heads.",
    default: 64,
    min: 4,
    max: 256,
    scale: "log",
    when: "restart",
  }),
  blocks: integer({
    label: "Blocks",
    symbol: "b",
    help: "Attention and feed-forward layers on top of each other, in each stack.",
    default: 2,
    min: 1,
    max: 6,
    when: "restart",
  }),
  heads: integer({
    label: "Heads",
    help: "Attentions side by side in a block; they share the dimension.",
    default: 2,
    min: 1,
    max: 8,
    when: "restart",
  }),
  dropout: number({
    label: "Dropout",
    help: "The share of numbers that are set to zero in training, on tokens and in each residual branch.",
    default: 0.2,
    min: 0,
    max: 0.8,
    step: 0.05,
    when: "fork",
  }),
  userToken: toggle({
    label: "User token",
    help: "The sequence begins with a vector of the person, instead of one for everybody.",
    default: false,
    when: "restart",
  }),
  beam: integer({
    label: "Beam",
    symbol: "w",
    help: "How many beginnings of names go on to the next token.",
    default: 30,
    min: 1,
    max: 200,
    scale: "log",
    when: "fork",
  }),
  constraint: toggle({
    label: "Constraint",
    help: "Decoding may only go on to beginnings of names of films; training knows nothing of it.",
    default: true,
    when: "fork",
  }),
  ...training,
  warmUp: integer({
    label: "Warm-up",
    help: "Over so many first steps the learning rate grows from zero to its size.",
    default: 0,
    min: 0,
    max: 2000,
    when: "fork",
  }),
  epochs: {
    ...training.epochs,
    help: "An epoch draws four windows of films from everybody.",
  },
  batch: { ...training.batch, help: "How many windows share one step." },
  l2: { ...training.l2, help: "How strongly the tokens’ vectors are pulled towards zero." },
};

export type GenerativeConfig = ConfigOf<typeof hyperparameters>;
