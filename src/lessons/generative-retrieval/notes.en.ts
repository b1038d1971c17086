/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "A tree of names: the likeliest first tokens, and what may follow.",
    trap: "“It invents films.” Without the constraint it can; with it every name is a film.",
  },
  vector: {
    expect: "The best vector under squared error is the mean, wherever films are.",
    trap: "“Take a smaller error.” Let somebody look for a point that beats the mean.",
  },
  names: {
    expect: "Group and serial is ahead of random codes, on every seed.",
    trap: "Learnt codes are expected to be first. Names that people gave say more here.",
  },
  rows: {
    expect: "Each token of a window is one question; there are no negatives to choose.",
    trap: "Encoder and decoder learn from fewer questions in as many steps, and are far behind here.",
  },
  levels: {
    expect: "The number within the group is harder.",
    trap: "A name is right only if every token is: let them multiply.",
  },
  beam: {
    expect: "A narrow beam loses a film of the exact list: the orange frame.",
    trap: "“The beam finds the best.” It never looks back.",
  },
  invalid: {
    expect: "After one epoch about a quarter of the names are nobody’s.",
    trap: "Training is thought to forbid them. Only decoding does.",
  },
  ways: {
    expect: "Group and serial first; clusters within the noise of random codes; digits below.",
    trap: "All stay under SASRec’s softmax (.055). With this few films nothing forces anybody to spell.",
  },
  new: {
    expect: "A new film can be spelled at once. It is not likely at once.",
    trap: "“Cold start is solved.” Its last token has been met less often.",
  },
  renamed: {
    expect: "The lists fall apart: history and catalogue are renamed, the weights are not.",
    trap: "“Only the names have changed.” They are all that the model reads.",
  },
  variety: {
    expect: "At a low temperature the same films, at a high one names of nobody.",
    trap: "Temperature is taken for quality. It is a choice between two faults.",
  },
  "open-lab": {
    expect: "NDCG@10 of .045 is above most seeds of the default: names and steps decide.",
    trap: "Wider beams are tried. They find what the model has learnt, and no more.",
  },
};
