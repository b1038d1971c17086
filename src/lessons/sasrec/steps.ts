/** The story of the lesson: one claim a step, and what the lab does beside it. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** Two runs that end closer than this may have changed places by chance: three seeds differ by as much. */
const BAND = 0.006;

const ndcg = ({ metrics }: Result) => metrics["NDCG@10"]!;
const loss = ({ metrics }: Result) => metrics.Loss!;
/** NDCG@10 after the last epoch, whichever validation has chosen. */
const atTheEnd = ({ epochs }: Result) => epochs.at(-1)!["NDCG@10"]!;
const popular = ({ baselines }: Result) => baselines.popularity!["NDCG@10"]!;

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
      "Without the mask the answer stands in the question: the loss falls, and the ranking gets worse.",
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
      outcome: ({ curve }) => {
        const best = Math.max(...curve.map(({ value }) => value));
        return (curve.at(-1)?.value ?? 0) < 0.85 * best ? "falls" : "holds";
      },
      explanation: {
        falls:
          "At first the model has not found that the answer can be copied, and every position learns something. Once it has, copying gives it a low loss, and nothing else is learnt any more. Only the last position of each window, where no answer can be seen, still has to guess. Validation chooses an early epoch, so a leaderboard may not show the mistake.",
        holds:
          "The ranking has not fallen in this run. Look at the loss: it is too low to be true, because most answers can be copied. With more epochs the ranking suffers as well.",
      },
    },
    claims: [
      claim({
        says: "the loss falls, and the ranking gets worse",
        runs: { open: { causal: false }, masked: {} },
        holds: ({ open, masked }) =>
          loss(open) < loss(masked) - 1 && atTheEnd(open) < 0.85 * atTheEnd(masked),
      }),
    ],
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
      explanation: {
        tie: "In the whole catalogue seeds differ by as much. The residual connection carries the last film up to the scores, and that is most of what counts here.",
        run: "Attention is ahead here: it gives more weight to the films that say something about the next one. On MovieLens three seeds do not show it.",
        against:
          "The average is ahead here: choosing has to be learnt, and these histories are too few or too short for it. The residual connection carries the last film up in either case.",
      },
    },
    claims: [
      claim({
        says: "three seeds do not tell attention and average apart",
        runs: { attention: {}, average: { encoder: "average" } },
        on: "mean",
        holds: ({ attention, average }) => Math.abs(ndcg(attention) - ndcg(average)) < BAND,
      }),
    ],
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
      outcome: ({ run, baseline }) =>
        run["NDCG@10"]! > 1.2 * (baseline["NDCG@10"] ?? 0) ? "part" : "nothing",
      explanation: {
        part: "What is left is what goes together at all. The rest was order: people rate in sittings, often down a list that the site showed them, so part of it is the site’s order and not taste.",
        nothing:
          "Little more than popularity is left: on these data nearly all that the model knew was order.",
      },
    },
    claims: [
      claim({
        says: "Shuffle the films of every user, and much of what was learnt is gone.",
        runs: { shuffled: { order: "shuffled" }, ordered: {} },
        holds: ({ shuffled, ordered }) => ndcg(shuffled) < 0.75 * ndcg(ordered),
      }),
      claim({
        says: "Too good",
        runs: { file: { order: "file" }, ordered: {} },
        holds: ({ file, ordered }) => ndcg(file) > 1.5 * ndcg(ordered),
      }),
    ],
  },
  {
    id: "known",
    title: "A case where the right answer is known",
    claim:
      "Where one film decides, attention must find it, and without positions it finds it badly.",
    view: "distance",
    settings: ["task", "positions", "blocks"],
    preset: { task: "two-back" },
    prediction: {
      id: "two-back",
      kind: "choice",
      question:
        "In generated sequences the item two steps back decides the next one. Take the position embeddings away. What happens to NDCG@10?",
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
          because: `NDCG@10 ${with_.toFixed(3)} with positions, ${without.toFixed(3)} without; ranking by popularity gives ${(baseline["NDCG@10"] ?? 0).toFixed(3)}.`,
        };
      },
      covers: { metrics: ["NDCG@10"] },
      explanation: {
        most: "Attention compares items, not positions. Without position embeddings only the mask still tells the order, because each position sees one item more than the one before it. That is enough for “recent” or “long ago”, and not for “exactly one before this one”.",
        part: "The mask still tells something of the order, because each position sees one item more than the one before it. Some of the runs make more of that than others, but they do not reach what position embeddings give.",
        holds:
          "This run has found the order through the mask alone: each position sees one item more than the one before it. That can be learnt, but it usually takes longer than this.",
      },
    },
    claims: [
      claim({
        says: "More than half is lost without them, and still far more than popularity is left",
        runs: { without: { task: "two-back", positions: false }, with: { task: "two-back" } },
        holds: ({ without, with: full }) =>
          ndcg(without) < 0.5 * ndcg(full) && ndcg(without) > 1.5 * popular(without),
      }),
      claim({
        says: "comes close",
        runs: { none: { task: "markov", blocks: 0 }, blocks: { task: "markov" } },
        holds: ({ none, blocks }) => ndcg(none) > 0.85 * ndcg(blocks),
      }),
    ],
  },
  {
    id: "parts",
    title: "What each part is worth",
    claim: "The paper took the model apart; each of its lines is a run.",
    view: "parts",
    settings: ["positions", "shared", "residuals"],
    claims: [
      claim({
        says: "Without residuals three seeds end near popularity",
        runs: { without: { residuals: false } },
        on: "mean",
        holds: ({ without }) => ndcg(without) < 1.6 * popular(without),
      }),
    ],
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
      covers: {
        metrics: ["NDCG@10", "NDCG@10, 100 uniform", "NDCG@10, 100 popular"],
        views: ["rulers"],
      },
      near: ({ run, against }) => Math.abs(run["NDCG@10"]! - against["NDCG@10"]!) < BAND,
      explanation: {
        swap: "Among a hundred random films it is enough to know roughly what somebody likes, which BCE teaches. To be among the first ten of thousands, the right film must beat the very similar ones, which a softmax over all of them teaches.",
        same: "Here one model is ahead by either ruler. That need not be so: among a hundred random films a rough idea of somebody’s taste is enough, in the whole catalogue the right film must beat the very similar ones.",
        tie: "By one of the rulers the two are within what seeds do. A ruler that is easy, or noisy, hides differences that another one shows.",
      },
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
      pace: [1.2],
      outcome: ({ run, baseline }) =>
        run["NDCG@10"]! < 1.5 * (baseline["NDCG@10"] ?? 0) ? "slow" : "learning",
      explanation: {
        slow: "A third of the positions teach something in each window, instead of all; and in training the model is hardly ever asked about the end. It has only begun to learn.",
        learning:
          "A third of the positions teach something in each window, instead of all; and in training the model is hardly ever asked about the end. It learns, and more slowly than SASRec.",
      },
    },
    claims: [
      claim({
        says: "learning takes longer",
        runs: { cloze: { objective: "cloze" }, next: {} },
        holds: ({ cloze, next }) => ndcg(cloze) < 0.8 * ndcg(next),
      }),
      claim({
        says: "comes nearer without reaching it",
        runs: {
          longer: { objective: "cloze", epochs: 60 },
          cloze: { objective: "cloze" },
          next: {},
        },
        on: "mean",
        holds: ({ longer, cloze, next }) => ndcg(longer) > ndcg(cloze) && ndcg(longer) < ndcg(next),
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.06 with the smallest model that can.",
    view: "you",
    settings: ["length", "dim", "blocks"],
    goal: {
      says: "NDCG@10 of 0.06 on the films, in their order",
      reached: ({ metrics, config }) =>
        metrics["NDCG@10"]! >= 0.06 &&
        config.task === "films" &&
        config.order === "time" &&
        config.protocol === "last",
    },
  },
];
