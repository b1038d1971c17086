/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "The same history has other weights for another candidate.",
    trap: "It looks like SASRec’s attention. There the candidate is not known yet.",
  },
  unit: {
    expect: "A weight for each film of the history, which need not sum to 1.",
    trap: "Weights are read as causes: they say where the model looks.",
  },
  planted: {
    expect:
      "DIN is near 1; the mean with d = 16 stays far below, and does much better with d = 64.",
    trap: "“The mean is hopeless.” It is a matter of room.",
  },
  next: {
    expect: "DIN is a little ahead of the mean.",
    trap: "Against films drawn by chance popularity alone has .71: ask which negatives stand behind a number.",
  },
  repeat: {
    expect:
      "Not settled by our seeds: read the verdict of the run at hand. Nearly everybody has twenty films here.",
    trap: "The paper’s reason is right, and these data cannot show it.",
  },
  dice: {
    expect: "Not settled by our seeds; a figure of the paper came from statistics of positives.",
    trap: "A published figure was withdrawn for this. Say how one would have noticed.",
  },
  bst: {
    expect: "Not settled by our seeds: read the verdict of the run at hand.",
    trap: "“Transformers win.” Ask at how many steps.",
  },
  rulers: {
    expect: "Pooled AUC rises and GAUC falls.",
    trap: "A rise of a tenth is hard to give up. Nobody is shown a list of other people’s films.",
  },
  overfit: {
    expect: "The same, or nearly: a film here occurs in hundreds of examples.",
    trap: "“One epoch” is taken for a law. With negatives drawn anew, three and more are best.",
  },
  serve: {
    expect: "A pass over the history for every candidate, and nothing made beforehand.",
    trap: "So why not rank everything with it? Count the passes.",
  },
  "open-lab": {
    expect: "GAUC of .87 is at the edge of the default; more negatives and wider vectors help.",
    trap: "Goals are reached on one GAUC and lost on the other.",
  },
};
