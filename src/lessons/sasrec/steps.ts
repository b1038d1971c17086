/** The story of the lesson: one claim a step, and what the lab does beside it. */
import type { Step } from "../../engine/lesson.ts";

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
      kind: "choice",
      question:
        "Take the causal mask away, so that every position may look at the films after it. What do the loss and NDCG@10 on the test do?",
      options: [
        { id: "both", label: "Both get better: the model sees more" },
        { id: "apart", label: "The loss gets better, the ranking worse" },
        { id: "neither", label: "Little changes: at the end there is no future to see" },
      ],
      run: { causal: false },
      against: {},
      grade: ({ run, against }) => {
        const [loss, clean] = [run.Loss!, against.Loss!];
        const [ranking, before] = [run["NDCG@10"]!, against["NDCG@10"]!];
        const lower = loss < clean - 0.3;
        const answer =
          lower && ranking < before - BAND
            ? "apart"
            : lower && ranking > before + BAND
              ? "both"
              : "neither";
        return {
          answer,
          because: `Loss ${clean.toFixed(2)} with the mask, ${loss.toFixed(2)} without; NDCG@10 ${before.toFixed(3)} and ${ranking.toFixed(3)}.`,
        };
      },
      explanation:
        "Each position learns to copy the film after it, which stands in its input. At the end of the sequence, where it is asked, nothing stands there to copy.",
    },
  },
  {
    id: "pooling",
    title: "Does it need to look?",
    claim: "Averaging ignores order; the last film ignores all the others.",
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
        "The average knows what kind of films you watch, not which you watched last. In this data neighbouring films belong together more than films far apart.",
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
      id: "bce-softmax",
      kind: "winner",
      question:
        "Softmax over all films, or BCE with one negative as in the paper, which gets two and a half times the epochs here. Ranked among 100 uniform negatives, which wins?",
      run: {},
      against: { loss: "bce", epochs: 60 },
      metric: "NDCG@10, 100 uniform",
      labels: ["Softmax", "BCE"],
      tie: 0.02,
      explanation:
        "Against a hundred random films it is enough to know what is popular and roughly liked. Who is first among thousands is another question.",
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
    claim: "Reach NDCG@10 of 0.06 in less than a minute.",
    view: "you",
    settings: ["length", "dim", "blocks", "dropout"],
  },
];
