/** The story of the lesson: one claim a step, and what the lab does beside it. */
import type { Step } from "../../engine/declarations/lesson.ts";

/** Two runs that end closer than this may have changed places by chance: three seeds differ by as much. */
const BAND = 0.006;

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Which of the films you watched decides the next one?",
    claim: "A model that reads the order of films can say which past film it looks at.",
    view: "attention",
    settings: ["length", "encoder"],
  },
  {
    id: "by-hand",
    title: "One look, by hand",
    claim: "Attention is a weighted mean whose weights come from dot products.",
    view: "hand",
    settings: ["heads", "dim"],
  },
  {
    id: "mask",
    title: "The triangle, and what it is for",
    claim:
      "Without the mask the answer stands in the question: the loss falls, the ranking breaks.",
    view: "attention",
    settings: ["causal", "length"],
    preset: { causal: false },
    prediction: {
      id: "no-mask",
      kind: "curve",
      question:
        "Take the mask away: every place may look at the films after it, and its answer is one of them. Draw how NDCG@10 on the test goes.",
      run: { causal: false },
      metric: "NDCG@10",
      range: [0, 0.08],
      explanation:
        "As long as copying is not found, all places learn from each other. Once it is, they have nothing left to learn but to copy, and only the last place of each window, with no answer in sight, still holds on to what was learnt. Whoever stops at the best epoch may not even notice.",
    },
  },
  {
    id: "pooling",
    title: "Does it need to look?",
    claim:
      "Before praising attention, hold it against an average, and against the last film alone.",
    view: "next",
    settings: ["encoder", "blocks"],
    prediction: {
      id: "attention-average",
      kind: "winner",
      question:
        "The same blocks, but every film weighs the same (average pooling), or attention chooses: which ranks better?",
      run: {},
      against: { encoder: "average" },
      metric: "NDCG@10",
      labels: ["Self-attention", "Average pooling"],
      tie: BAND,
      explanation:
        "Reference runs with three seeds do not part them in the whole catalogue, nor either from the last film alone: the residual carries the last film up, and that is most of what counts here. Among 100 uniform negatives, the paper’s ruler, the last film alone does fall behind.",
    },
  },
  {
    id: "order",
    title: "How much is order worth?",
    claim: "Shuffle the films of every user, and much of what was learnt is gone.",
    view: "next",
    settings: ["order", "positions"],
    preset: { order: "shuffled" },
    prediction: {
      id: "shuffled",
      kind: "value",
      question:
        "Train on the same films in shuffled order, and ask as before. Where does NDCG@10 end?",
      run: { order: "shuffled" },
      metric: "NDCG@10",
      range: [0, 0.08],
      explanation:
        "What is left is what goes together at all. The rest was order: people rate in sittings, often down a list that the site showed them, so part of it is the site’s order and not taste.",
    },
  },
  {
    id: "known",
    title: "A case where the right answer is known",
    claim: "Where one film decides, attention must find it, and it needs positions to do so.",
    view: "distance",
    settings: ["task", "positions", "blocks"],
    preset: { task: "two-back" },
    prediction: {
      id: "two-back",
      kind: "choice",
      question:
        "In generated sequences the item two steps back decides the next one. Take the vectors of the places away. What happens to NDCG@10?",
      options: [
        { id: "holds", label: "It holds: attention finds the item by what it is" },
        { id: "part", label: "A part is lost" },
        { id: "most", label: "More than half is lost" },
      ],
      run: { task: "two-back", positions: false },
      against: { task: "two-back" },
      grade: ({ run, against, baseline }) => {
        const [without, with_] = [run["NDCG@10"]!, against["NDCG@10"]!];
        const share = without / with_;
        return {
          answer: share > 0.9 ? "holds" : share > 0.5 ? "part" : "most",
          because: `NDCG@10 ${with_.toFixed(3)} with places, ${without.toFixed(3)} without; ranking by popularity gives ${(baseline["NDCG@10"] ?? 0).toFixed(3)}.`,
        };
      },
      explanation:
        "Attention compares what stands at two places, and without vectors for places it sees a bag of items: only the last one is told apart, as the one that asks.",
    },
  },
  {
    id: "parts",
    title: "What each part is worth",
    claim: "The paper took the model apart; each of its lines is a run.",
    view: "parts",
    settings: ["positions", "shared", "residuals", "blocks"],
  },
  {
    id: "honesty",
    title: "The ruler decides who wins",
    claim: "One model, many numbers: compare only under the same ruler.",
    view: "rulers",
    settings: ["loss", "protocol"],
    prediction: {
      id: "rulers",
      kind: "choice",
      question:
        "Two models: SASRec as published, with one negative (BCE) and 60 epochs; and the last film alone, with a softmax over all films. Is the better one in the whole catalogue also the better one among 100 uniform negatives?",
      options: [
        { id: "same", label: "Yes: better is better" },
        { id: "swap", label: "No: they change places" },
        { id: "tie", label: "One of the rulers cannot tell them apart" },
      ],
      run: { loss: "bce", epochs: 60 },
      against: { encoder: "last" },
      grade: ({ run, against }) => {
        const gap = (metric: string) => run[metric]! - against[metric]!;
        const [full, sampled] = [gap("NDCG@10"), gap("NDCG@10, 100 uniform")];
        const told = Math.abs(full) > BAND / 2 && Math.abs(sampled) > BAND;
        const answer = !told ? "tie" : full > 0 === sampled > 0 ? "same" : "swap";
        const both = (metric: string) =>
          `${run[metric]!.toFixed(3)} and ${against[metric]!.toFixed(3)}`;
        return {
          answer,
          because: `SASRec with BCE and the last film alone: ${both("NDCG@10")} in the whole catalogue, ${both("NDCG@10, 100 uniform")} among 100 uniform ones, ${both("NDCG@10, 100 popular")} among 100 by popularity.`,
        };
      },
      explanation:
        "Among a hundred random films it is enough to know roughly what somebody likes, which BCE teaches. To be among the first ten of thousands, the right film must beat the very similar ones, which a softmax over all of them teaches.",
    },
  },
  {
    id: "cloze",
    title: "Both ways: fill in the blank",
    claim: "Hide films and look both ways: the triangle fills, and learning takes longer.",
    view: "ways",
    settings: ["objective", "hidden", "heads"],
    preset: { objective: "cloze" },
    prediction: {
      id: "cloze-curve",
      kind: "curve",
      question: "BERT4Rec on the same layers, with as much time. Draw how its NDCG@10 grows.",
      run: { objective: "cloze" },
      metric: "NDCG@10",
      range: [0, 0.08],
      explanation:
        "A third of the places teach something in each window, instead of all; and in training it is hardly ever asked about the end. Given more epochs it catches up.",
    },
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.06 with the smallest model that can.",
    view: "you",
    settings: ["length", "dim", "blocks", "dropout"],
  },
];
