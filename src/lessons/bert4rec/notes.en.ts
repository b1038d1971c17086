/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "The rank falls with training; from both sides it is mostly the lower one.",
    trap: "Films without a line under them were learnt from: a good guess there may be memory.",
  },
  cloze: {
    expect: "Six of twenty are hidden, and only those count in the loss.",
    trap: "“Why not ask for all of them?” A film that is shown is its own answer.",
  },
  sides: {
    expect: "It rises by a tenth to four tenths on each of three seeds.",
    trap: "The hall concludes that both ways are better. SASRec finds the film as often from one side.",
  },
  network: {
    expect: "Half of a row’s weight or more lies on later films; SASRec’s has none there.",
    trap: "Even weights are taken for a fault: with few epochs they are even.",
  },
  examples: {
    expect: "4,845 ways to hide four of twenty, 38,760 to hide six.",
    trap: "Many examples are taken for much information. They are of the same films.",
  },
  targets: {
    expect: "The next film is ahead on the mean; at equally many questions the two lie close.",
    trap: "Epochs are compared. Ask how many films an epoch asks for.",
  },
  rising: {
    expect: "It goes on rising; on the mean of three seeds it ends higher.",
    trap: "“The loss is flat, so it has converged.”",
  },
  last: {
    expect: "Always the last film is worse on each seed; never and a fifth do not differ.",
    trap: "“Train as you test.” One question a window teaches too little.",
  },
  changes: {
    expect: "With the softmax SASRec is ahead on every seed.",
    trap: "Table 2 of the paper is cited against it. There SASRec has another loss.",
  },
  known: {
    expect: "The next item wins by far; from both sides cloze gains a fifth in the middle.",
    trap: "“Cloze does not learn chains.” It does, later: a [mask] must find its neighbour first.",
  },
  "open-lab": {
    expect: "NDCG@10 of .055 with more epochs, or with other shares of hidden films.",
    trap: "Everything is turned at once. One change a run, and a second seed.",
  },
};
