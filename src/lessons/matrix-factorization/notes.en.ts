/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect:
      "With K = 0 the loss falls to nearly nothing and NDCG@10 stays near popularity’s .020; with uniform negatives it ends at about .034.",
    trap: "The loss is expected to say how good the lists are. Ask what “yes” to everything would cost.",
  },
  dot: {
    expect:
      "After training films with few ratings have the longest vectors (correlation with log popularity −.41); with in-batch negatives it is the other way round.",
    trap: "“Long means popular” is what many have read. It depends on the negatives.",
  },
  "by-hand": {
    expect: "σ(s) − 1 on the watched film, σ(s) on the negative; finite differences agree.",
    trap: "Arrows are movements, gradients point the other way.",
  },
  easy: {
    expect: "The curve stays near popularity for about four epochs and then rises to the end.",
    trap: "Most draw the curve of a loss: fast at first, then flat.",
  },
  popularity: {
    expect: "Less popular: about 170 ratings a film with uniform negatives, about 64 with α = 1.",
    trap: "“What is drawn often is learnt well.” It is drawn as a no.",
  },
  hard: {
    expect:
      "One seed does not decide; over three the hard ones end a little higher, at more than twice the time.",
    trap: "A hard negative may be a film that the person would love. The lab counts those.",
  },
  losses: {
    expect: "Squared error on stars has about .014, below popularity’s .020; BCE about .034.",
    trap: "Stars look like more information than a click. They are, about another question.",
  },
  stars: {
    expect: "NDCG@10 falls to 0 while RMSE goes from 1.00 to .93.",
    trap: "“The run is broken.” Look at the picture: it beats the means of film and person.",
  },
  mlp: {
    expect: "One seed may put the network below; three do not tell the two apart.",
    trap: "“The network can do more, so it is better.” It has to learn to multiply first.",
  },
  "too-strong": {
    expect: "About .020, which is popularity’s.",
    trap: "Vectors of length 0 are expected to rank by chance. The biases are left.",
  },
  "open-lab": {
    expect: "NDCG@10 of .035 with four negatives or fewer is within reach; hard ones help.",
    trap: "One good seed is taken for a better setting. Ask for the second seed.",
  },
};
