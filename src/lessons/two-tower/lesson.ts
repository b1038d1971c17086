import {
  type ConfigOf,
  choice,
  integer,
  number,
  toggle,
} from "../../engine/declarations/hyperparameters.ts";
import { defineLesson } from "../../engine/declarations/lesson.ts";
import { trainingSettings } from "../../engine/declarations/settings.ts";
import { RETRIEVAL_METRICS, RETRIEVAL_PROTOCOL } from "../../engine/ranking/retrieval.ts";

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
  views: [
    { id: "map", title: "Joint map" },
    { id: "towers", title: "Towers" },
    { id: "batch", title: "In the batch" },
    { id: "popularity", title: "Popularity" },
    { id: "new", title: "New films" },
    { id: "rank", title: "d numbers" },
    { id: "search", title: "Search" },
    { id: "you", title: "For you" },
    { id: "code", title: "Code" },
  ],
  steps: [
    {
      id: "question",
      title: "To whom do you recommend a film that nobody has seen?",
      claim: "A film with content is no stranger, even without a single rating.",
      view: "map",
      settings: ["ids", "content"],
    },
    {
      id: "towers",
      title: "Two towers, one meeting point",
      claim: "Each side may be any network; they meet only in a dot product.",
      view: "towers",
      settings: ["history", "depth", "dim"],
    },
    {
      id: "by-hand",
      title: "One row of the softmax, by hand",
      claim: "The other films of the batch are the negatives, for free.",
      view: "batch",
      settings: ["temperature", "learnTemperature", "mask"],
    },
    {
      id: "popular",
      title: "The batch punishes what is popular",
      claim: "A film watched often is met often as a negative; subtracting log Q takes that back.",
      view: "popularity",
      settings: ["negatives", "logq"],
      prediction: {
        id: "logq-popularity",
        kind: "choice",
        question:
          "Without the correction, then with it: what happens to the popularity of the films in everybody’s first ten?",
        options: [
          { id: "more", label: "It rises: popular films are pushed down less" },
          { id: "same", label: "It stays: the correction only shifts logits" },
          { id: "less", label: "It falls: log Q is subtracted from popular films" },
        ],
        run: { logq: true },
        against: { logq: false },
        grade: ({ run, against }) => {
          const [now, before] = [run["Mean popularity@10"]!, against["Mean popularity@10"]!];
          const answer = now > 1.1 * before ? "more" : now < 0.9 * before ? "less" : "same";
          const cover = (outcome: Readonly<Record<string, number>>) =>
            `${(100 * (outcome["Coverage@10"] ?? 0)).toFixed(0)} %`;
          return {
            answer,
            because: `Without it the recommended films have ${before.toFixed(0)} ratings on average and ${cover(against)} of the catalogue is recommended to somebody; with it ${now.toFixed(0)} ratings and ${cover(run)}.`,
          };
        },
        explanation:
          "In the denominator a rare film gets the bigger bonus, so the model must push it down further to make room. What is left is how likely a film is, not how much likelier than for everybody.",
      },
    },
    {
      id: "mixed",
      title: "Negatives from two places",
      claim: "Batches alone hardly ever show the tail as negatives; uniform draws do.",
      view: "batch",
      settings: ["negatives", "extra", "logq"],
      preset: { negatives: "mixed" },
      prediction: {
        id: "mixed-wins",
        kind: "winner",
        question:
          "In-batch with logQ, or in-batch and uniform mixed, with logQ too: which ranks better?",
        run: { negatives: "mixed" },
        against: { negatives: "in-batch" },
        metric: "NDCG@10",
        labels: ["Mixed", "In-batch"],
        tie: 0.006,
        explanation:
          "Reference runs of three seeds each do not part on this data: here a few hundred batches show every film. PinnerFormer found mixed negatives better with millions of items, most of which no batch ever holds.",
      },
    },
    {
      id: "cold",
      title: "A film nobody has rated",
      claim: "Content places a new film; an id alone places it nowhere.",
      view: "new",
      settings: ["cold", "content", "ids"],
      preset: { cold: 100 },
      prediction: {
        id: "cold-wins",
        kind: "winner",
        question:
          "A hundred films are held out of training. For each watcher of one of them: what share of the other ninety-nine does the model score lower (Cold AUC)? Which film tower does better?",
        run: { cold: 100 },
        against: { cold: 100, content: false },
        metric: "Cold AUC",
        labels: ["Ids and content", "Ids alone"],
        tie: 0.03,
        explanation:
          "A row of the id table that was never trained is noise, and noise ranks at one half. Genres, year and title words were trained on the other films, so they carry over.",
      },
    },
    {
      id: "narrow",
      title: "All that passes is d numbers",
      claim: "Whatever the towers know, a pair’s score has to fit through a dot product.",
      view: "rank",
      settings: ["dim", "depth"],
      preset: { dim: 2 },
      prediction: {
        id: "two-numbers",
        kind: "value",
        question:
          "The same towers, 64 wide inside, but they meet in d = 2 numbers. Where does NDCG@10 end?",
        run: { dim: 2 },
        metric: "NDCG@10",
        range: [0, 0.08],
        explanation:
          "Both towers still see everything, but at unit length and d = 2 all they can say is an angle. One angle is spent on what everybody likes, and little but popularity is left.",
      },
    },
    {
      id: "leak",
      title: "What goes wrong: the answer is in the question",
      claim: "A history that holds the target makes the loss fall while the ranking gets worse.",
      view: "towers",
      settings: ["leak", "history"],
      preset: { leak: true, history: 1 },
      prediction: {
        id: "leak",
        kind: "choice",
        question:
          "The user tower reads one film only. In training it is now the target itself instead of the film before. What do the training loss and NDCG@10 on the test do?",
        options: [
          { id: "both", label: "Both get better: the tower reads the newest film" },
          { id: "apart", label: "The loss gets better, the ranking worse" },
          { id: "neither", label: "Neither changes: it is one film in either case" },
        ],
        run: { history: 1, leak: true },
        against: { history: 1 },
        grade: ({ run, against }) => {
          const [loss, clean] = [run.Loss!, against.Loss!];
          const [ranking, before] = [run["NDCG@10"]!, against["NDCG@10"]!];
          const lower = loss < clean - 0.1;
          const answer =
            lower && ranking < before - 0.006
              ? "apart"
              : lower && ranking > before + 0.006
                ? "both"
                : "neither";
          return {
            answer,
            because: `Loss ${clean.toFixed(2)} without the target in the history, ${loss.toFixed(2)} with it; NDCG@10 ${before.toFixed(3)} and ${ranking.toFixed(3)}.`,
          };
        },
        explanation:
          "The tower learns to find the film in its own input, and nothing of what people watch after what. At test time the film is not there.",
      },
    },
    {
      id: "open-lab",
      title: "Your turn, and what to remember",
      claim: "Reach NDCG@10 of 0.04 without a row for any film.",
      view: "search",
      settings: ["negatives", "temperature", "history", "ids"],
    },
  ],
  target: { metric: "NDCG@10", atLeast: 0.05 },
});
