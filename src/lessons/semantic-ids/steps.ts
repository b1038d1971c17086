/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Outcome, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** Two runs that end closer than this may have changed places by chance (three seeds; see the prose). */
const BAND = 0.008;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? 0;
const three = (value: number) => value.toFixed(3);
const auc = ({ metrics }: Result, slice = "") => metrics[`AUC${slice}`] ?? 0;

/** Runs of claims and predictions: alone, so that each takes its own time only. */
const alone = (film: string) => ({ film, beside: "none" });

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Must every film have a row of its own?",
    claim:
      "A table with a row a film is most of a ranker, and most of its rows have learnt little.",
    view: "ways",
    settings: ["film", "beside"],
  },
  {
    id: "ways",
    title: "Seven ways, one network",
    claim: "What is looked up for a film changes; the network above stays as it is.",
    view: "lookup",
    settings: ["film", "rows"],
  },
  {
    id: "equal",
    title: "As many numbers",
    claim:
      "With equally many numbers, rows shared by films that are alike beat rows shared by chance.",
    view: "ways",
    settings: ["film", "rows", "by"],
    prediction: {
      id: "hash-or-codes",
      kind: "choice",
      question:
        "192 rows either way: a random hash, or three levels of 64 codes that are summed. How far apart is AUC over all films?",
      options: [
        { id: "tie", label: "Within 0.008: a row is a row" },
        { id: "some", label: "Codes above, by less than 0.025" },
        { id: "far", label: "Codes above, by more" },
        { id: "hash", label: "The hash above" },
      ],
      run: alone("codes"),
      against: alone("hash"),
      grade: ({ run, against }) => {
        const gap = of(run, "AUC") - of(against, "AUC");
        const answer =
          Math.abs(gap) <= BAND ? "tie" : gap < 0 ? "hash" : gap < 0.025 ? "some" : "far";
        return {
          answer,
          because: `AUC is ${three(of(run, "AUC"))} with codes and ${three(of(against, "AUC"))} with the hash, and both tables have ${of(run, "Table").toFixed(0)} numbers.`,
        };
      },
      near: ({ run, against }) =>
        [BAND, 0.025].some(
          (edge) => Math.abs(of(run, "AUC") - of(against, "AUC") - edge) < BAND / 2,
        ),
      covers: { views: ["ways", "buckets"] },
      explanation: {
        some: "Films that share a row learn from each other’s ratings. That helps where they are alike, and is noise where they are not.",
        far: "Films that share a row learn from each other’s ratings. That helps where they are alike, and is noise where they are not.",
        tie: "On these runs it made no difference with whom a film shares its row; over the seeds that were tried it does.",
        hash: "On these runs chance did better, against the seeds that were tried: train others before you believe it.",
      },
    },
    claims: [
      claim({
        says: "With equally many numbers, rows shared by films that are alike beat rows shared by chance.",
        runs: { codes: alone("codes"), hash: alone("hash") },
        holds: ({ codes, hash }) =>
          auc(codes) > auc(hash) + 0.015 && codes.metrics.Table === hash.metrics.Table,
      }),
    ],
  },
  {
    id: "slices",
    title: "Four views of one number",
    claim: "A row of one’s own pays on heavy films; on films that nobody rated it knows nothing.",
    view: "buckets",
    settings: ["film", "beside", "hidden"],
    prediction: {
      id: "unseen",
      kind: "winner",
      question:
        "300 films that were hidden from training: whose AUC on them is higher, own rows’ or codes’?",
      run: alone("id"),
      against: alone("codes"),
      metric: "AUC unseen",
      labels: ["Own row", "Codes"],
      tie: BAND,
      covers: { views: ["ways", "buckets"] },
      explanation: {
        against:
          "The row of a film that nobody rated is where chance put it; what is left is knowing the person. Codes have been trained on other films.",
        tie: "The row of a film that nobody rated is where chance put it, so it knows the person only. Here the codes of unseen films said no more than that.",
        run: "The row of a film that nobody rated is where chance put it, so it knows the person only. That codes did worse still is not what other seeds show.",
      },
    },
    claims: [
      claim({
        says: "A row of one’s own pays on heavy films; on films that nobody rated it knows nothing.",
        runs: { id: alone("id"), codes: alone("codes") },
        on: "mean",
        holds: ({ id, codes }) =>
          auc(id, " heavy") > auc(codes, " heavy") &&
          auc(codes, " unseen") > auc(id, " unseen") + 0.01 &&
          auc(id, " unseen") < id.baselines["person alone"]!["AUC unseen"]! + 0.02,
      }),
    ],
  },
  {
    id: "rows",
    title: "From rows to a batch",
    claim: "A rating is a person, what the film looks up, and 1 or 0.",
    view: "rows",
    settings: ["film", "batch"],
  },
  {
    id: "content",
    title: "Codes, or the vector itself?",
    claim:
      "A content vector through a layer does at least as well as its codes, if it has met new films.",
    view: "ways",
    settings: ["film", "arriving"],
    prediction: {
      id: "arriving",
      kind: "choice",
      question:
        "The content vector, in training always with who watched what (“seen as just arrived”: 0). What becomes of AUC on films that nobody has watched, against half and half?",
      options: [
        { id: "same", label: "The same, within 0.008" },
        { id: "falls", label: "It falls" },
        { id: "rises", label: "It rises" },
      ],
      run: { ...alone("content"), arriving: 0 },
      against: alone("content"),
      grade: ({ run, against }) => {
        const gap = of(run, "AUC unseen") - of(against, "AUC unseen");
        return {
          answer: Math.abs(gap) <= BAND ? "same" : gap < 0 ? "falls" : "rises",
          because: `On unseen films AUC is ${three(of(run, "AUC unseen"))} without and ${three(of(against, "AUC unseen"))} with examples that leave out who watched the film; over all films ${three(of(run, "AUC"))} and ${three(of(against, "AUC"))}.`,
        };
      },
      covers: { views: ["ways", "buckets"] },
      explanation: {
        falls:
          "A layer leans on what helps it most in training. Who watched a film is missing for new films, so the layer must have seen films without it.",
        same: "A layer leans on what helps it most in training, and who watched a film is missing for new films. On these runs that cost it nothing.",
        rises:
          "A layer leans on what helps it most in training, and who watched a film is missing for new films. That this helped here is not what other seeds show.",
      },
    },
    claims: [
      claim({
        says: "A content vector through a layer does at least as well as its codes, if it has met new films.",
        runs: {
          content: alone("content"),
          codes: alone("codes"),
          full: { ...alone("content"), arriving: 0 },
        },
        on: "mean",
        holds: ({ content, codes, full }) =>
          [" tail", " unseen"].every((slice) => auc(content, slice) > auc(codes, slice) - 0.01) &&
          auc(full, " unseen") < auc(content, " unseen") - 0.01,
      }),
      claim({
        says: "a film is seen as on the day it arrived, its codes, too.",
        runs: { codes: alone("codes"), known: { ...alone("codes"), arriving: 0 } },
        on: "mean",
        holds: ({ codes, known }) =>
          auc(codes, " unseen") > auc(known, " unseen") + 0.008 && auc(codes) > auc(known) - 0.008,
      }),
    ],
  },
  {
    id: "both",
    title: "A row and codes",
    claim: "Codes for what films have in common, a row for what is the film’s own.",
    view: "ways",
    settings: ["film", "beside"],
    prediction: {
      id: "both",
      kind: "choice",
      question:
        "A film is its own row and its codes, added up. Against the row alone, where is the gain in AUC larger?",
      options: [
        { id: "all", label: "Over all films" },
        { id: "unseen", label: "On unseen films" },
        { id: "none", label: "Nowhere above 0.008" },
      ],
      run: alone("id+codes"),
      against: alone("id"),
      grade: ({ run, against }) => {
        const gain = (name: string) => of(run, name) - of(against, name);
        const [all, unseen] = [gain("AUC"), gain("AUC unseen")];
        const answer = Math.max(all, unseen) <= BAND ? "none" : all > unseen ? "all" : "unseen";
        return {
          answer,
          because: `AUC goes from ${three(of(against, "AUC"))} to ${three(of(run, "AUC"))} over all films and from ${three(of(against, "AUC unseen"))} to ${three(of(run, "AUC unseen"))} on unseen ones; the table grows by ${(of(run, "Table") - of(against, "Table")).toFixed(0)} numbers.`,
        };
      },
      covers: { views: ["ways", "buckets"] },
      explanation: {
        unseen:
          "The row can stay small where codes explain a film already. An unseen film’s row has learnt nothing, so there the codes are all that is known.",
        all: "The row can say what is special where there are ratings enough, and stay small where codes explain a film already.",
        none: "On these runs codes added nothing to a row. Over the seeds that were tried they do, most of all on unseen films.",
      },
    },
    claims: [
      claim({
        says: "Codes for what films have in common, a row for what is the film’s own.",
        runs: { both: alone("id+codes"), id: alone("id"), codes: alone("codes") },
        on: "mean",
        holds: ({ both, id, codes }) =>
          auc(both) > Math.max(auc(id), auc(codes)) && auc(both, " tail") > auc(id, " tail"),
      }),
    ],
  },
  {
    id: "size",
    title: "How much data does a row need?",
    claim: "The fewer ratings, the more sharing is worth.",
    view: "size",
    settings: ["share", "film"],
    prediction: {
      id: "tenth",
      kind: "winner",
      question: "With a tenth of the training ratings, which is higher over all films?",
      run: { ...alone("id"), share: 0.1 },
      against: { ...alone("codes"), share: 0.1 },
      metric: "AUC",
      labels: ["Own row", "Codes"],
      tie: BAND,
      covers: { views: ["size"] },
      explanation: {
        against:
          "With a tenth of the ratings a film has few: its row has hardly left the place where chance put it, while a code’s row learns from all films that have it.",
        tie: "With a tenth of the ratings a film has few, and here rows did as well as codes all the same; with more seeds codes lead.",
        run: "With a tenth of the ratings a film has few. That rows lead even so is not what other seeds show.",
      },
    },
    claims: [
      claim({
        says: "The fewer ratings, the more sharing is worth.",
        runs: {
          id: alone("id"),
          codes: alone("codes"),
          fewId: { ...alone("id"), share: 0.1 },
          fewCodes: { ...alone("codes"), share: 0.1 },
        },
        on: "mean",
        holds: ({ id, codes, fewId, fewCodes }) =>
          auc(fewCodes) - auc(fewId) > auc(codes) - auc(id) + 0.01,
      }),
    ],
  },
  {
    id: "wrong",
    title: "What goes wrong: a hash that forgets the prefix",
    claim: "A code means something under its prefix only; a hash that leaves it out mixes levels.",
    view: "ways",
    settings: ["keyed", "film", "rows"],
    preset: { film: "ngrams", keyed: "none" },
    prediction: {
      id: "keyed",
      kind: "winner",
      question:
        "N-grams with 192 rows. The hash gets the whole prefix, or by mistake the code alone, so that code 7 is one row at every level. Which ends higher on tail films?",
      run: alone("ngrams"),
      against: { ...alone("ngrams"), keyed: "none" },
      metric: "AUC tail",
      labels: ["The prefix", "The code alone"],
      tie: BAND,
      explanation: {
        run: "Each level now says something of its own. With so few rows prefixes collide too: try both with 2,064.",
        tie: "With so few rows prefixes collide as well, so the mistake hides, as such mistakes do. Try both with 2,064.",
        against:
          "With so few rows prefixes collide as well, and the mistake even looks like a gain. Try both with 2,064.",
      },
    },
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach AUC of 0.78 over all films and 0.745 on unseen ones with at most 4,000 numbers.",
    view: "you",
    settings: ["film", "arriving", "rows", "dim"],
    goal: {
      says: "AUC of 0.78 over all films and 0.745 on unseen ones with at most 4,000 numbers",
      reached: ({ metrics }) =>
        of(metrics, "AUC") >= 0.78 &&
        of(metrics, "AUC unseen") >= 0.745 &&
        of(metrics, "Table") <= 4000,
    },
  },
];
