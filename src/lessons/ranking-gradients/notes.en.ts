/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "Every loss pulls each film up or down; where it pulls is what differs.",
    trap: "The loss is thought of as a number. On this page it is a force on each film.",
  },
  list: {
    expect: "Ten numbers of person and film go in, one score comes out, only the order is shown.",
    trap: "Scores are read as grades. For most of these losses they are none.",
  },
  pair: {
    expect: "At equal scores the better film is pulled up by one half.",
    trap: "The sign: a gradient of −½ moves the film up.",
  },
  resultant: {
    expect: "More than one grade away: only differences enter the loss.",
    trap: "“The model learns the grades.” Drag “add to all”: nothing changes.",
  },
  top: {
    expect: "LambdaRank puts the best films first and gives up order below.",
    trap: "“Weighing the top costs nothing.” See the next section.",
  },
  bottom: {
    expect: "RankNet puts more pairs in order.",
    trap: "One of the two is expected to be simply better. They were asked different questions.",
  },
  real: {
    expect: "No difference beyond the seeds, for all six losses.",
    trap: "Papers’ gains are expected. Their lists are long, with hundreds of features.",
  },
  scale: {
    expect: "Squared error is within a grade; RankNet’s scores have no unit.",
    trap: "A threshold on a pairwise score works until the model is trained again.",
  },
  "open-lab": {
    expect: "A listwise loss, or LambdaRank stopped early, reaches both goals.",
    trap: "Both are pushed by more epochs, which trades one for the other.",
  },
};
