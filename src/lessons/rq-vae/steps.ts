/** The story of the lesson: one claim a section, what the lab does beside it, and what its sentences are held to. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

const of =
  (name: string) =>
  ({ metrics }: Result) =>
    metrics[name]!;
const perplexity = of("Perplexity L1");
const mse = of("MSE");
const BAD = { init: "random", restart: false };
const KMEANS = { init: "kmeans", restart: false };
const RESTART = { init: "random", restart: true };

export const steps: readonly Step[] = [
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
    view: "through",
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
      covers: { metrics: ["Unique IDs"], views: ["usage"] },
      outcome: ({ run }) => (run["Perplexity L1"]! < 16 ? "dead" : "alive"),
      explanation: {
        dead: "A few codes happen to lie nearest to the films and are dragged among them; from then on they are nearest to everything. The others wait where they were drawn.",
        alive:
          "Many codes have survived here: on these data the random codes happen to lie among the films. On MovieLens all but a few die.",
      },
    },
    claims: [
      claim({
        says: "A code that is nearest to no film gets no gradient, and stays where it is.",
        runs: { bad: BAD },
        holds: ({ bad }) => perplexity(bad) < 16,
      }),
    ],
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
      outcome: ({ run }) => (run["Perplexity L1"]! > 32 ? "alive" : "dead"),
      explanation: {
        alive:
          "Every code begins with films of its own, so every code gets a gradient and moves with them.",
        dead: "Every code began with films of its own, and yet many lost them on the way: few films share many codes here. Fewer codes, or restarts, would help.",
      },
    },
    claims: [
      claim({
        says: "Nothing else was changed, and the codes live",
        runs: { kmeans: KMEANS, bad: BAD },
        holds: ({ kmeans, bad }) => perplexity(kmeans) > 3 * perplexity(bad),
      }),
    ],
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
      explanation: {
        tie: "Either cure is enough here: seeds differ by as much as the two cures do.",
        run: "Restarts alone do better here: they also bring back codes that lose their films on the way. Either cure is far from the collapse.",
        against:
          "The start among the films does better here: restarts come only once an epoch, and each code brought back has to find its films. Either cure is far from the collapse.",
      },
    },
    claims: [
      claim({
        says: "either cure alone keeps most codes alive",
        runs: { restart: RESTART, kmeans: KMEANS },
        holds: ({ restart, kmeans }) => perplexity(restart) > 32 && perplexity(kmeans) > 32,
      }),
    ],
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
      covers: { views: ["compare", "meaning"] },
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
      explanation: {
        run: "The first code now says something of who watches what. It has to serve two purposes: fewer IDs collide, and the error grows.",
        tie: "The term changed too little to be seen: the pairs of these data may be few, or its weight too small.",
        against:
          "The term made the first codes worse at what it is for: with few pairs it teaches accidents.",
      },
    },
    claims: [
      claim({
        says: "Codes that know who watches what",
        runs: { term: { contrast: 0.3 }, without: {} },
        holds: ({ term, without }) =>
          of("Co-watched L1")(term) > of("Co-watched L1")(without) && mse(term) > mse(without),
      }),
    ],
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
    claim: "Reach fewer than 10 % collisions with no more than eighteen bits.",
    view: "own",
    settings: ["levels", "codes", "contrast"],
    goal: {
      says: "fewer than 10 % of the films in a collision with at most eighteen bits",
      reached: ({ metrics, config }) =>
        metrics.Collisions! < 0.1 && Number(config.levels) * Math.log2(Number(config.codes)) <= 18,
    },
  },
];
