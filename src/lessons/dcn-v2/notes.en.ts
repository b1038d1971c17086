/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "A weighted sum of inputs cannot say “only if both”.",
    trap: "“Add the feature genre times age by hand.” That is the classical way; how many such products are there?",
  },
  layer: {
    expect: "x₀ times (W x + b), plus x: check one number with a calculator.",
    trap: "The product is element by element, not a matrix product.",
  },
  orders: {
    expect: "One layer ends where all pairs end; two layers explain everything.",
    trap: "“Longer training will do.” One layer holds products of two, and none of more.",
  },
  size: {
    expect: "231 parameters are enough for the crosses; the MLP of that size stays behind.",
    trap: "Ask first how many parameters an MLP would need.",
  },
  blocks: {
    expect: "The matrix is ahead by far: a vector gives all pairs one weight.",
    trap: "v1 and v2 look nearly the same on paper. Let somebody count their weights.",
  },
  real: {
    expect: "Less than a standard error between them, on every seed.",
    trap: "The planted win is carried over to ratings. What could be crossed there is small.",
  },
  overfit: {
    expect: "The second or third epoch has the lowest validation loss.",
    trap: "“Training longer cannot harm.” The rows of ids know the answers by heart: AUC hardly shows it, log loss does.",
  },
  wrong: {
    expect: "R² is 0: three linear maps are one linear map.",
    trap: "On ratings the fault would pass every test: AUC drops by no more than a seed moves it.",
  },
  "open-lab": {
    expect: "Three layers reach a product of four.",
    trap: "Width is tried before depth. Ask how many factors a layer adds.",
  },
};
