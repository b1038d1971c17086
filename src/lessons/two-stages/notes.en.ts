/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "Half a millisecond in all on one core; stage two on all films takes five times that.",
    trap: "“Then why two stages?” Multiply the catalogue by a thousand.",
  },
  ceiling: {
    expect: "Recall@100 is .42 on two towers of seed 1.",
    trap: "A hall says 90 %, as 100 candidates sound like many.",
  },
  gain: {
    expect: "It rises by about a tenth; above item to item by six tenths.",
    trap: "“A better model must help a lot.” Its best feature is stage one’s score.",
  },
  own: {
    expect: "Left out, by .003 to .005 on each seed; the loss says the opposite.",
    trap: "Somebody asks for stage one’s own training: it has the fault too, and keeps it.",
  },
  teach: {
    expect:
      "Not settled: within seeds’ noise. AUC is .89 against random films, .70 among candidates.",
    trap: "“Random negatives are a fault, so it must show.” Here it does not; the metric does.",
  },
  trap: {
    expect: "Nothing is left on all films; the pipeline falls below stage one alone.",
    trap: "“More positives, more knowledge.” Ask what all negatives have in common.",
  },
  rows: {
    expect: "Every negative says whether stage one sent it.",
    trap: "These are no films that were shown and left: the log has none.",
  },
  blend: {
    expect: "Shares hold; × 100 changes the other list only.",
    trap: "“Draw films with probabilities.” The type is drawn, the film is the best left.",
  },
  budgets: {
    expect: "Equal budgets .34, by person .41, two towers alone .42, at C = 100.",
    trap: "Personal budgets are taken for granted as better.",
  },
  adjust: {
    expect: "With 20 lists the estimate that is followed rises by 6 to 12 %, the other falls.",
    trap: "A hall reads the solid line only.",
  },
  "open-lab": {
    expect: "SASRec beneath comes nearest.",
    trap: "C is raised for its ceiling, which is not what is missing.",
  },
};
