/** What a lecturer wants to know before each section. */
import type { SpeakerNotes } from "../../components/session/course.ts";

export const notes: SpeakerNotes = {
  question: {
    expect:
      "Popularity ends at NDCG@10 .020 and HR@10 .045; half of the ratings are enough for it.",
    trap: "Low numbers are taken for bad lists. One film of 3,496 is looked for: chance has an HR@10 of .003.",
  },
  judged: {
    expect: "Rank 3 counts a half in NDCG, rank 11 nothing, and AUC is still above .99.",
    trap: "AUC is read as a share of right answers. Ask who has ever looked at rank 100.",
  },
  tail: {
    expect: "The head of ten percent has .42 of the ratings; 492 films hold half of them.",
    trap: "Many guess .8, as in Pareto’s rule. Films with fewer than five ratings were left out before, which flattens the curve.",
  },
  table: {
    expect: "3.8 % of the cells are filled. Many ratings of one person fall into one second.",
    trap: "An empty cell is taken for a no. Ask who has been shown all films.",
  },
  counting: {
    expect: "HR@10 of the most rated films is .045, of the best means .003.",
    trap: "“Best” is heard as “most likely to be watched”. Let somebody name a film with one rating of five stars.",
  },
  neighbours: {
    expect: "Item-kNN has NDCG@10 .036, popularity .020.",
    trap: "β is another doubt than in the section before: there about means, here about pairs.",
  },
  split: {
    expect: "HR@10 of item-kNN rises from .070 to .206 with a random film hidden.",
    trap: "“The model got better.” It is the same model: the question got easier, since half of a person’s own ratings come after the hidden film.",
  },
  time: {
    expect:
      "With one cut in time the half-life of a year is ahead; with the last film hidden it does not help.",
    trap: "Only 125 test films remain, and one standard error of HR@10 is about .02. Do not read the third digit.",
  },
  sampled: {
    expect: "Sampled HR@10 of popularity is .365 in place of .045.",
    trap: "“A sample is fair.” The sample is; the ruler is another. Nothing about the model has changed.",
  },
  "open-lab": {
    expect: "NDCG@10 of .037 is within reach of item-kNN by k and β alone.",
    trap: "Everybody chooses by the test column. Ask which column should have chosen.",
  },
};
