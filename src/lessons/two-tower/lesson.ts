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
import {
  RETRIEVAL_METRICS,
  RETRIEVAL_PROTOCOL,
  RETRIEVAL_RULER,
} from "../../engine/ranking/retrieval.ts";
import { steps } from "./steps.ts";

const hyperparameters = {
  dim: integer({
    label: "Dimension",
    symbol: "d",
    help: "How many numbers both towers end in.",
    default: 32,
    min: 1,
    max: 256,
    scale: "log",
    when: "restart",
  }),
  depth: integer({
    label: "Tower depth",
    help: "Hidden layers in each tower, 64 wide; 0 leaves one linear map.",
    default: 1,
    min: 0,
    max: 4,
    when: "restart",
  }),
  history: integer({
    label: "History",
    symbol: "H",
    help: "How many of the films before the target the user tower reads.",
    default: 20,
    min: 1,
    max: 100,
    scale: "log",
    when: "restart",
  }),
  negatives: choice({
    label: "Negatives",
    help: "Which films stand against the watched one in the softmax.",
    default: "in-batch",
    options: [
      { value: "in-batch", label: "In-batch" },
      { value: "uniform", label: "Uniform" },
      { value: "mixed", label: "Mixed" },
    ],
    when: "fork",
  }),
  logq: toggle({
    label: "logQ correction",
    symbol: "−log Q",
    help: "Takes back how often a film is met as a negative.",
    default: true,
    when: "fork",
    onlyWith: { key: "negatives", values: ["in-batch", "mixed"] },
  }),
  corrected: toggle({
    label: "Positive left out",
    symbol: "1 − p",
    help: "The row’s own film was not drawn: it has no −log Q, and every other film stands for the 1 / (K Q) films that it was drawn from.",
    default: false,
    when: "fork",
    onlyWith: { key: "logq", values: [true] },
  }),
  frequency: choice({
    label: "Q of a film",
    help: "How often a film is met: estimated from the stream of batches as they come, or counted beforehand.",
    default: "stream",
    options: [
      { value: "stream", label: "From the stream" },
      { value: "counted", label: "Counted" },
    ],
    when: "fork",
    onlyWith: { key: "logq", values: [true] },
  }),
  extra: integer({
    label: "Uniform negatives",
    symbol: "B′",
    help: "Films drawn from the whole catalogue, shared by all rows of a batch.",
    default: 512,
    min: 1,
    max: 4096,
    scale: "log",
    when: "fork",
    onlyWith: { key: "negatives", values: ["uniform", "mixed"] },
  }),
  mask: choice({
    label: "Left out as negatives",
    help: "Films of the batch that are no negatives: of the row's user, or only the same film again.",
    default: "watched",
    options: [
      { value: "watched", label: "What the user watched" },
      { value: "same", label: "The same film again" },
      { value: "none", label: "Nothing" },
    ],
    when: "fork",
  }),
  temperature: number({
    label: "Temperature",
    symbol: "τ",
    help: "Logits are divided by it: small sharpens the softmax.",
    default: 0.1,
    min: 0.01,
    max: 1,
    scale: "log",
    when: "fork",
  }),
  learnTemperature: toggle({
    label: "Learn the temperature",
    help: "τ becomes a parameter that starts at the value set, and stays at 0.01 or more.",
    default: false,
    when: "restart",
  }),
  normalise: toggle({
    label: "Unit length",
    help: "Both vectors are scaled to length 1, so that their dot product is a cosine.",
    default: true,
    when: "restart",
  }),
  ids: toggle({
    label: "Film ids",
    help: "Each film has a row of its own in a table, read by both towers.",
    default: true,
    when: "restart",
  }),
  content: toggle({
    label: "Film content",
    help: "The film tower reads genres, year and title words.",
    default: true,
    when: "restart",
  }),
  userContent: toggle({
    label: "Content of the history",
    help: "The user tower reads the mean genres and years of the films before the target.",
    default: true,
    when: "restart",
  }),
  userIds: toggle({
    label: "User ids",
    help: "Each user has a row of their own in a table.",
    default: false,
    when: "restart",
  }),
  cold: integer({
    label: "Films held out",
    help: "Films taken out of training entirely, to see where the towers place them.",
    default: 0,
    min: 0,
    max: 1000,
    when: "restart",
  }),
  leak: toggle({
    label: "History includes the target",
    help: "A mistake to look at: while training, the user tower reads the film it should find.",
    default: false,
    when: "fork",
  }),
  ...trainingSettings({ epochs: 6, lr: 0.002, batch: 512, l2: 0 }),
};

export type TwoTowerConfig = ConfigOf<typeof hyperparameters>;

export default defineLesson({
  slug: "two-tower",
  title: "Two towers",
  question: "To whom do you recommend a film that nobody has seen?",
  minutes: 20,
  hyperparameters,
  defaultDataset: "movielens-small",
  metrics: RETRIEVAL_METRICS,
  selectBy: "Validation NDCG@10",
  protocol: RETRIEVAL_PROTOCOL,
  ruler: {
    name: RETRIEVAL_RULER,
    unlike: ({ cold }) =>
      Number(cold) > 0 ? sentence("some films are hidden from training") : null,
    reads: ({ history, content, userContent }) =>
      content || userContent
        ? sentence("the last {n} films, genres, years and titles", { n: Number(history) })
        : sentence("the last {n} films", { n: Number(history) }),
    seconds: 70,
  },
  views: [
    { id: "map", title: "Joint map" },
    { id: "towers", title: "Towers" },
    { id: "batch", title: "In the batch" },
    { id: "popularity", title: "Popularity" },
    { id: "hits", title: "By popularity" },
    { id: "norms", title: "Norms" },
    { id: "new", title: "New films" },
    { id: "heart", title: "By heart" },
    { id: "rank", title: "d numbers" },
    { id: "search", title: "Search" },
    ...THREE_VIEWS,
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps,
  target: { metric: "NDCG@10", atLeast: 0.05 },
});
