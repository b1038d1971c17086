/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "Each feature becomes a vector, and each pair of vectors one number.",
    trap: "Features without a vector of their own, such as the year, are thought to stay outside.",
  },
  dots: {
    expect: "Each pair is counted once: n vectors have n (n − 1) / 2 dots.",
    trap: "Self-products are counted in. They are not there.",
  },
  worth: {
    expect: "With one dot at zero the score moves by that dot’s weight times its value.",
    trap: "Only with a linear top; with a deep one the move depends on the others.",
  },
  order: {
    expect: "A linear top explains the pairs and none of the triple, however long it trains.",
    trap: "“More epochs.” What a model cannot hold no epoch brings.",
  },
  win: {
    expect: "The dots leave nothing; the MLP of their size leaves a tenth.",
    trap: "The audience knows that an MLP can do everything. Not with 217 numbers.",
  },
  short: {
    expect: "No difference, or the short vectors are even learnt faster.",
    trap: "“Sixteen numbers know more.” The top has a weight for each dot already.",
  },
  real: {
    expect: "No win for the dots over an MLP on the same vectors.",
    trap: "The paper’s advantage is expected. There are 100,000 ratings here; say what scale the paper had.",
  },
  "open-lab": {
    expect: "A top that bends reaches R² of .9 on a planted triple.",
    trap: "With a linear top nobody gets there: let them find out why.",
  },
};
