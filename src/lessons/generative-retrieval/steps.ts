/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** Two runs that end closer than this may have changed places by chance. */
const BAND = 0.01;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? 0;
const ndcg = ({ metrics }: Result) => of(metrics, "NDCG@10");

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Can a model spell the next film?",
    claim: "A film is a word of a few tokens, and the next film is written, not looked up.",
    view: "beam",
    settings: ["names", "beam"],
  },
  {
    id: "vector",
    title: "Why not write a vector?",
    claim: "Squared error answers with the middle of what is likely, and the middle is no film.",
    view: "vector",
    settings: ["names"],
  },
  {
    id: "names",
    title: "What is a film called?",
    claim: "Names that mean something are learnt sooner than names that do not.",
    view: "beam",
    settings: ["names", "levels", "codes"],
    prediction: {
      id: "meaning",
      kind: "choice",
      question:
        "The same speller, taught on group and serial number (“Drama 1990s, 17”) or on random codes. Which finds the next film better, by NDCG@10?",
      options: [
        { id: "serial", label: "Group and serial" },
        { id: "tie", label: "Within what seeds do" },
        { id: "random", label: "Random codes" },
      ],
      run: { names: "serial" },
      against: { names: "random" },
      // Names of four tokens instead of two: longer sequences and a deeper beam.
      pace: [1, 3.7],
      grade: ({ run, against }) => {
        const [serial, random] = [of(run, "NDCG@10"), of(against, "NDCG@10")];
        const answer =
          Math.abs(serial - random) <= BAND ? "tie" : serial > random ? "serial" : "random";
        const words = {
          serial:
            "What was learnt of one film of a group helps all others that begin alike; a random name shares its beginning with strangers.",
          tie: "On this seed the difference is within what chance does; another seed, or three, may part them.",
          random:
            "On this seed the names that mean nothing have won, against what several seeds show: train others before you believe it.",
        };
        return {
          answer,
          because: `NDCG@10 is ${serial.toFixed(4)} with group and serial, ${random.toFixed(4)} with random codes; coverage ${of(run, "Coverage@10").toFixed(3)} and ${of(against, "Coverage@10").toFixed(3)}. ${words[answer]}`,
        };
      },
      explanation:
        "Look at coverage and at the first token, too: they part sooner than NDCG@10 does.",
    },
    claims: [
      claim({
        says: "Names that mean something are learnt sooner than names that do not.",
        runs: { serial: { names: "serial" }, random: { names: "random" } },
        on: "mean",
        holds: ({ serial, random }) =>
          serial.metrics["NDCG@10"]! > random.metrics["NDCG@10"]! + 0.01 &&
          serial.metrics["Coverage@10"]! > random.metrics["Coverage@10"]!,
      }),
    ],
  },
  {
    id: "rows",
    title: "From rows to a batch",
    claim: "A window of films is one sentence, and every token in it is a question.",
    view: "rows",
    settings: ["length", "architecture", "userToken"],
    claims: [
      claim({
        says: "a window then teaches only its last film, so as many steps see far fewer questions",
        runs: { one: {}, two: { architecture: "encoder-decoder" } },
        holds: ({ one, two }) => two.metrics["NDCG@10"]! < one.metrics["NDCG@10"]! - BAND,
      }),
    ],
  },
  {
    id: "levels",
    title: "Which token is hardest?",
    claim: "A name is right only if every token of it is: P(film) is their product.",
    view: "levels",
    settings: ["names", "dim", "blocks"],
    prediction: {
      id: "hardest",
      kind: "choice",
      question:
        "Group and serial: how often is the most probable token the right one? Which is harder, the group, or the number once the group is known?",
      options: [
        { id: "first", label: "The group" },
        { id: "tie", label: "About alike" },
        { id: "second", label: "The number within the group" },
      ],
      run: { names: "serial" },
      grade: ({ run }) => {
        const [first, second] = [of(run, "Accuracy L1"), of(run, "Accuracy L2")];
        const answer =
          Math.abs(first - second) <= 0.02 ? "tie" : first < second ? "first" : "second";
        const words = {
          first: "Here the beginning decides, and the number within a group is the easier part.",
          tie: "Both are about as hard, so neither alone explains what is missed.",
          second: "What kind of film comes next is easier to say than which of that kind.",
        };
        return {
          answer,
          because: `The group is right for ${(100 * first).toFixed(1)} % of the people, the number, given the group, for ${(100 * second).toFixed(1)} %; both for about ${(100 * first * second).toFixed(1)} %. ${words[answer]}`,
        };
      },
      explanation:
        "The two are conditional: their product says how often a name that takes the best token each time is right.",
    },
  },
  {
    id: "beam",
    title: "A beam, and what it loses",
    claim: "The beam never looks back: a film whose beginning is cut cannot return.",
    view: "beam",
    settings: ["beam", "constraint"],
  },
  {
    id: "invalid",
    title: "Names of no film",
    claim: "Nothing in training forbids a name of no film; decoding does.",
    view: "levels",
    settings: ["constraint", "names"],
    prediction: {
      id: "no-film",
      kind: "value",
      question:
        "k-means names after a single epoch, the constraint off: which share of the names in a beam are names of no film?",
      run: { names: "k-means", epochs: 1 },
      metric: "Invalid",
      range: [0, 1],
      explanation:
        "There are far more names than films, and which of them are films’ has to be learnt from the examples: watch the share fall as training goes on.",
    },
    claims: [
      claim({
        says: "which of them are films’ has to be learnt from the examples: watch the share fall as training goes on.",
        runs: { names: { names: "k-means" } },
        holds: ({ names: { epochs } }) =>
          epochs[0]!.Invalid! > 0.1 && epochs.at(-1)!.Invalid! < epochs[0]!.Invalid! / 2,
      }),
    ],
  },
  {
    id: "ways",
    title: "Two published sentences, and your data",
    claim: "How items are named decides more than how they are spelled.",
    view: "ways",
    settings: ["names", "levels", "codes"],
    claims: [
      claim({
        says: "Group and serial is first, on the side of the post; clusters stay within the noise of random codes, and digits below them.",
        runs: {
          serial: { names: "serial" },
          rq: { names: "rq-vae" },
          random: { names: "random" },
          clusters: { names: "collaborative" },
          digits: { names: "digits" },
        },
        on: "mean",
        holds: ({ serial, rq, random, clusters, digits }) =>
          ndcg(serial) > ndcg(rq) + 0.005 &&
          Math.abs(ndcg(clusters) - ndcg(random)) < 0.005 &&
          ndcg(digits) < ndcg(random),
      }),
      claim({
        says: "RQ-VAE’s lists reach three times as many films as those of random codes",
        runs: { rq: { names: "rq-vae" }, random: { names: "random" } },
        on: "mean",
        holds: ({ rq, random }) =>
          rq.metrics["Coverage@10"]! > 2.5 * random.metrics["Coverage@10"]! &&
          rq.metrics["Coverage@10"]! > 0.08,
      }),
    ],
  },
  {
    id: "new",
    title: "A film that came too late",
    claim: "A film added after training can be spelled as soon as it has a name.",
    view: "new",
    settings: ["names"],
  },
  {
    id: "renamed",
    title: "What goes wrong: new names beneath an old speller",
    claim:
      "A speller is married to its names: name the catalogue anew, and it speaks of strangers.",
    view: "renamed",
    settings: ["names"],
    preset: { names: "k-means" },
  },
  {
    id: "variety",
    title: "Searching, or drawing",
    claim: "A temperature buys variety with names of no film.",
    view: "variety",
    settings: ["names", "dropout"],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.045 with names of your choice.",
    view: "you",
    settings: ["names", "dim", "blocks", "epochs"],
    goal: {
      says: "NDCG@10 of 0.045 with names of your choice",
      reached: ({ metrics }) => of(metrics, "NDCG@10") >= 0.045,
    },
  },
];
