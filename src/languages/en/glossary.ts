/** The words of the course, one or two lines each; a lesson’s <Term> shows them. */
import type { Glossary } from "../../components/prose/glossary.tsx";

export const glossary: Glossary = {
  user: { term: "User", means: "A person with a history of interactions; in the data, a row." },
  item: { term: "Item", means: "What is recommended; here, a film." },
  interaction: {
    term: "Interaction",
    means:
      "A user did something with an item: watched, bought, rated it. Here every rating is one.",
  },
  embedding: {
    term: "Embedding",
    means: "A vector that stands for a user or an item, learnt together with everything else.",
  },
  "negative-sampling": {
    term: "Negative sampling",
    means: "Drawing items that stand in for “not wanted”, since the data only has what was done.",
  },
  "false-negative": {
    term: "False negative",
    means: "A drawn negative that the user would in truth like.",
  },
  loss: {
    term: "Loss",
    means: "The number that training makes smaller; not the number anybody cares about in the end.",
  },
  mlp: {
    term: "MLP",
    means: "Multi-layer perceptron: linear maps with a non-linearity between them.",
  },
  ndcg: {
    term: "NDCG@K",
    means: "With one held-out item: 1 / log2(rank + 1) if it is among the first K, else 0.",
  },
  "hit-rate": {
    term: "HR@K",
    means: "Hit rate: the share of people whose held-out item is among the first K of their list.",
  },
  mrr: {
    term: "MRR",
    means: "Mean reciprocal rank: the mean of 1 / rank of the held-out item over all people.",
  },
  validation: {
    term: "Validation",
    means:
      "Data held out to choose by, the epoch or a setting, so that the test is asked only once.",
  },
  epoch: { term: "Epoch", means: "One pass of training over all its examples." },
  softmax: {
    term: "Softmax",
    means: "e^s of each score divided by their sum: scores become probabilities that add up to 1.",
  },
  sigmoid: {
    term: "Sigmoid σ",
    means: "1 / (1 + e^−s): a score becomes a probability; score 0 is one half.",
  },
  "cross-entropy": {
    term: "Cross-entropy",
    means:
      "−log of the probability that the model gave to what happened; small when it was sure and right.",
  },
  smoothing: {
    term: "Smoothing",
    means: "Adding a few average observations before a mean of few is believed (shrinkage).",
  },
  popularity: {
    term: "Popularity baseline",
    means: "Recommending to everybody what most people have watched.",
  },
  tower: {
    term: "Tower",
    means: "A network that turns what is known of one side, a user or an item, into a vector.",
  },
  "user-tower": {
    term: "User tower",
    means: "The network that turns a user’s history and features into a vector.",
  },
  logit: {
    term: "Logit",
    means: "A score before the softmax: only differences between logits count.",
  },
  temperature: {
    term: "Temperature",
    means: "What logits are divided by: a small one makes the softmax sharp, a large one flat.",
  },
  "in-batch-negatives": {
    term: "In-batch negatives",
    means: "The positives of the other rows of a batch, used as negatives of this one.",
  },
  "logq-correction": {
    term: "logQ correction",
    means:
      "Subtracting log Q(j) from the logits in training, Q(j) being how often item j is met as a candidate.",
  },
  pooling: {
    term: "Pooling",
    means: "Making one vector of several, whatever their order: their mean, sum or maximum, say.",
  },
  "importance-weight": {
    term: "Importance weight",
    means:
      "1 / (K Q) of something that was drawn K times with probability Q: on average the weighted sum of what was drawn is the sum of all.",
  },
  "cold-start": {
    term: "Cold start",
    means: "A user or an item without interactions, of which only content is known.",
  },
  grade: {
    term: "Grade",
    means: "How good a film is for a person, 0 to 4: the stars, halves rounded up, less one.",
  },
  "ndcg-graded": {
    term: "NDCG@K with grades",
    means:
      "The sum of (2^grade − 1) / log2(rank + 1) over the first K films, divided by that of the best order.",
  },
  "long-tail": {
    term: "Long tail",
    means: "The many items that few people know, after the few that everybody knows (the head).",
  },
  sparsity: {
    term: "Sparsity",
    means: "How much of the table of users and items is empty; an empty cell is no opinion.",
  },
  leakage: {
    term: "Leakage",
    means: "Something in training that would not be known yet when the question is asked.",
  },
  "sampled-metric": {
    term: "Sampled metric",
    means: "A ranking metric among some drawn items only, instead of the whole catalogue.",
  },
  "self-attention": {
    term: "Self-attention",
    means:
      "Each place of a sequence takes a weighted mean of places; the weights are computed from both.",
  },
  "cloze-task": {
    term: "Cloze task",
    means:
      "Filling in gaps: some places of a sequence are hidden, and what stood there is guessed from the others.",
  },
  query: { term: "Query", means: "What a place asks for, as a vector; it meets the keys." },
  key: {
    term: "Key",
    means: "What a place can be found by, as a vector; queries are held against it.",
  },
  value: { term: "Value", means: "What a place passes on to those that look at it." },
  "causal-mask": {
    term: "Causal mask",
    means: "No place may look at a later one: weights above the diagonal are exactly 0.",
  },
  "residual-connection": {
    term: "Residual connection",
    means:
      "A layer adds to its input instead of replacing it, so that nothing has to be learnt to keep it.",
  },
  "position-embedding": {
    term: "Position embedding",
    means: "A learnt vector for each place of a sequence, added to what stands there.",
  },
  cloze: {
    term: "Cloze",
    means: "Fill in hidden items from what stands before and after them.",
  },
  "semantic-id": {
    term: "Semantic ID",
    means: "A short word of codes for an item, made so that items alike begin alike.",
  },
  codebook: {
    term: "Codebook",
    means:
      "A table of K vectors, the codes; a vector is described by the number of the nearest one.",
  },
  latent: {
    term: "Latent",
    means: "What an encoder makes of its input: the vector that is quantized, or decoded again.",
  },
  residual: {
    term: "Residual",
    means: "What is left of a vector after the codes chosen so far are subtracted.",
  },
  "straight-through-estimator": {
    term: "Straight-through estimator",
    means: "Using the gradient behind a step that has none as if the step were not there.",
  },
  commitment: {
    term: "Commitment",
    means: "The part of the loss that pulls what is quantized towards the code it chose.",
  },
  "dead-code": {
    term: "Dead code",
    means: "A code that is nearest to nothing, gets no gradient, and so stays that way.",
  },
  perplexity: {
    term: "Perplexity",
    means: "exp of the entropy: how many codes, all used alike, would be as varied as these.",
  },
  beam: {
    term: "Beam",
    means: "The few likeliest beginnings that a search goes on with; what is cut cannot return.",
  },
  "k-means": {
    term: "k-means",
    means:
      "Cutting points into K groups: each goes to the nearest centre, each centre to its mean.",
  },
  "feature-cross": {
    term: "Feature cross",
    means: "A product of features: it says what holds for a pair and not for either alone.",
  },
  "cross-layer": {
    term: "Cross layer",
    means: "x0 times a linear map of what the layer below gave, plus what it gave (DCN-v2).",
  },
  "factorization-machine": {
    term: "Factorization machine",
    means: "Logistic regression plus the dot product of every pair of features’ vectors.",
  },
  dropout: {
    term: "Dropout",
    means: "While training, some units are switched off at random, others in every step.",
  },
  auc: {
    term: "AUC",
    means: "How often a liked example scores above one that is not; it sees only the order.",
  },
  gauc: {
    term: "GAUC",
    means:
      "The mean of people’s own AUCs, weighted by their questions; knowing who says yes often does not help.",
  },
  "log-loss": {
    term: "Log loss",
    means: "Mean of −log of the probability given to what happened: it sees how sure, too.",
  },
};
