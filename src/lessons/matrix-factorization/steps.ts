/** The story of the lesson: one claim a section, what the lab does beside it, and what its sentences are held to. */
import { say } from "../../components/language/say.ts";
import { claim, type Result, type Seen, type Step } from "../../engine/declarations/lesson.ts";

const ndcg = ({ metrics }: Result) => metrics["NDCG@10"]!;
const popularityOf = ({ metrics }: Result) => metrics["Mean popularity@10"]!;
const valid = ({ epochs }: Result, epoch: number) => epochs[epoch - 1]!["Validation NDCG@10"]!;
const ranking = (epoch: Result["epochs"][number]) => epoch["Validation NDCG@10"]!;
const error = (epoch: Result["epochs"][number]) => epoch["Validation RMSE"]!;
const popular = ({ baselines }: Result) => baselines.popularity!;

/** BCE of one positive and four negatives when every score is 0: where the loss begins. */
const AT_FIRST = 5 * Math.log(2);

/** How the ranking went with uniform negatives: at first no better than popularity, then rising; or otherwise. */
function course({ curve, baseline }: Seen): "late" | "early" | "never" {
  const line = baseline["Validation NDCG@10"] ?? 0;
  const at = (part: number) => curve[Math.round(part * (curve.length - 1))]?.value ?? 0;
  if (at(1) < 1.15 * line) return "never";
  return at(0.25) < 1.25 * line ? "late" : "early";
}

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Which negatives teach the model most?",
    claim: "A model that only hears yes learns to say yes; negatives teach it to tell films apart.",
    view: "map",
    settings: ["negatives", "numNegatives"],
    claims: [
      claim({
        says: "the loss falls to almost nothing, and the lists are hardly better than the popular list",
        runs: { onlyYes: { numNegatives: 0 } },
        holds: ({ onlyYes }) =>
          onlyYes.metrics.Loss! < 0.15 &&
          ndcg(onlyYes) < 1.2 * popular(onlyYes)["NDCG@10"]! &&
          popularityOf(onlyYes) > 0.85 * popular(onlyYes)["Mean popularity@10"]!,
      }),
    ],
  },
  {
    id: "dot",
    title: "Two tables and a multiplication",
    claim: "A score is the dot product of two learnt vectors.",
    view: "map",
    settings: ["dim", "lr"],
  },
  {
    id: "by-hand",
    title: "One example, by hand",
    claim: "A watched film is pulled towards its user, a negative is pushed away.",
    view: "triple",
    settings: ["loss", "lr"],
  },
  {
    id: "easy",
    title: "Uniform negatives are easy",
    claim: "Most uniform negatives soon push with almost no force.",
    view: "negatives",
    settings: ["negatives", "numNegatives"],
    prediction: {
      id: "uniform-curve",
      kind: "curve",
      question: "Draw NDCG@10 on the validation films, epoch by epoch.",
      run: { negatives: "uniform" },
      metric: "Validation NDCG@10",
      range: [0, 0.08],
      covers: { metrics: ["NDCG@10"] },
      outcome: course,
      explanation: {
        late: "At first the ranking is no better than popularity: the easiest thing to learn is which films are watched at all. It rises later, while the loss hardly moves any more.",
        early:
          "Here the ranking leaves the popularity line at once: telling people apart is as easy on these data as telling films apart.",
        never:
          "Here the ranking stays near the popularity line: which films are watched at all is most of what these runs have learnt.",
      },
    },
    claims: [
      claim({
        says: "The loss makes most of its way in the first two epochs.",
        runs: { uniform: {} },
        holds: ({ uniform: { epochs } }) =>
          AT_FIRST - epochs[1]!.loss! > 0.6 * (AT_FIRST - epochs.at(-1)!.loss!),
      }),
      claim({
        says: "The ranking begins at the level of popularity, stays there for about four epochs",
        runs: { uniform: {} },
        holds: ({ uniform }) => valid(uniform, 4) < 1.2 * popular(uniform)["Validation NDCG@10"]!,
      }),
      claim({
        says: "and then goes on rising to the end",
        runs: { uniform: {} },
        holds: ({ uniform }) =>
          valid(uniform, 15) > 1.3 * valid(uniform, 4) && uniform.metrics["Best epoch"]! > 10,
      }),
    ],
  },
  {
    id: "popularity",
    title: "Negatives drawn by popularity",
    claim: "Drawing negatives by popularity makes the recommended films rarer.",
    view: "negatives",
    settings: ["negatives", "alpha"],
    preset: { negatives: "popularity", alpha: 1 },
    prediction: {
      id: "popularity-lists",
      kind: "choice",
      question:
        "With α = 1 instead of uniform negatives: how popular are the films in everybody’s first ten?",
      options: [
        { id: "more", label: "More popular than before" },
        { id: "same", label: "About as popular: the pulls and the new pushes cancel" },
        { id: "less", label: "Less popular: what is drawn often is pushed down" },
      ],
      run: { negatives: "popularity", alpha: 1 },
      against: { negatives: "uniform" },
      covers: { metrics: ["Mean popularity@10", "Coverage@10"] },
      grade: ({ run, against }) => {
        const [now, before] = [run["Mean popularity@10"]!, against["Mean popularity@10"]!];
        const answer = now < 0.9 * before ? "less" : now > 1.1 * before ? "more" : "same";
        return {
          answer,
          because: say(
            "The films in the first tens have {before} ratings on average with uniform negatives, {now} with α = 1.",
            { before: before.toFixed(0), now: now.toFixed(0) },
          ),
        };
      },
      explanation: {
        less: "A popular film is pulled up by many users, but is now also drawn for as many others, and both forces meet in the same vector.",
        same: "The popular films are drawn more often now, yet the lists hardly changed: on these data popularity divides people less than it does on MovieLens, where the lists become rarer.",
        more: "The lists became more popular, against what the pushes alone would do: a run this small has not learnt the tail, so only well-trained films reach the lists.",
      },
    },
    claims: [
      claim({
        says: "Drawing negatives by popularity makes the recommended films rarer.",
        runs: { byPopularity: { negatives: "popularity", alpha: 1 }, uniform: {} },
        holds: ({ byPopularity, uniform }) =>
          popularityOf(byPopularity) < 0.8 * popularityOf(uniform),
      }),
      claim({
        says: "On the mean of three seeds the ranking loses about a tenth, and the lists change far more",
        runs: { byPopularity: { negatives: "popularity", alpha: 1 }, uniform: {} },
        on: "mean",
        holds: ({ byPopularity, uniform }) => {
          const kept = ndcg(byPopularity) / ndcg(uniform);
          return (
            kept > 0.82 && kept < 0.95 && popularityOf(byPopularity) < 0.7 * popularityOf(uniform)
          );
        },
      }),
    ],
  },
  {
    id: "hard",
    title: "Do hard negatives teach more?",
    claim: "The negatives the model likes best are the ones it can learn from.",
    view: "negatives",
    settings: ["negatives", "numNegatives"],
    preset: { negatives: "hard" },
    prediction: {
      id: "hard-wins",
      kind: "winner",
      question: "Same number of negatives, same epochs: which run ranks better at its best?",
      run: { negatives: "hard" },
      against: { negatives: "uniform" },
      metric: "NDCG@10",
      labels: ["Hard", "Uniform"],
      tie: 0.003,
      pace: [2.4],
      explanation: {
        run: "A hard negative still pushes when a uniform one has gone quiet, so the top of the list goes on being sorted.",
        against:
          "Here the hard negatives were too hard: many films that the model scores high and the user has not watched are films they would like, and those are pushed down too.",
        tie: "The hard negatives push longer, but on these data that does not sort the top of the list any better than more of the easy ones.",
      },
    },
    claims: [
      claim({
        says: "on three seeds the runs with hard negatives end a little higher",
        runs: { hard: { negatives: "hard" }, uniform: {} },
        holds: ({ hard, uniform }) => ndcg(hard) > ndcg(uniform),
      }),
      claim({
        says: "fewer films reach anybody’s list",
        runs: { hard: { negatives: "hard" }, uniform: {} },
        holds: ({ hard, uniform }) =>
          hard.metrics["Coverage@10"]! < 0.8 * uniform.metrics["Coverage@10"]!,
      }),
    ],
  },
  {
    id: "losses",
    title: "One film, two films, or stars?",
    claim: "What the loss asks for decides what the scores are good for.",
    view: "triple",
    settings: ["loss", "numNegatives"],
    prediction: {
      id: "stars",
      kind: "winner",
      question:
        "Teach the same vectors to predict the stars instead (squared error, no negatives). Which run ranks the hidden films better?",
      run: { loss: "mse" },
      against: {},
      metric: "NDCG@10",
      labels: ["Squared error on stars", "BCE with negatives"],
      tie: 0.005,
      pace: [0.5],
      explanation: {
        against:
          "Stars are known only for films that somebody chose to watch. A model of stars has never been asked which films these are, and that is the question of the ranking.",
        run: "On these data the stars say more about the next film than the choice of negatives does. On MovieLens it is the other way round.",
        tie: "Both are about as good here. On MovieLens squared error on stars ranks below popularity.",
      },
    },
    claims: [
      claim({
        says: "Squared error on stars ranks below popularity here",
        runs: { stars: { loss: "mse" } },
        holds: ({ stars }) => ndcg(stars) < popular(stars)["NDCG@10"]!,
      }),
      claim({
        says: "BPR and BCE are not told apart by three seeds",
        runs: { bpr: { loss: "bpr" }, bce: {} },
        on: "mean",
        holds: ({ bpr, bce }) => Math.abs(ndcg(bpr) - ndcg(bce)) < 0.003,
      }),
    ],
  },
  {
    id: "stars",
    title: "Better stars, worse lists",
    claim: "A model can get better at stars and worse at lists.",
    view: "stars",
    settings: ["loss", "dim", "epochs"],
    preset: { loss: "mse", dim: 1 },
    prediction: {
      id: "better-stars",
      kind: "curve",
      question:
        "Its error on held-out stars falls from 1.00 to about 0.93. Draw what NDCG@10 on the validation films does meanwhile.",
      run: { loss: "mse", dim: 1 },
      metric: "Validation NDCG@10",
      range: [0, 0.06],
      covers: { metrics: ["NDCG@10", "HR@10", "MRR", "Mean popularity@10"], views: ["stars"] },
      pace: [0.5],
      outcome: ({ curve }) => {
        const [first, last] = [curve[0]?.value ?? 0, curve.at(-1)?.value ?? 0];
        return last < 0.7 * first ? "falls" : last > 1.3 * first ? "rises" : "stays";
      },
      explanation: {
        falls:
          "It falls: the more the scores say how good a film is, the less they say how many people watch it.",
        rises:
          "Here it rises: on these data the films that are liked best are also the ones that are watched.",
        stays:
          "Here it hardly moves: on these data better stars neither help the list nor harm it.",
      },
    },
    claims: [
      claim({
        says: "a model can get better at stars and worse at lists",
        runs: { stars: { loss: "mse", dim: 1 } },
        holds: ({ stars: { epochs } }) =>
          error(epochs[7]!) < error(epochs[0]!) - 0.06 &&
          ranking(epochs[7]!) < 0.4 * ranking(epochs[0]!),
      }),
      claim({
        says: "better than the means of film and person, 0.944",
        runs: { stars: { loss: "mse", dim: 1 } },
        holds: ({ stars: { epochs, baselines } }) => {
          const means = baselines.means!["Validation RMSE"]!;
          return means.toFixed(3) === "0.944" && error(epochs.at(-1)!) < means - 0.01;
        },
      }),
      claim({
        says: "next to no held-out film stands among anybody’s first ten",
        runs: { stars: { loss: "mse", dim: 1 } },
        holds: ({ stars: { epochs } }) => epochs.at(-1)!["Validation HR@10"]! < 0.005,
      }),
      claim({
        says: "The films of the lists had about 190 ratings each after the first epoch; after the last they have about 20.",
        runs: { stars: { loss: "mse", dim: 1 } },
        holds: ({ stars: { epochs } }) =>
          Math.abs(epochs[0]!["Mean popularity@10"]! - 190) < 20 &&
          Math.abs(epochs.at(-1)!["Mean popularity@10"]! - 20) < 6,
      }),
      claim({
        says: "With 32 numbers the error is lowest by the third epoch and ends above 1.",
        runs: { wide: { loss: "mse" } },
        holds: ({ wide: { epochs } }) =>
          epochs.slice(3).every((row) => error(row) > Math.min(...epochs.slice(0, 3).map(error))) &&
          error(epochs.at(-1)!) > 1,
      }),
    ],
  },
  {
    id: "mlp",
    title: "Dot product or network?",
    claim: "Three seeds do not tell a network over both vectors from their dot product.",
    view: "matrix",
    settings: ["scorer", "dim"],
    preset: { scorer: "mlp" },
    prediction: {
      id: "mlp-wins",
      kind: "winner",
      question: "Same vectors, same negatives: which scorer ranks better at its best?",
      run: { scorer: "mlp" },
      against: { scorer: "dot" },
      metric: "NDCG@10",
      labels: ["MLP", "Dot product"],
      tie: 0.005,
      pace: [3.3],
      explanation: {
        tie: "The network has more parameters and no reason to multiply; on data of this size the two differ by no more than another seed would change.",
        against:
          "The network has more parameters and no reason to multiply. It has to build the product out of sums and bends, which these data are too few for.",
        run: "Here the network found something that a product does not say. Before you believe it, give the dot product as much tuning: that is what Rendle et al. did.",
      },
    },
    claims: [
      claim({
        says: "Three seeds do not tell a network over both vectors from their dot product.",
        runs: { mlp: { scorer: "mlp" }, dot: {} },
        on: "mean",
        holds: ({ mlp, dot }) => Math.abs(ndcg(mlp) - ndcg(dot)) < 0.006,
      }),
    ],
  },
  {
    id: "too-strong",
    title: "What goes wrong: a penalty too strong",
    claim: "With too much regularisation only popularity is left.",
    view: "norms",
    settings: ["l2", "lr"],
    preset: { l2: 0.1 },
    prediction: {
      id: "too-strong",
      kind: "value",
      question: "With λ = 0.1 instead of 0.01, where does NDCG@10 end?",
      run: { l2: 0.1 },
      metric: "NDCG@10",
      range: [0, 0.06],
      outcome: ({ run, baseline }) => {
        const [end, line] = [run["NDCG@10"]!, baseline["NDCG@10"] ?? 0];
        return Math.abs(end - line) < 0.006 ? "popularity" : end > line ? "above" : "below";
      },
      explanation: {
        popularity:
          "It falls to the popularity baseline: the embeddings are pulled so short that the biases decide the order.",
        above:
          "It stays above the popularity baseline here: on these data even short vectors still tell people apart. Try a stronger penalty.",
        below:
          "It falls below the popularity baseline: short vectors are left that disturb the order of the biases without knowing anybody.",
      },
    },
    claims: [
      claim({
        says: "With too much regularisation only popularity is left.",
        runs: { strong: { l2: 0.1 } },
        holds: ({ strong }) =>
          Math.abs(ndcg(strong) - popular(strong)["NDCG@10"]!) < 0.006 &&
          popularityOf(strong) > 0.95 * popular(strong)["Mean popularity@10"]!,
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach NDCG@10 of 0.035 with at most four negatives a positive.",
    view: "you",
    settings: ["negatives", "numNegatives", "l2"],
    goal: {
      says: "NDCG@10 of 0.035 with at most four negatives a positive",
      reached: ({ metrics, config }) =>
        metrics["NDCG@10"]! >= 0.035 && Number(config.numNegatives) <= 4,
    },
  },
];
