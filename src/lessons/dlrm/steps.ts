/** The steps of the lesson with their predictions. The bands in the prose are from three seeds each. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** An MLP on all vectors with about as many parameters above the embeddings as dots and their top. */
export const MLP_OF_ITS_SIZE = { interaction: "concat", deep: 36 };

/** A target of pairs alone, each as strong as the others: all that dots are made for. */
export const PAIRS = {
  task: "crosses",
  terms: "x1 x2 + x3 x4 + x5 x6 + x7 x8 + x9 x10",
  deep: 0,
};

/** 217 weights: as many as vectors of 16 numbers, their dots and a linear top have (216). */
export const MLP_ON_PAIRS = { ...PAIRS, interaction: "concat", deep: 12 };

const of =
  (name: string) =>
  ({ metrics }: Result) =>
    metrics[name]!;
const r2 = of("R2");

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "What do two vectors have to say to each other?",
    claim: "DLRM makes a vector of everything it knows and asks each pair how well they fit.",
    view: "network",
    settings: ["interaction", "dim"],
  },
  {
    id: "dots",
    title: "Each pair once",
    claim: "What is learnt of two features is one number: the dot product of their vectors.",
    view: "dots",
    settings: ["dim", "bottom", "pairs"],
  },
  {
    id: "worth",
    title: "One dot, by hand",
    claim: "Set one dot to zero and read how the score moves.",
    view: "dots",
    settings: ["interaction", "lr"],
  },
  {
    id: "order",
    title: "Pairs, and no more",
    claim: "With a linear top, dots express every product of two inputs and none of three.",
    view: "planted",
    settings: ["task", "deep", "dim"],
    preset: { task: "crosses", deep: 0 },
    prediction: {
      id: "linear-top",
      kind: "value",
      question:
        "The target is eight products of two inputs and one of three. The top is a linear map of the dots. Where does R² end?",
      run: { task: "crosses", deep: 0 },
      metric: "R2",
      range: [0, 1],
      outcome: ({ run }) => (run.R2! > 0.97 ? "all" : "pairs"),
      explanation: {
        pairs:
          "Everything but the product of three: the same as least squares on all pairs. Vectors of 16 numbers are long enough for any strengths among ten inputs.",
        all: "Everything: the terms planted here are products of two at most, and dots reach all of those.",
      },
    },
    claims: [
      claim({
        says: "dots express every product of two inputs and none of three",
        runs: { linear: { task: "crosses", deep: 0 } },
        holds: ({ linear }) => Math.abs(r2(linear) - linear.baselines["all pairs"]!.R2!) < 0.02,
      }),
      claim({
        says: "it bends pairs into the triple as well",
        runs: { deep: { task: "crosses", deep: 64 }, linear: { task: "crosses", deep: 0 } },
        holds: ({ deep, linear }) => r2(deep) > r2(linear) + 0.02,
      }),
    ],
  },
  {
    id: "win",
    title: "Where dots win",
    claim: "On products of two, dots leave nothing; an MLP of their size leaves a tenth.",
    view: "planted",
    settings: ["interaction", "deep", "terms"],
    preset: PAIRS,
    prediction: {
      id: "dots-on-pairs",
      kind: "winner",
      question:
        "The target is five products of two inputs. Dots under a linear top, 216 numbers, or an MLP of 217: which explains more?",
      run: PAIRS,
      against: MLP_ON_PAIRS,
      metric: "R2",
      labels: ["Dots", "MLP"],
      tie: 0.02,
      explanation: {
        run: "A product is one dot, so five of 45 weights in the top are all there is to learn. The MLP has to build each product out of bends.",
        tie: "Here the MLP has built the products out of its bends, as well as dots have them for nothing. Give it harder terms, or fewer units.",
        against:
          "Dots are behind here: look whether the target still holds products of two alone, and whether training has ended.",
      },
    },
    claims: [
      claim({
        says: "On products of two, dots leave nothing; an MLP of their size leaves a tenth.",
        runs: { dots: PAIRS, mlp: MLP_ON_PAIRS },
        holds: ({ dots, mlp }) => r2(dots) > 0.999 && r2(mlp) > 0.8 && r2(mlp) < 0.95,
      }),
      claim({
        says: "with thirteen times as many numbers it leaves a hundredth",
        runs: { large: { ...PAIRS, interaction: "concat", deep: 64 } },
        holds: ({ large }) => r2(large) > 0.98 && r2(large) < 0.997,
      }),
    ],
  },
  {
    id: "short",
    title: "How long must a vector be?",
    claim: "Among ten inputs one number each is enough, because the top weighs every dot.",
    view: "planted",
    settings: ["dim", "deep", "task"],
    preset: { task: "crosses", deep: 0, dim: 1 },
    prediction: {
      id: "one-number",
      kind: "winner",
      question:
        "The same target and a linear top. Vectors of one number each, or of sixteen: which explains more?",
      run: { task: "crosses", deep: 0, dim: 1 },
      against: { task: "crosses", deep: 0 },
      metric: "R2",
      labels: ["One number", "Sixteen"],
      tie: 0.01,
      explanation: {
        tie: "Each of the 45 dots has a weight of its own in the top. So all strengths can be had with any vectors that are not zero.",
        run: "One number is enough, since each of the 45 dots has a weight of its own in the top; the shorter vectors were even learnt faster here.",
        against:
          "One number would be enough, since each of the 45 dots has a weight of its own in the top. Here it has not been learnt as fast: give it more epochs.",
      },
    },
    claims: [
      claim({
        says: "Among ten inputs one number each is enough, because the top weighs every dot.",
        runs: { one: { task: "crosses", deep: 0, dim: 1 }, many: { task: "crosses", deep: 0 } },
        holds: ({ one, many }) => Math.abs(r2(one) - r2(many)) < 0.02,
      }),
    ],
  },
  {
    id: "real",
    title: "On ratings",
    claim: "On 100,000 ratings dots do not beat an MLP on the same vectors.",
    view: "fit",
    settings: ["interaction", "deep", "features"],
    prediction: {
      id: "dots-or-mlp",
      kind: "winner",
      question:
        "Real ratings. Dots of all pairs under the top, or an MLP of the same size on all vectors: which has the higher AUC?",
      run: {},
      against: MLP_OF_ITS_SIZE,
      metric: "AUC",
      labels: ["DLRM", "MLP"],
      tie: 0.0045,
      explanation: {
        tie: "Seeds differ by as much: dots gain nothing here. DLRM was made for hundreds of features and billions of rows.",
        against:
          "The MLP on the same vectors is ahead: with five features there is little that only a dot could say. DLRM was made for hundreds of features and billions of rows.",
        run: "The dots are ahead here, by about a standard error of the AUC. DLRM was made for hundreds of features and billions of rows.",
      },
    },
    claims: [
      claim({
        says: "On 100,000 ratings dots do not beat an MLP on the same vectors.",
        runs: { dots: {}, mlp: MLP_OF_ITS_SIZE },
        on: "mean",
        holds: ({ dots, mlp }) => of("AUC")(dots) < of("AUC")(mlp) + 0.001,
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Reach R² of 0.9 on a planted triple, with dots.",
    view: "planted",
    settings: ["terms", "deep", "epochs"],
    preset: { task: "crosses", terms: "x1 x2 x3" },
    goal: {
      says: "R² of 0.9 on a planted product of three, with dots",
      reached: ({ metrics, config }) =>
        metrics.R2! >= 0.9 &&
        config.task === "crosses" &&
        config.terms === "x1 x2 x3" &&
        config.interaction === "dot",
    },
  },
];
