/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "The model with the lower NDCG@10 wins more clicks.",
    trap: "The log is taken for what people like. It is what was shown.",
  },
  log: {
    expect:
      "Yesterday’s own model is first by NDCG@10, and last of the three that know a person by clicks.",
    trap: "“Imitating a good model is good.” It has learnt no click at all.",
  },
  estimators: {
    expect: "Replay says too much; IPS, SNIPS and DR come near.",
    trap: "The interval is read without the effective sample size.",
  },
  support: {
    expect: "The direct method only.",
    trap: "“Then use the direct method.” See the next section.",
  },
  model: {
    expect: "It says far too much: more than twice what is true.",
    trap: "The shortest interval is trusted most. It says how people differ, not how wrong q is.",
  },
  test: {
    expect: "Half the width takes four times as many people.",
    trap: "Two close arms are given up early. Ask how many people would have been needed.",
  },
  fooled: {
    expect: "About 5 % of tests with one look, about a quarter with twenty.",
    trap: "“We only stop when it is clear.” That is what makes it wrong.",
  },
  traps: {
    expect: "With few negatives every model looks good, and lines may cross.",
    trap: "A small interval on the log is still an interval around the wrong question.",
  },
  asked: {
    expect: "Another protocol, other numbers; the constant model is perfect where ties favour.",
    trap: "“Leave-one-out is by time.” For one person, not for the world.",
  },
  rules: {
    expect: "Each estimate of a list without the rules is too high.",
    trap: "Rules are thought to be a matter of the front end.",
  },
  bids: {
    expect: "The linear scorer earns more with bids as weights, and its AUC falls.",
    trap: "“A higher AUC earns more.” Not where the price is not in the metric.",
  },
  undo: {
    expect: "Going by p alone: the bid is in p already.",
    trap: "It is easy to pay twice. The weight moved the logit by ln w.",
  },
  rows: {
    expect: "Without the propensity a row is half a row.",
    trap: "Somebody will say that it can be estimated later. From what?",
  },
  "open-lab": {
    expect: "The model that learns clicked against not clicked.",
    trap: "People go by NDCG@10 again. Let them say which column they used.",
  },
};
