/** The steps of the lesson with their predictions. The bands in the prose are from three seeds each. */
import { claim, type Result, type Step } from "../../engine/declarations/lesson.ts";

/** An MLP with as many parameters above the embeddings as two full cross layers and their deep part. */
export const MLP_OF_ITS_SIZE = { crossLayers: 0, deep: 120 };

const of =
  (name: string) =>
  ({ metrics }: Result) =>
    metrics[name]!;
const r2 = of("R2");

export const steps: readonly Step[] = [
  {
    id: "question",
    title: "Can a network learn to multiply?",
    claim: "A sum of parts cannot say that this person likes that genre only when the film is old.",
    view: "network",
    settings: ["task", "crossLayers"],
  },
  {
    id: "layer",
    title: "One layer, by hand",
    claim: "A cross layer multiplies the inputs with a linear map of what it got.",
    view: "hand",
    settings: ["crossLayers", "lr"],
  },
  {
    id: "orders",
    title: "One layer, one more order",
    claim: "L layers hold products of up to L + 1 inputs, and none of more.",
    view: "orders",
    settings: ["crossLayers", "terms"],
    preset: { task: "crosses", crossLayers: 1 },
    prediction: {
      id: "one-layer",
      kind: "value",
      question:
        "One cross layer. The target holds eight products of two inputs and one of three. Where does R² end?",
      run: { task: "crosses", crossLayers: 1 },
      metric: "R2",
      range: [0, 1],
      covers: { views: ["orders", "planted"] },
      outcome: ({ run }) => (run.R2! > 0.97 ? "all" : "pairs"),
      explanation: {
        pairs:
          "What is missing is the product of three. One layer reaches every product of two inputs and none of more, however long it trains.",
        all: "Nothing is missing: the terms planted here are products of two at most, and one layer reaches all of those.",
      },
    },
    claims: [
      claim({
        says: "L layers hold products of up to L + 1 inputs, and none of more.",
        runs: { one: { task: "crosses", crossLayers: 1 }, two: { task: "crosses" } },
        holds: ({ one, two }) =>
          Math.abs(r2(one) - one.baselines["all pairs"]!.R2!) < 0.02 && r2(two) > 0.98,
      }),
    ],
  },
  {
    id: "size",
    title: "Few parameters",
    claim: "Two cross layers learn the target with 231 parameters; an MLP of that size does not.",
    view: "size",
    settings: ["rivals", "crossLayers", "hidden"],
    preset: { task: "crosses" },
    prediction: {
      id: "equal-size",
      kind: "choice",
      question:
        "Two cross layers, and beside them an MLP with as many parameters that sees the same batches. What does the MLP explain when they end?",
      options: [
        { id: "same", label: "As much as the crosses, within 0.02 of R²" },
        { id: "less", label: "Less, but more than 0.96" },
        { id: "far", label: "Less than 0.96" },
      ],
      run: { task: "crosses" },
      grade: ({ run }) => {
        const name = Object.keys(run).find((key) => key.startsWith("R2 MLP")) ?? "R2";
        const [own, mlp] = [run.R2!, run[name]!];
        return {
          answer: own - mlp <= 0.02 ? "same" : mlp > 0.96 ? "less" : "far",
          because: `R² is ${own.toFixed(4)} with crosses and ${mlp.toFixed(3)} for the ${name.slice(3)}.`,
        };
      },
      covers: { views: ["size"] },
      explanation: {
        far: "An MLP has to build every product out of bends: many units for one product, and only where the data are.",
        less: "An MLP has to build every product out of bends: many units for one product, and only where the data are. This one has come near, and not all the way.",
        same: "Here the MLP has found the products too. It has to build each out of bends, which takes many units for a harder target than this.",
      },
    },
    claims: [
      claim({
        says: "Two cross layers learn the target with 231 parameters; an MLP of that size does not.",
        runs: { crosses: { task: "crosses" } },
        holds: ({ crosses: { metrics } }) => {
          const mlp = Object.keys(metrics).find((name) => name.startsWith("R2 MLP"))!;
          return metrics.R2! > 0.98 && metrics[mlp]! < 0.96;
        },
      }),
    ],
  },
  {
    id: "blocks",
    title: "What W has found",
    claim: "The blocks of W say which inputs are crossed; a vector in its place cannot.",
    view: "blocks",
    settings: ["cross", "rank", "crossLayers"],
    preset: { task: "crosses" },
    prediction: {
      id: "vector",
      kind: "winner",
      question:
        "DCN-v1 has a vector w where v2 has a matrix W. Two layers each: which explains more?",
      run: { task: "crosses", cross: "vector" },
      against: { task: "crosses" },
      metric: "R2",
      labels: ["Vector (v1)", "Matrix (v2)"],
      tie: 0.02,
      explanation: {
        against:
          "In v1 all of x₀ is multiplied with the same number w·x, so the pairs cannot be weighed one by one.",
        tie: "On this target both are as good: with so few terms the pairs need not be weighed one by one.",
        run: "The vector is ahead here: with so few terms the matrix has more parameters than the target needs.",
      },
    },
    claims: [
      claim({
        says: "a vector in its place cannot",
        runs: { vector: { task: "crosses", cross: "vector" }, matrix: { task: "crosses" } },
        holds: ({ vector, matrix }) => r2(vector) < r2(matrix) - 0.1,
      }),
    ],
  },
  {
    id: "real",
    title: "On ratings",
    claim: "On 100,000 ratings crosses do not beat an MLP, nor a linear model with one good cross.",
    view: "fit",
    settings: ["crossLayers", "deep", "structure"],
    prediction: {
      id: "on-ratings",
      kind: "winner",
      question:
        "Real ratings. Two cross layers beside a deep part, or a plain MLP of the same size: which has the higher AUC?",
      run: {},
      against: MLP_OF_ITS_SIZE,
      metric: "AUC",
      labels: ["DCN-v2", "MLP"],
      tie: 0.0045,
      explanation: {
        tie: "Seeds differ by as much. What crosses could add is small here, and the vectors of users and films have to be learnt from a hundred ratings each.",
        run: "DCN-v2 is ahead on every seed, by less than a standard error of the AUC: do not build on it. What crosses could add is small here, since ids have to be learnt from a hundred ratings each.",
        against:
          "The MLP is ahead on every seed, by less than a standard error of the AUC: do not build on it. What crosses could add is small here, since ids have to be learnt from a hundred ratings each.",
      },
    },
    claims: [
      claim({
        says: "crosses do not beat an MLP, nor a linear model with one good cross",
        runs: { crosses: {}, mlp: MLP_OF_ITS_SIZE },
        on: "mean",
        holds: ({ crosses, mlp }) =>
          of("AUC")(crosses) < of("AUC")(mlp) + 0.003 &&
          of("AUC")(crosses) < crosses.baselines["with user × genre"]!.AUC! + 0.003,
      }),
    ],
  },
  {
    id: "overfit",
    title: "The second epoch",
    claim: "After about two passes the vectors of ids know the training rows by heart.",
    view: "fit",
    settings: ["epochs", "dropout", "l2"],
    prediction: {
      id: "best-epoch",
      kind: "choice",
      question: "Six passes over the ratings. After which is the validation loss lowest?",
      options: [
        { id: "first", label: "The first" },
        { id: "early", label: "The second or third" },
        { id: "late", label: "The fourth or later" },
      ],
      run: {},
      grade: ({ run }) => {
        const epoch = run["Best epoch"]!;
        return {
          answer: epoch < 2 ? "first" : epoch < 4 ? "early" : "late",
          because: `It was lowest after epoch ${epoch}; the loss on training rows went on falling.`,
        };
      },
      covers: { metrics: ["Best epoch", "Log loss", "Validation log loss", "AUC"], views: ["fit"] },
      near: ({ run }) => run["Best epoch"] === 3 || run["Best epoch"] === 1,
      explanation: {
        early:
          "A user’s vector has sixteen numbers and, in the middle, some seventy ratings to learn them from. A further look at the same rows teaches little that holds for others.",
        first:
          "One pass is already the best: a user’s vector has sixteen numbers and few ratings to learn them from. The second look at the same rows teaches little that holds for others.",
        late: "It takes longer to overfit here: these data have more ratings for each id, or the run is more strongly regularised.",
      },
    },
    claims: [
      claim({
        says: "After about two passes the vectors of ids know the training rows by heart.",
        runs: { ratings: {} },
        holds: ({ ratings: { metrics, epochs } }) =>
          metrics["Best epoch"]! < 4 && epochs.at(-1)!["Log loss"]! > metrics["Log loss"]! + 0.02,
      }),
      claim({
        says: "AUC has lost little, while log loss got much worse",
        runs: { ratings: {} },
        holds: ({ ratings: { metrics, epochs } }) => {
          const [end, lost] = [epochs.at(-1)!, metrics.AUC! - epochs.at(-1)!.AUC!];
          const chance = metrics.AUC! - 0.5;
          return (
            lost / chance < 0.15 && end["Log loss"]! / metrics["Log loss"]! - 1 > lost / chance
          );
        },
      }),
    ],
  },
  {
    id: "wrong",
    title: "What goes wrong: a bug you cannot see",
    claim:
      "Without the product with x₀ the layers are one linear map, and on ratings hardly anybody would notice.",
    view: "planted",
    settings: ["partner", "task", "division"],
    preset: { task: "crosses", partner: "none" },
    prediction: {
      id: "forgotten",
      kind: "value",
      question:
        "Somebody forgot “x₀ ∘” in the code. Known crossings, two layers: where does R² end?",
      run: { task: "crosses", partner: "none" },
      metric: "R2",
      range: [-0.2, 1],
      covers: { views: ["planted"] },
      outcome: ({ run }) => (run.R2! < 0.1 ? "nothing" : "some"),
      explanation: {
        nothing:
          "Linear maps of linear maps are linear, and the best linear map of this target is zero.",
        some: "Linear maps of linear maps are linear: only terms of a single input can be learnt, and this target has some.",
      },
    },
    claims: [
      claim({
        says: "Without the product with x₀ the layers are one linear map",
        runs: { forgotten: { task: "crosses", partner: "none" } },
        holds: ({ forgotten }) => Math.abs(r2(forgotten)) < 0.05,
      }),
      claim({
        says: "AUC drops by no more than a change of seed moves it",
        runs: { forgotten: { partner: "none" }, right: {} },
        on: "mean",
        holds: ({ forgotten, right }) => Math.abs(of("AUC")(forgotten) - of("AUC")(right)) < 0.009,
      }),
      claim({
        says: "AUC falls to about 0.69",
        runs: { cut: { division: "temporal" } },
        holds: ({ cut }) => Math.abs(of("AUC")(cut) - 0.69) < 0.02,
      }),
    ],
  },
  {
    id: "open-lab",
    title: "Your turn, and what to remember",
    claim: "Plant a product of four and reach R² of 0.99 with fewer than 400 parameters.",
    view: "planted",
    settings: ["terms", "crossLayers", "rank"],
    preset: { task: "crosses", terms: "x1 x2 x3 x4", crossLayers: 3 },
    goal: {
      says: "R² of 0.99 on a planted product of four",
      reached: ({ metrics, config }) =>
        metrics.R2! >= 0.99 && config.terms === "x1 x2 x3 x4" && config.task === "crosses",
    },
  },
];
