/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect: "Most of the exposure goes to a fifth of the films.",
    trap: "“The model is wrong about the rest.” It knows nothing of them.",
  },
  world: {
    expect: "Chance and the oracle are the two ends; all policies lie between.",
    trap: "The truth is a fit, declared to be true. Say so before somebody asks.",
  },
  loop: {
    expect: "More clicks with ε = .2 than greedy, over twelve rounds.",
    trap: "“Exploring costs.” It does in its own slots, and is paid back in the others.",
  },
  shares: {
    expect: "Greedy has more clicks than chance, and far less equal exposure.",
    trap: "Fairness of exposure is taken for service to people.",
  },
  belief: {
    expect: "Near zero: what was never shown is not known.",
    trap: "Offline the model looks well. Its log holds what it believes in.",
  },
  no: {
    expect: "Shown and not clicked is ahead.",
    trap: "Drawing noes is how MF was taught. There nobody had chosen what is shown.",
  },
  bandits: {
    expect: "Thompson sampling is ahead of ε-greedy.",
    trap: "By the book α is 1; twelve rounds are too few for so much doubt.",
  },
  alike: {
    expect: "Lists of two people grow alike; one list does not get narrow.",
    trap: "“Filter bubble” means both. Ask which one.",
  },
  harm: {
    expect: "The limit gives clicks away and ends with more.",
    trap: "Which films are tempting is known here. In a service nobody knows.",
  },
  rows: {
    expect: "A greedy policy has a propensity of 1 for what it showed and 0 for the rest.",
    trap: "“Log the clicks” is not enough: let somebody say what is missing.",
  },
  "open-lab": {
    expect: ".219 clicks a slot with nearly all of the catalogue shown.",
    trap: "Greedy with a good no is tried first, and does not show everything.",
  },
};
