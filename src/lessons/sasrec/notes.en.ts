/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "The model says of each past film how much it looks at it.",
    trap: "A look is taken for a cause. That comes later: take the film out.",
  },
  "by-hand": {
    expect:
      "Weights are positive and sum to 1; the division by √d keeps them from being all or nothing.",
    trap: "Query, key and value are all made from the same film.",
  },
  mask: {
    expect: "The loss falls, and NDCG@10 stays low.",
    trap: "“More information must help.” In training the answer is part of the input.",
  },
  pooling: {
    expect: "No difference beyond the seeds in the whole catalogue.",
    trap: "Attention is expected to win by itself. Each film goes through a network of its own beside it.",
  },
  order: {
    expect: "Much of the gain is lost; the model still beats popularity.",
    trap: "Sorting by the wrong column gives a number that is too good. Show it.",
  },
  known: {
    expect: "More than half is lost, and still far more than popularity is left.",
    trap: "“Without positions it is blind.” The mask gives the order away a little.",
  },
  parts: {
    expect:
      "Without residuals it ends near popularity; most other lines drown in the noise of seeds.",
    trap: "Two runs closer than .006 are ranked with confidence. Ask for a second seed.",
  },
  honesty: {
    expect: "Which of the two is ahead depends on the ruler: see the verdict of the run at hand.",
    trap: "The paper’s .59 and this page’s number are compared. They have nothing in common but the name.",
  },
  cloze: {
    expect:
      "It rises slowly: one film of a few is asked for, and it has not caught up after as much time.",
    trap: "“Both ways must be better than one.” It learns from fewer questions a step.",
  },
  "open-lab": {
    expect: "NDCG@10 of .06 with few parameters: try fewer blocks and smaller d.",
    trap: "Bigger models are tried first. On 671 people they learn by heart.",
  },
};
