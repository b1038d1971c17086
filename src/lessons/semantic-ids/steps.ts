/** The story of the lesson: one claim a step, and what the lab does beside it. */
import type { Outcome, Step } from "../../engine/declarations/lesson.ts";

/** Two runs that end closer than this may have changed places by chance (three seeds; see the prose). */
const BAND = 0.008;
const of = (metrics: Outcome["run"], name: string) => metrics[name] ?? 0;
const three = (value: number) => value.toFixed(3);

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
      run: { film: "codes", beside: "none" },
      against: { film: "hash", beside: "none" },
      grade: ({ run, against }) => {
        const gap = of(run, "AUC") - of(against, "AUC");
        const answer =
          Math.abs(gap) <= BAND ? "tie" : gap < 0 ? "hash" : gap < 0.025 ? "some" : "far";
        return {
          answer,
          because: `AUC is ${three(of(run, "AUC"))} with codes and ${three(of(against, "AUC"))} with the hash, and both tables have ${of(run, "Table").toFixed(0)} numbers.`,
        };
      },
      explanation:
        "Films that share a row learn from each other’s ratings. That helps where they are alike, and is noise where they are not.",
    },
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
      run: { film: "id", beside: "none" },
      against: { film: "codes", beside: "none" },
      metric: "AUC unseen",
      labels: ["Own row", "Codes"],
      tie: BAND,
      explanation:
        "The row of a film that nobody rated is where chance put it; what is left is knowing the person. Codes have been trained on other films.",
    },
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
      "A content vector through a layer does about as well as its codes, if it has met new films.",
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
      run: { film: "content", arriving: 0, beside: "none" },
      against: { film: "content", beside: "none" },
      grade: ({ run, against }) => {
        const gap = of(run, "AUC unseen") - of(against, "AUC unseen");
        return {
          answer: Math.abs(gap) <= BAND ? "same" : gap < 0 ? "falls" : "rises",
          because: `On unseen films AUC is ${three(of(run, "AUC unseen"))} without and ${three(of(against, "AUC unseen"))} with examples that leave out who watched the film; over all films ${three(of(run, "AUC"))} and ${three(of(against, "AUC"))}.`,
        };
      },
      explanation:
        "A layer leans on what helps it most in training. Who watched a film is missing for new films, so the layer must have seen films without it.",
    },
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
      run: { film: "id+codes", beside: "none" },
      against: { film: "id", beside: "none" },
      grade: ({ run, against }) => {
        const gain = (name: string) => of(run, name) - of(against, name);
        const [all, unseen] = [gain("AUC"), gain("AUC unseen")];
        const answer = Math.max(all, unseen) <= BAND ? "none" : all > unseen ? "all" : "unseen";
        return {
          answer,
          because: `AUC goes from ${three(of(against, "AUC"))} to ${three(of(run, "AUC"))} over all films and from ${three(of(against, "AUC unseen"))} to ${three(of(run, "AUC unseen"))} on unseen ones; the table grows by ${(of(run, "Table") - of(against, "Table")).toFixed(0)} numbers.`,
        };
      },
      explanation:
        "The row can stay small where codes explain a film already, and can say what is special where there are ratings enough.",
    },
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
      run: { film: "id", share: 0.1, beside: "none" },
      against: { film: "codes", share: 0.1, beside: "none" },
      metric: "AUC",
      labels: ["Own row", "Codes"],
      tie: BAND,
      explanation:
        "With a tenth of the ratings a film has two in the middle: its row has hardly left the place where chance put it.",
    },
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
      run: { film: "ngrams", beside: "none" },
      against: { film: "ngrams", keyed: "none", beside: "none" },
      metric: "AUC tail",
      labels: ["The prefix", "The code alone"],
      tie: BAND,
      explanation:
        "With so few rows prefixes collide too: the more rows, the more a key is worth. Try both with 2,064.",
    },
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach AUC of 0.76 on unseen and tail films alike with at most 4,000 numbers.",
    view: "you",
    settings: ["film", "rows", "by", "dim"],
  },
];
